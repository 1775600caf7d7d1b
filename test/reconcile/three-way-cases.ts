import type { Admin } from '../../lib/reconcile/admin';
import type { Intent } from '../../lib/reconcile/apply';
import type { WantedAcl } from '../../lib/spec/acl';
import type { DesiredState } from '../../lib/spec/desired-state';
import { acl, desired, quota, topic, user } from './support';

/** One row of the three-way rules for one kind of field: D, L and V, and what has to come of them. */
export interface ThreeWayCase {
  readonly name: string;
  /** What was applied: L, and V until somebody comes. */
  readonly applied?: (names: Names) => DesiredState;
  /** What somebody does behind the engine's back. */
  readonly meddle?: (admin: Admin, names: Names) => Promise<unknown>;
  /** L is lost. */
  readonly forgotten?: true;
  readonly desired: (names: Names) => DesiredState;
  readonly prefer?: Intent['prefer'];
  readonly fingerprint?: string;
  /** `update topic (drift): config.retention.ms 2000 -> 1000`, with names left out. */
  readonly plan: readonly string[];
  /** Rules of the safety table that speak of what is changed. */
  readonly rules?: readonly string[];
  /** V afterwards; one line for each object of the case. */
  readonly then: readonly string[];
}

/** Names of a case, which no other has. */
export interface Names {
  readonly topic: string;
  readonly user: string;
}

type Said = Parameters<typeof topic>[0] & { readonly policy?: Partial<DesiredState['policy']> };

const withTopic =
  ({ policy, ...said }: Said = {}) =>
  ({ topic: name }: Names): DesiredState =>
    desired({
      topics: [topic({ name, config: { 'retention.ms': '1000000' }, ...said })],
      ...(policy === undefined ? {} : { policy }),
    });

const nothing = (policy?: Partial<DesiredState['policy']>) => (): DesiredState =>
  desired(policy === undefined ? {} : { policy });

const retention = (value: string): Said => ({ config: { 'retention.ms': value } });

/** More than the seven days of the brokers, so that it is no cut of what they keep. */
const ABOVE_DEFAULT = retention('900000000');

const setRetention =
  (value: string | null) =>
  (admin: Admin, { topic: name }: Names): Promise<unknown> =>
    admin.alterConfigs(
      [{ resource: { type: 'TOPIC', name }, changes: { 'retention.ms': value } }],
      false,
    );

const drift = (how: 'adopt' | 'ignore'): Partial<DesiredState['policy']> => ({
  drift: { topics: how, users: how, quotas: how, acls: how },
});

const TOPIC = 'topic 3x3';
const LIVE = (value: string): string => `${TOPIC} retention.ms=${value}`;

