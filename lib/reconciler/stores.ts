import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makePassword } from '../admin/scram';
import { NOTHING_APPLIED } from '../reconcile/objects';
import type { AppliedState, Lock, StateStore, StoredState } from '../reconcile/state';
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

const LEASE_SECONDS = 30;
const RENEW_MS = 10_000;

interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly renewTime?: string;
  readonly leaseDurationSeconds?: number;
}

/** One run at a time: who holds the Lease renews it for as long as it runs. */
export class LeaseLock implements Lock {
  private timer: NodeJS.Timeout | undefined;

  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
    private readonly holder: string,
  ) {}

  public async acquire(): Promise<void> {
    const lease = await this.kubernetes.get(COORDINATION, 'leases', this.name);
    const spec = (lease.spec ?? {}) as LeaseSpec;
    const until =
      Date.parse(spec.renewTime ?? '') + (spec.leaseDurationSeconds ?? LEASE_SECONDS) * 1000;
    const other = spec.holderIdentity ?? '';
    if (other !== '' && other !== this.holder && until > Date.now()) {
      throw new UsageError('LockHeld', `another run is under way: ${other}`);
    }
    try {
      await this.write(this.holder, lease.metadata.resourceVersion);
    } catch (error) {
      if (!(error instanceof KubernetesConflict)) throw error;
      throw new UsageError('LockHeld', 'another run was faster');
    }
    this.timer = setInterval(() => {
      this.write(this.holder).catch(() => undefined);
    }, RENEW_MS);
    this.timer.unref();
  }

  public async release(): Promise<void> {
    clearInterval(this.timer);
    await this.write('');
  }

  private async write(holderIdentity: string, resourceVersion?: string): Promise<void> {
    const now = new Date().toISOString().replace('Z', '000Z');
    await this.kubernetes.patch(COORDINATION, 'leases', this.name, {
      ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
      spec: { holderIdentity, renewTime: now, leaseDurationSeconds: LEASE_SECONDS },
    });
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
