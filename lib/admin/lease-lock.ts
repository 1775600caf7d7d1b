import type { Lock } from '../reconcile/state';
import { UsageError } from '../util/errors';

const LEASE_SECONDS = 30;
const RENEW_MS = 10_000;

/** As much of a Lease (`coordination.k8s.io/v1`) as a lock needs. */
export interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly renewTime?: string;
  readonly leaseDurationSeconds?: number;
}

/** A Lease, by whatever reaches Kubernetes. */
export interface LeaseApi {
  read(): Promise<{ readonly spec: LeaseSpec; readonly resourceVersion: string }>;
  /** With a version: throws LeaseChanged when the Lease is another by now. */
  write(spec: LeaseSpec, resourceVersion?: string): Promise<void>;
}

/** Somebody else has written the Lease since it was read. */
export class LeaseChanged extends Error {}

/** One run at a time: who holds the Lease renews it for as long as it runs. */
export class LeaseLock implements Lock {
  private timer: NodeJS.Timeout | undefined;

  public constructor(
    private readonly lease: LeaseApi,
    private readonly holder: string,
  ) {}

  public async acquire(): Promise<void> {
    const { spec, resourceVersion } = await this.lease.read();
    const seconds = spec.leaseDurationSeconds ?? LEASE_SECONDS;
    const until = Date.parse(spec.renewTime ?? '') + seconds * 1000;
    const other = spec.holderIdentity ?? '';
    if (other !== '' && other !== this.holder && until > Date.now()) {
      throw new UsageError('LockHeld', `another run is under way: ${other}`);
    }
    try {
      await this.write(this.holder, resourceVersion);
    } catch (error) {
      if (!(error instanceof LeaseChanged)) throw error;
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
    const renewTime = new Date().toISOString().replace('Z', '000Z');
    const spec = { holderIdentity, renewTime, leaseDurationSeconds: LEASE_SECONDS };
    await this.lease.write(spec, resourceVersion);
  }
}