const CONFIG: readonly ThreeWayCase[] = [
  {
    name: 'D = V: nothing',
    applied: withTopic(),
    desired: withTopic(),
    plan: [],
    then: [LIVE('1000000')],
  },
  {
    name: 'D = V, L is another: nothing, and L follows',
    applied: withTopic(retention('2000000')),
    meddle: setRetention('1000000'),
    desired: withTopic(),
    plan: [],
    then: [LIVE('1000000')],
  },
  {
    name: 'D ≠ V, L = V: a change, applied',
    applied: withTopic(),
    desired: withTopic(retention('2000000')),
    plan: ['update topic (change): config.retention.ms 1000000 -> 2000000'],
    then: [LIVE('2000000')],
  },
  {
    name: 'D ≠ V, D = L: drift, reverted',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic(),
    plan: ['update topic (drift): config.retention.ms 500000 -> 1000000'],
    then: [LIVE('1000000')],
  },
  {
    name: 'D ≠ V, D = L: drift, ignored',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic({ policy: drift('ignore') }),
    plan: ['none topic (drift): config.retention.ms 500000 -> 1000000'],
    then: [LIVE('500000')],
  },
  {
    name: 'D ≠ V, D = L: drift, for the program to adopt',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic({ policy: drift('adopt') }),
    plan: ['none topic (adopt): config.retention.ms 500000 -> 1000000'],
    then: [LIVE('500000')],
  },
  {
    name: 'all differ, and what was changed is adopted: a change of the program, applied',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic({ ...retention('2000000'), policy: drift('adopt') }),
    plan: ['update topic (change): config.retention.ms 500000 -> 2000000'],
    then: [LIVE('2000000')],
  },
  {
    name: 'D ≠ V of a topic that is paused: shown, and left alone',
    applied: withTopic(),
    desired: withTopic({ ...retention('2000000'), paused: true }),
    plan: ['none topic (paused): config.retention.ms 1000000 -> 2000000'],
    rules: ['Paused'],
    then: [LIVE('1000000')],
  },
  {
    name: 'all differ: a conflict, held',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic(retention('2000000')),
    plan: ['none topic (conflict): config.retention.ms 500000 -> 2000000'],
    rules: ['Conflict'],
    then: [LIVE('500000')],
  },
  {
    name: 'all differ: a conflict, the program is preferred',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic(retention('2000000')),
    prefer: 'desired',
    plan: ['update topic (conflict): config.retention.ms 500000 -> 2000000'],
    then: [LIVE('2000000')],
  },
  {
    name: 'all differ: a conflict, the cluster is preferred',
    applied: withTopic(),
    meddle: setRetention('500000'),
    desired: withTopic(retention('2000000')),
    prefer: 'live',
    plan: ['none topic (conflict): config.retention.ms 500000 -> 2000000'],
    rules: ['Conflict'],
    then: [LIVE('500000')],
  },
  {
    name: 'absent in D, present in L and V: the override goes',
    applied: withTopic(),
    desired: withTopic({ config: {} }),
    plan: ['update topic (prune): config.retention.ms 1000000 -> absent'],
    then: [TOPIC],
  },
  {
    name: 'absent in D and L, present in V: an override of somebody else stays',
    applied: withTopic({ config: {} }),
    meddle: setRetention('500000'),
    desired: withTopic({ config: {} }),
    plan: ['none topic (unmanaged): config.retention.ms 500000 -> absent'],
    rules: ['UnknownOverride'],
    then: [LIVE('500000')],
  },
  {
    name: 'present in D and L, absent in V: an override comes back',
    applied: withTopic(ABOVE_DEFAULT),
    meddle: setRetention(null),
    desired: withTopic(ABOVE_DEFAULT),
    plan: ['update topic (drift): config.retention.ms absent -> 900000000'],
    then: [LIVE('900000000')],
  },
  {
    name: 'L is lost: what differs is adopted, and changed',
    applied: withTopic(),
    forgotten: true,
    desired: withTopic(retention('2000000')),
    plan: ['update topic (adopt): config.retention.ms 1000000 -> 2000000'],
    then: [LIVE('2000000')],
  },
];

const morePartitions = (admin: Admin, { topic: name }: Names): Promise<unknown> =>
  admin.createPartitions([{ topic: name, totalCount: 5 }], false);

const deleteTopic = (admin: Admin, { topic: name }: Names): Promise<unknown> =>
  admin.deleteTopics([name]);

async function makeAgain(admin: Admin, names: Names): Promise<void> {
  await deleteTopic(admin, names);
  for (let attempt = 0; attempt < 60; attempt++) {
    const [result] = await admin.createTopics(
      [
        {
          name: names.topic,
          partitions: 3,
          replicationFactor: 3,
          assignment: undefined,
          config: { 'retention.ms': '1000000' },
        },
      ],
      false,
    );
    if (result?.ok === true) return;
  }
  throw new Error('the topic could not be made again');
}

