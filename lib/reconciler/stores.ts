import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LeaseChanged } from '../admin/lease-lock';
import type { LeaseApi, LeaseSpec } from '../admin/lease-lock';
import { makePassword } from '../admin/scram';
import { NOTHING_APPLIED } from '../reconcile/objects';
import type { AppliedState, StateStore, StoredState } from '../reconcile/state';
import type { DesiredUser } from '../spec/desired-state';
import { UsageError } from '../util/errors';
import type { Kubernetes } from './kubernetes';
import { KubernetesConflict } from './kubernetes';

const CORE = '/api/v1';
const COORDINATION = '/apis/coordination.k8s.io/v1';
const STATE_KEY = 'state.gz';
/** Kubernetes takes an object of 1 MiB; base64 adds a third. */
const STATE_BYTES = 740_000;

/** L in a ConfigMap, packed; each write names the version that it replaces. */
export class ConfigMapStore implements StateStore {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
  ) {}

  public async load(): Promise<StoredState> {
    const { metadata, binaryData } = await this.kubernetes.get(CORE, 'configmaps', this.name);
    const packed = binaryData?.[STATE_KEY];
    const state =
      packed === undefined
        ? NOTHING_APPLIED
        : (JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as AppliedState);
    return { state, generation: metadata.resourceVersion };
  }

  public async save(state: AppliedState, expected: string | undefined): Promise<string> {
    const packed = gzipSync(JSON.stringify(state));
    if (packed.length > STATE_BYTES) {
      throw new UsageError(
        'StateTooLarge',
        `the applied state has ${String(packed.length)} bytes; a ConfigMap holds ${String(STATE_BYTES)}`,
      );
    }
    const { metadata } = await this.kubernetes.patch(CORE, 'configmaps', this.name, {
      ...(expected === undefined ? {} : { metadata: { resourceVersion: expected } }),
      binaryData: { [STATE_KEY]: packed.toString('base64') },
    });
    return metadata.resourceVersion;
  }
}

const PROGRAM_KEY = 'program';

/** Which program was applied last, by its digest: beside the applied state, in the same ConfigMap. */
export class ConfigMapProgram {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
  ) {}

  public async load(): Promise<string | undefined> {
    return (await this.kubernetes.get(CORE, 'configmaps', this.name)).data?.[PROGRAM_KEY];
  }

  public async save(digest: string): Promise<void> {
    const data = { [PROGRAM_KEY]: digest };
    await this.kubernetes.patch(CORE, 'configmaps', this.name, { data });
  }
}

/** The Lease of the lock. */
export class Lease implements LeaseApi {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
  ) {}

  public async read(): ReturnType<LeaseApi['read']> {
    const { spec = {}, metadata } = await this.kubernetes.get(COORDINATION, 'leases', this.name);
    return { spec, resourceVersion: metadata.resourceVersion };
  }

  public async write(spec: LeaseSpec, resourceVersion?: string): Promise<void> {
    const metadata = resourceVersion === undefined ? {} : { metadata: { resourceVersion } };
    try {
      await this.kubernetes.patch(COORDINATION, 'leases', this.name, { ...metadata, spec });
    } catch (error) {
      throw error instanceof KubernetesConflict ? new LeaseChanged(error.message) : error;
    }
  }
}

const KEY = 'fingerprint-key';

/** Passwords of users, and the key of their fingerprints. */
export class Passwords {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly folder: string,
    private readonly keySecret: string,
  ) {}

  public async key(): Promise<string> {
    const made = randomBytes(32).toString('base64');
    const content = await this.fill(this.keySecret, { [KEY]: made });
    return content[KEY] ?? made;
  }

  /** Undefined where nobody has filled the Secret yet. */
  public async of({ name, password }: DesiredUser): Promise<string | undefined> {
    if (password.kind === 'secret') return this.mounted(password.secretName, password.key);
    const made = makePassword(password.length);
    const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="${name}" password="${made}";`;
    const content = await this.fill(password.secretName, {
      password: made,
      'sasl.jaas.config': login,
    });
    return content['password'];
  }

  private mounted(secretName: string, key: string): string | undefined {
    try {
      const text = readFileSync(`${this.folder}/${secretName}/${key}`, 'utf8').replace(/\n$/, '');
      return text === '' ? undefined : text;
    } catch {
      return undefined;
    }
  }

  /** Writes keys only where there are none: a password that was made once stays. */
  private async fill(
    name: string,
    content: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const { metadata, data = {} } = await this.kubernetes.get(CORE, 'secrets', name);
    const [first = ''] = Object.keys(content);
    if (data[first] !== undefined) return decoded(data);
    const encoded = Object.fromEntries(
      Object.entries(content).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    );
    const written = await this.kubernetes.patch(CORE, 'secrets', name, {
      metadata: { resourceVersion: metadata.resourceVersion },
      data: encoded,
    });
    return decoded(written.data ?? {});
  }
}

const decoded = (data: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString('utf8'),
    ]),
  );
