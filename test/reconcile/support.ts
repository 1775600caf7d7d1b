import type { Intent } from '../../lib/reconcile/apply';
import { reconcile } from '../../lib/reconcile/apply';
import type { ApplyReport } from '../../lib/reconcile/apply';
import { NOTHING_APPLIED } from '../../lib/reconcile/objects';
import type { Admin } from '../../lib/reconcile/admin';
import type { Ports } from '../../lib/reconcile/ports';
import type { AppliedState, StateStore, StoredState } from '../../lib/reconcile/state';
import type { WantedAcl } from '../../lib/spec/acl';
import type {
  DesiredQuota,
  DesiredState,
  DesiredTopic,
  DesiredUser,
} from '../../lib/spec/desired-state';
import { FakeAdmin } from '../support/fake-admin';

export const topic = (said: Partial<DesiredTopic> = {}): DesiredTopic => ({
  name: 'orders',
  partitions: 3,
  replicationFactor: 3,
  config: {},
  removal: 'retain',
  streams: undefined,
  paused: undefined,
  path: 'app/orders',
  origin: undefined,
  ...said,
});

export const user = (said: Partial<DesiredUser> = {}): DesiredUser => ({
  name: 'shop',
  mechanism: 'SCRAM-SHA-512',
  iterations: 4096,
  password: { kind: 'secret', secretName: 'shop', key: 'password' },
  paused: undefined,
  path: 'app/shop',
  origin: undefined,
  ...said,
});

export const quota = (
  entity: DesiredQuota['entity'],
  quotas: DesiredQuota['quotas'] = { producer_byte_rate: 10 },
): DesiredQuota => ({ entity, quotas, paused: undefined, path: 'app/quota', origin: undefined });

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
    pausedPrincipals: undefined,
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

/** How time passes for a run. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** A Kafka, a store, and runs of the engine on them. */
export class Stage<A extends Admin = Admin> {
  public store = new MemoryStore();
  /** Batches after which the run is told to end. */
  public endAfter = Infinity;
  private batches = 0;
  /** Of the users whose credentials are made. */
  private iterations = 4096;

  public constructor(
    public readonly admin: A,
    private readonly clock: Clock,
  ) {}

  public ports(): Ports {
    const { admin, store, clock } = this;
    return {
      admin,
      store,
      attempts: 5,
      sleep: (milliseconds) => clock.sleep(milliseconds),
      now: () => clock.now(),
      isInterrupted: () => this.batches >= this.endAfter,
      progress: () => {
        this.batches += 1;
      },
      makeCredential: (name) =>
        Promise.resolve({
          user: name,
          mechanism: 'SCRAM-SHA-512',
          iterations: this.iterations,
          salt: new Uint8Array(1),
          saltedPassword: new Uint8Array(1),
        }),
    };
  }

  public run(state: DesiredState, more: Partial<Intent> = {}): Promise<ApplyReport> {
    this.iterations = state.users[0]?.iterations ?? 4096;
    return reconcile(intent(state, more), this.ports());
  }
}

/** A stage in memory, and a clock that does not wait. */
export class World extends Stage<FakeAdmin> {
  public readonly slept: number[];

  public constructor() {
    const slept: number[] = [];
    let time = 0;
    super(new FakeAdmin(), {
      now: () => time,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
    });
    this.slept = slept;
  }
}

export const intent = (state: DesiredState, more: Partial<Intent> = {}): Intent => ({
  desired: state,
  fingerprints: new Map(state.users.map(({ name }) => [name, `of-${name}`])),
  prefer: undefined,
  ...more,
});
