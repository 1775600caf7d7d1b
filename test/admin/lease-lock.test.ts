import { LeaseChanged, LeaseLock } from '../../lib/admin/lease-lock';
import type { LeaseApi, LeaseSpec } from '../../lib/admin/lease-lock';

/** A Lease in memory; `between` is what others do between a reading and a writing. */
class MemoryLease implements LeaseApi {
  public spec: LeaseSpec = {};
  public between: (() => void) | undefined;
  private version = 1;

  public read(): ReturnType<LeaseApi['read']> {
    const found = { spec: this.spec, resourceVersion: String(this.version) };
    this.between?.();
    return Promise.resolve(found);
  }

  public write(spec: LeaseSpec, resourceVersion?: string): Promise<void> {
    if (resourceVersion !== undefined && resourceVersion !== String(this.version))
      return Promise.reject(new LeaseChanged());
    this.set(spec);
    return Promise.resolve();
  }

  public set(spec: LeaseSpec): void {
    this.spec = spec;
    this.version += 1;
  }
}

const other = (secondsAgo: number): LeaseSpec => ({
  holderIdentity: 'another',
  renewTime: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  leaseDurationSeconds: 30,
});

test('is taken, and given back', async () => {
  const lease = new MemoryLease();
  const lock = new LeaseLock(lease, 'me');
  await lock.acquire();
  expect(lease.spec.holderIdentity).toBe('me');
  await lock.release();
  expect(lease.spec.holderIdentity).toBe('');
});

test('is not taken from a run that renews it', async () => {
  const lease = new MemoryLease();
  lease.set(other(5));
  await expect(new LeaseLock(lease, 'me').acquire()).rejects.toThrow(
    'another run is under way: another',
  );
});

test('is taken from a run that has stopped renewing it', async () => {
  const lease = new MemoryLease();
  lease.set(other(60));
  const lock = new LeaseLock(lease, 'me');
  await lock.acquire();
  expect(lease.spec.holderIdentity).toBe('me');
  await lock.release();
});

test('goes to one of two that ask at once', async () => {
  const lease = new MemoryLease();
  lease.between = () => {
    lease.set(other(0));
  };
  await expect(new LeaseLock(lease, 'me').acquire()).rejects.toThrow('another run was faster');
});