const TOPICS: readonly ThreeWayCase[] = [
  {
    name: 'partitions D > V, L = V: a change, applied',
    applied: withTopic(),
    desired: withTopic({ partitions: 4 }),
    plan: ['update topic (change): partitions 3 -> 4'],
    rules: ['PartitionIncrease'],
    then: ['topic 4x3 retention.ms=1000000'],
  },
  {
    name: 'partitions D < V, D = L: somebody made more; refused, and nothing is tried',
    applied: withTopic(),
    meddle: morePartitions,
    desired: withTopic(),
    plan: ['update topic (drift): partitions 5 -> 3'],
    rules: ['PartitionDecrease'],
    then: ['topic 5x3 retention.ms=1000000'],
  },
  {
    name: 'partitions D < V, L = V: the program wants fewer; refused',
    applied: withTopic(),
    desired: withTopic({ partitions: 2 }),
    plan: ['update topic (change): partitions 3 -> 2'],
    rules: ['PartitionDecrease'],
    then: [LIVE('1000000')],
  },
  {
    name: 'replication factor D ≠ V, L = V: replicas move',
    applied: withTopic({ replicationFactor: 2 }),
    desired: withTopic(),
    plan: ['update topic (change): replicationFactor 2 -> 3'],
    then: [LIVE('1000000')],
  },
  {
    name: 'a topic absent in D, present in L and V: stays where it must be kept',
    applied: withTopic(),
    desired: nothing(),
    plan: ['none topic (prune)'],
    rules: ['NotPruned'],
    then: [LIVE('1000000')],
  },
  {
    name: 'a topic absent in D, present in L and V: stays where the policy says so',
    applied: withTopic({ removal: 'delete' }),
    desired: nothing({ prune: 'aclsAndUsers' }),
    plan: ['none topic (prune)'],
    rules: ['NotPruned'],
    then: [LIVE('1000000')],
  },
  {
    name: 'a topic absent in D, present in L and V: goes where both allow it',
    applied: withTopic({ removal: 'delete' }),
    desired: nothing(),
    plan: ['delete topic (prune)'],
    then: [],
  },
  {
    name: 'a topic absent in D and L, present in V: is of nobody here, and stays',
    meddle: (admin, { topic: name }) =>
      admin.createTopics([{ ...topic({ name }), assignment: undefined }], false),
    desired: nothing(),
    plan: ['of nobody here: topic'],
    then: [TOPIC],
  },
  {
    name: 'a topic present in D and L, absent in V: waits for approval',
    applied: withTopic(),
    meddle: deleteTopic,
    desired: withTopic(),
    plan: [
      'create topic (drift): config.retention.ms absent -> 1000000, partitions absent -> 3, replicationFactor absent -> 3',
    ],
    rules: ['TopicGone'],
    then: [],
  },
  {
    name: 'a topic that was deleted and made again is another, and said to be',
    applied: withTopic(retention('2000000')),
    meddle: makeAgain,
    desired: withTopic(retention('2000000')),
    plan: ['update topic (adopt): config.retention.ms 1000000 -> 2000000'],
    rules: ['TopicIsAnother'],
    then: [LIVE('2000000')],
  },
];

const read = ({ topic: resourceName, user: name }: Names): WantedAcl =>
  acl({ resourceName, principal: `User:${name}`, operation: 'READ' });

const withAcl =
  (policy?: Partial<DesiredState['policy']>) =>
  (names: Names): DesiredState =>
    desired({ acls: [read(names)], ...(policy === undefined ? {} : { policy }) });

const ACL = 'acl READ';

const ACLS: readonly ThreeWayCase[] = [
  {
    name: 'an ACL in D alone: a change, made',
    desired: withAcl(),
    plan: ['create acl (change): acl absent -> present'],
    then: [ACL],
  },
  {
    name: 'an ACL present in D and L, absent in V: comes back by itself',
    applied: withAcl(),
    meddle: (admin, names) => admin.deleteAcls([read(names)]),
    desired: withAcl(),
    plan: ['create acl (drift): acl absent -> present'],
    then: [ACL],
  },
  {
    name: 'an ACL absent in D, present in L and V: goes',
    applied: withAcl(),
    desired: nothing(),
    plan: ['delete acl (prune): acl present -> absent'],
    then: [],
  },
  {
    name: 'an ACL absent in D, present in L and V: stays without leave to prune',
    applied: withAcl(),
    desired: nothing({ prune: 'never' }),
    plan: ['none acl (prune): acl present -> absent'],
    rules: ['NotPruned'],
    then: [ACL],
  },
  {
    name: 'an ACL absent in D and L, present in V: is of nobody here, and stays',
    meddle: (admin, names) => admin.createAcls([read(names)]),
    desired: nothing(),
    plan: ['of nobody here: acl'],
    then: [ACL],
  },
];

