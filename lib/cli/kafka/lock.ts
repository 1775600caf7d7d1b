import { hostname } from 'node:os';
import { LeaseChanged, LeaseLock } from '../../admin/lease-lock';
import type { LeaseApi, LeaseSpec } from '../../admin/lease-lock';
import type { ReconcilerSettings } from '../../spec/reconciler-settings';
import { reasonOf, UsageError } from '../../util/errors';
import type { CommandContext } from '../command';
import { IssuesError } from '../command';
import { isConflict, Kubectl } from './stores';

/** The Lease of the cluster's reconciler, by kubectl. */
class KubectlLease implements LeaseApi {
  public constructor(
    private readonly kubectl: Kubectl,
    private readonly name: string,
  ) {}

  public async read(): ReturnType<LeaseApi['read']> {
    const { spec = {}, metadata } = await this.kubectl.get('lease', this.name);
    return { spec, resourceVersion: metadata.resourceVersion };
  }

  public async write(spec: LeaseSpec, resourceVersion?: string): Promise<void> {
    const metadata = resourceVersion === undefined ? {} : { metadata: { resourceVersion } };
    try {
      await this.kubectl.patch('lease', this.name, { ...metadata, spec });
    } catch (error) {
      throw isConflict(error) ? new LeaseChanged(this.name) : error;
    }
  }
}

const held = (message: string): IssuesError =>
  new IssuesError([
    {
      code: 'LockHeld',
      severity: 'error',
      message,
      path: undefined,
      prop: undefined,
      fix: 'wait for its end, and make a new plan',
      origin: undefined,
    },
  ]);

/**
 * Does something while no run of the reconciler in the cluster does: by its Lease. Where that cannot be had it is done all the
 * same, and said; what both of them keep in one place is safe even then, since each write names what it replaces.
 */
export async function alone<T>(
  { namespace, lease }: Pick<ReconcilerSettings, 'namespace' | 'lease'>,
  { io }: CommandContext,
  work: () => Promise<T>,
): Promise<T> {
  const api = new KubectlLease(new Kubectl(namespace), lease);
  const lock = new LeaseLock(api, `cdk8s-kafka on ${hostname()}, process ${String(process.pid)}`);
  try {
    await lock.acquire();
  } catch (error) {
    if (error instanceof UsageError) throw held(error.message);
    const [reason] = reasonOf(error).trim().split('\n').slice(-1);
    io.note(
      `no lock: kubectl cannot take Lease ${lease} in namespace ${namespace} (${reason ?? ''}); a run in the cluster at this time is not kept out`,
    );
    return work();
  }
  try {
    return await work();
  } finally {
    // Whoever cannot give it back leaves it to its end, half a minute from now.
    await lock.release().catch(() => undefined);
  }
}
