import type { Intent } from '../../lib/reconcile/apply';
import { reconcile } from '../../lib/reconcile/apply';
import type { ApplyReport } from '../../lib/reconcile/apply';
import { NOTHING_APPLIED } from '../../lib/reconcile/objects';
import type { Ports } from '../../lib/reconcile/ports';
import type { AppliedState, StateStore, StoredState } from '../../lib/reconcile/state';
import type { WantedAcl } from '../../lib/spec/acl';
import type { DesiredState, DesiredTopic, DesiredUser } from '../../lib/spec/desired-state';
import { FakeAdmin } from '../support/fake-admin';

export const topic = (said: Partial<DesiredTopic> = {}): DesiredTopic => ({
  name: 'orders',
  partitions: 3,
  replicationFactor: 3,
  config: {},
  removal: 'retain',
  path: 'app/orders',
  origin: undefined,
  ...said,
});

export const user = (said: Partial<DesiredUser> = {}): DesiredUser => ({
  name: 'shop',
  mechanism: 'SCRAM-SHA-512',
  iterations: 4096,
  password: { kind: 'secret', secretName: 'shop', key: 'password' },
  path: 'app/shop',
  origin: undefined,
  ...said,
});

export const acl = (said: Partial<WantedAcl> = {}): WantedAcl => ({
  principal: 'User:shop',
  resourceType: 'TOPIC',
  resourceName: 'orders',
  patternType: 'LITERAL',
  operation: 'WRITE',
  permission: 'ALLOW',
  host: '*',
  origins: [],
  ...said,
});

type Said = Partial<Omit<DesiredState, 'policy'>> & {
  readonly policy?: Partial<DesiredState['policy']>;
};

export const desired = ({ policy, ...said }: Said = {}): DesiredState => ({
  version: 1,
  cluster: { name: 'orders', clusterId: undefined, expectedBrokers: 3 },
  topics: [],
  users: [],
  quotas: [],
  acls: [],
  connect: undefined,
  policy: {
    prune: 'all',
    drift: { topics: 'revert', users: 'revert', quotas: 'revert', acls: 'revert' },
    unknownTopicConfig: 'keep',
    maxDeletes: 10,
    waivers: [],
    reassignmentThrottle: 1_000_000,
    ...policy,
  },
  ...said,
});

export class MemoryStore implements StateStore {
  public state: AppliedState = NOTHING_APPLIED;
  public generation = 0;

  public load(): Promise<StoredState> {
    return Promise.resolve({ state: this.state, generation: String(this.generation) });
  }

  public save(state: AppliedState, expected: string | undefined): Promise<string> {
    if (expected !== String(this.generation)) return Promise.reject(new Error('conflict'));
    this.state = state;
    this.generation += 1;
    return Promise.resolve(String(this.generation));
  }
}

/** A Kafka, a store, and a clock that does not wait. */
export class World {
  public readonly admin = new FakeAdmin();
  public readonly store = new MemoryStore();
  public readonly slept: number[] = [];
  /** Batches after which the run is told to end. */
  public endAfter = Infinity;
  private time = 0;
  private batches = 0;

  public ports(): Ports {
    return {
      admin: this.admin,
      store: this.store,
      attempts: 5,
      sleep: (milliseconds) => {
        this.slept.push(milliseconds);
        this.time += milliseconds;
        return Promise.resolve();
      },
      now: () => this.time,
      isInterrupted: () => this.batches >= this.endAfter,
      progress: () => {
        this.batches += 1;
      },
      makeCredential: (name) =>
        Promise.resolve({
          user: name,
          mechanism: 'SCRAM-SHA-512',
          iterations: 4096,
          salt: new Uint8Array(1),
          saltedPassword: new Uint8Array(1),
        }),
    };
  }

  public run(state: DesiredState, more: Partial<Intent> = {}): Promise<ApplyReport> {
    return reconcile(intent(state, more), this.ports());
  }
}

export const intent = (state: DesiredState, more: Partial<Intent> = {}): Intent => ({
  desired: state,
  fingerprints: new Map(state.users.map(({ name }) => [name, `of-${name}`])),
  prefer: undefined,
  ...more,
});
