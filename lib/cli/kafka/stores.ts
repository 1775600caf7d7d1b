import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { NOTHING_APPLIED } from '../../reconcile/objects';
import type { AppliedConnectors, ConnectorStore } from '../../reconcile/connect/state';
import type { AppliedState, StateStore, StoredState } from '../../reconcile/state';
import { IssuesError, UsageError } from '../command';

const run = promisify(execFile);
const OUTPUT_BYTES = 64 * 1024 * 1024;
/** A cluster that is not there is soon known not to be. */
const PATIENCE = '--request-timeout=20s';

const changed = (what: string): IssuesError =>
  new IssuesError([
    {
      code: 'StateConflict',
      severity: 'error',
      message: `${what} was changed by another run meanwhile`,
      path: undefined,
      prop: undefined,
      fix: 'make a new plan',
      origin: undefined,
    },
  ]);

/** L in a file, for those who apply from one place. */
export class FileStore implements StateStore {
  public constructor(private readonly file: string) {}

  public load(): Promise<StoredState> {
    if (!existsSync(this.file))
      return Promise.resolve({ state: NOTHING_APPLIED, generation: undefined });
    const text = readFileSync(this.file, 'utf8');
    return Promise.resolve({ state: JSON.parse(text) as AppliedState, generation: digest(text) });
  }

  public async save(state: AppliedState, expected: string | undefined): Promise<string> {
    const { generation } = await this.load();
    if (generation !== expected) throw changed(this.file);
    const text = `${JSON.stringify(state, undefined, 1)}\n`;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
    return digest(text);
  }

  /** The key of the fingerprints of passwords, beside the state. */
  public key(): string {
    const file = `${this.file}.key`;
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
    }
    return readFileSync(file, 'utf8');
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** Objects of the cluster by the user's own kubectl. */
export class Kubectl {
  public constructor(private readonly namespace: string) {}

  public async get(kind: string, name: string): Promise<KubernetesObject> {
    return JSON.parse(
      await this.call(['get', kind, name, '-o', 'json', PATIENCE]),
    ) as KubernetesObject;
  }

  public async list(kind: string, selector: string): Promise<readonly KubernetesObject[]> {
    const text = await this.call(['get', kind, '-l', selector, '-o', 'json', PATIENCE]);
    return (JSON.parse(text) as { readonly items: readonly KubernetesObject[] }).items;
  }

  /** What a shell script prints in a container. */
  public exec(pod: string, container: string, script: string): Promise<string> {
    return this.call(['exec', pod, '-c', container, '--', 'sh', '-c', script]);
  }

  public async patch(kind: string, name: string, body: object): Promise<KubernetesObject> {
    const args = [
      'patch',
      kind,
      name,
      '--type=merge',
      '-o',
      'json',
      PATIENCE,
      '-p',
      JSON.stringify(body),
    ];
    return JSON.parse(await this.call(args)) as KubernetesObject;
  }

  public async secretValue(name: string, key: string): Promise<string | undefined> {
    const { data } = await this.get('secret', name);
    const value = data?.[key];
    return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
  }

  /** A port of this machine that leads to one of a Service, until it is closed. */
  public forward(service: string, port: number): Promise<Forwarded> {
    const args = [
      'port-forward',
      '--address',
      '127.0.0.1',
      `service/${service}`,
      `:${String(port)}`,
    ];
    const child = spawn(kubectlProgram(), ['-n', this.namespace, ...args]);
    return new Promise((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        const [, found] = /127\.0\.0\.1:(\d+) ->/.exec(chunk.toString()) ?? [];
        if (found !== undefined) resolve({ port: Number(found), close: () => child.kill() });
      });
      child.on('error', reject);
      child.on('close', () => {
        reject(new UsageError(`kubectl does not reach service ${service}: ${said.trim()}`));
      });
    });
  }

  private async call(args: readonly string[]): Promise<string> {
    const options = { maxBuffer: OUTPUT_BYTES };
    const { stdout } = await run(kubectlProgram(), ['-n', this.namespace, ...args], options);
    return stdout;
  }
}

const kubectlProgram = (): string => process.env['KUBECTL'] ?? 'kubectl';

/** A way to a Service. */
export interface Forwarded {
  readonly port: number;
  close(): void;
}

/** The object is another since it was read. */
export const isConflict = (error: unknown): boolean =>
  String((error as { readonly stderr?: string }).stderr).includes('Conflict');

const STATE_KEY = 'state.gz';

/** L in the ConfigMap of the cluster's reconciler: both know what the other did. */
export class ConfigMapStore implements StateStore {
  public constructor(
    private readonly kubectl: Kubectl,
    private readonly name: string,
  ) {}

  public async load(): Promise<StoredState> {
    const { metadata, binaryData } = await this.kubectl.get('configmap', this.name);
    const packed = binaryData?.[STATE_KEY];
    const state =
      packed === undefined
        ? NOTHING_APPLIED
        : (JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as AppliedState);
    return { state, generation: metadata.resourceVersion };
  }

  public async save(state: AppliedState, expected: string | undefined): Promise<string> {
    const body = {
      ...(expected === undefined ? {} : { metadata: { resourceVersion: expected } }),
      binaryData: { [STATE_KEY]: gzipSync(JSON.stringify(state)).toString('base64') },
    };
    try {
      const { metadata } = await this.kubectl.patch('configmap', this.name, body);
      return metadata.resourceVersion;
    } catch (error) {
      throw isConflict(error) ? changed(this.name) : error;
    }
  }
}

/** What was applied of connectors, in a file beside the state. */
export class FileConnectors implements ConnectorStore {
  private readonly file: string;

  public constructor(state: string) {
    this.file = `${state.replace(/\.json$/, '')}.connectors.json`;
  }

  public load(): Promise<AppliedConnectors> {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '{}';
    return Promise.resolve(JSON.parse(text) as AppliedConnectors);
  }

  public save(connectors: AppliedConnectors): Promise<void> {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(connectors, undefined, 1)}\n`, { mode: 0o600 });
    return Promise.resolve();
  }
}

const CONNECTORS_KEY = 'connectors.json';

/** The same in the ConfigMap of the cluster's reconciler. */
export class ConfigMapConnectors implements ConnectorStore {
  public constructor(
    private readonly kubectl: Kubectl,
    private readonly name: string,
  ) {}

  public async load(): Promise<AppliedConnectors> {
    const { data } = await this.kubectl.get('configmap', this.name);
    return JSON.parse(data?.[CONNECTORS_KEY] ?? '{}') as AppliedConnectors;
  }

  public async save(connectors: AppliedConnectors): Promise<void> {
    const data = { [CONNECTORS_KEY]: JSON.stringify(connectors) };
    await this.kubectl.patch('configmap', this.name, { data });
  }
}