const withQuota =
  (rate = 1000) =>
  (names: Names): DesiredState =>
    desired({ quotas: [quota({ user: names.user }, { producer_byte_rate: rate })] });

const setQuota =
  (rate: number | null) =>
  (admin: Admin, { user: name }: Names): Promise<unknown> =>
    admin.alterQuotas([{ entity: { user: name }, changes: { producer_byte_rate: rate } }], false);

const QUOTAS: readonly ThreeWayCase[] = [
  {
    name: 'a quota D ≠ V, L = V: a change, applied',
    applied: withQuota(),
    desired: withQuota(2000),
    plan: ['update quota (change): producer_byte_rate 1000 -> 2000'],
    then: ['quota producer_byte_rate=2000'],
  },
  {
    name: 'a quota D ≠ V, D = L: drift, reverted',
    applied: withQuota(),
    meddle: setQuota(5),
    desired: withQuota(),
    plan: ['update quota (drift): producer_byte_rate 5 -> 1000'],
    then: ['quota producer_byte_rate=1000'],
  },
  {
    name: 'a quota of which all differ: a conflict, held',
    applied: withQuota(),
    meddle: setQuota(5),
    desired: withQuota(2000),
    plan: ['none quota (conflict): producer_byte_rate 5 -> 2000'],
    rules: ['Conflict'],
    then: ['quota producer_byte_rate=5'],
  },
  {
    name: 'a quota present in D and L, absent in V: comes back',
    applied: withQuota(),
    meddle: setQuota(null),
    desired: withQuota(),
    plan: ['create quota (drift): producer_byte_rate absent -> 1000'],
    then: ['quota producer_byte_rate=1000'],
  },
  {
    name: 'a quota absent in D, present in L and V: goes',
    applied: withQuota(),
    desired: nothing(),
    plan: ['delete quota (prune): producer_byte_rate 1000 -> absent'],
    then: [],
  },
];

const withUser =
  (iterations = 4096) =>
  ({ user: name }: Names): DesiredState =>
    desired({ users: [user({ name, iterations })] });

const USER = (iterations: number): string => `user SCRAM-SHA-512 ${String(iterations)}`;

const USERS: readonly ThreeWayCase[] = [
  {
    name: 'a user D ≠ V, L = V: more iterations, applied',
    applied: withUser(),
    desired: withUser(8192),
    plan: ['update user (change): SCRAM-SHA-512 4096 iterations -> 8192 iterations'],
    then: [USER(8192)],
  },
  {
    name: 'a user with another password: a change, applied',
    applied: withUser(),
    desired: withUser(),
    fingerprint: 'another password',
    plan: ['update user (change): password'],
    then: [USER(4096)],
  },
  {
    name: 'a user D ≠ V, D = L: drift, reverted',
    applied: withUser(),
    meddle: (admin, { user: name }) =>
      admin.alterScramCredentials(
        [
          {
            user: name,
            mechanism: 'SCRAM-SHA-512',
            iterations: 5000,
            salt: new Uint8Array(8),
            saltedPassword: new Uint8Array(64),
          },
        ],
        [],
      ),
    desired: withUser(),
    plan: ['update user (drift): SCRAM-SHA-512 5000 iterations -> 4096 iterations'],
    then: [USER(4096)],
  },
  {
    name: 'a user present in D and L, absent in V: comes back',
    applied: withUser(),
    meddle: (admin, { user: name }) =>
      admin.alterScramCredentials([], [{ user: name, mechanism: 'SCRAM-SHA-512' }]),
    desired: withUser(),
    plan: ['create user (drift): SCRAM-SHA-512 absent -> 4096 iterations, password'],
    then: [USER(4096)],
  },
  {
    name: 'a user absent in D, present in L and V: goes',
    applied: withUser(),
    desired: nothing(),
    plan: ['delete user (prune)'],
    then: [],
  },
];

export const THREE_WAY_CASES: readonly ThreeWayCase[] = [
  ...CONFIG,
  ...TOPICS,
  ...ACLS,
  ...QUOTAS,
  ...USERS,
];
