import type { SafetyRuleName } from '../../spec/safety';

/** What a run holds to, and what holds it. */
export interface SafetyPromise {
  readonly says: string;
  /** Rows of the safety table. */
  readonly rules: readonly SafetyRuleName[];
  /** Codes of rules that the program is checked by before it becomes manifests. */
  readonly codes: readonly string[];
  /** What no waiver sets aside, since it is how a run works. */
  readonly always: string | undefined;
}

/** One word about each of the dangers that are known of other programs of this kind. */
export const SAFETY_PROMISES: readonly SafetyPromise[] = [
  {
    says: 'Nothing is deleted that may not be',
    rules: ['MaxDeletes', 'NotPruned'],
    codes: [],
    always:
      'what no run has made is never deleted, and a topic only when both it and `prune` say so',
  },
  {
    says: 'Partitions are never taken away, and no topic is made anew to reach a number',
    rules: ['PartitionDecrease'],
    codes: [],
    always: undefined,
  },
  {
    says: 'More partitions are thought about',
    rules: ['PartitionIncrease', 'CompactedPartitionIncrease', 'StreamsPartitionIncrease'],
    codes: [],
    always: undefined,
  },
  {
    says: 'Replicas move gently',
    rules: ['ReassignmentUnderWay', 'ReplicationFactorAboveBrokers'],
    codes: [],
    always:
      'leaders stay, racks are spread, 50 partitions at a time, held back by `reassignmentThrottle`, which is taken off at the end: after a run that was killed by the next one',
  },
  {
    says: 'Topics have the copies that they need',
    rules: ['MinInsyncReplicas', 'ReplicationFactorOne', 'ReplicationFactorAboveBrokers'],
    codes: [
      'TopicMinIsrExceedsReplication',
      'TopicMinIsrEqualsReplication',
      'TopicSoleCopy',
      'TopicReplicationExceedsBrokers',
    ],
    always: undefined,
  },
  {
    says: 'Topics of Kafka and of other programs are left to them',
    rules: ['InternalTopic'],
    codes: ['TopicNameInternal'],
    always: 'what the program does not declare is counted, and never touched',
  },
  {
    says: 'Defaults are no drift',
    rules: [],
    codes: [],
    always: 'only what a topic overrides is compared; read-only and secret values are not',
  },
  {
    says: 'What holds replicas back while they move is no drift',
    rules: [],
    codes: [],
    always: '`leader.` and `follower.replication.throttled.replicas` are not compared',
  },
  {
    says: "Others' configuration of a topic is kept, and shown",
    rules: ['UnknownOverride'],
    codes: [],
    always: undefined,
  },
  {
    says: 'Data is not lost by a number',
    rules: ['RetentionCut', 'CleanupPolicyDelete'],
    codes: [],
    always: undefined,
  },
  {
    says: 'Nobody is without a right in between',
    rules: [],
    codes: [],
    always: 'ACLs are added before others are deleted, and those that stay are not touched',
  },
  {
    says: 'Rights do not outlive whom they are for',
    rules: ['DetachedAcls'],
    codes: [],
    always: 'a user takes its ACLs and quotas along',
  },
  {
    says: 'The order is safe',
    rules: [],
    codes: [],
    always:
      'users, ACLs, topics, quotas, then what is deleted, in the other order; connectors when all that is done',
  },
  {
    says: 'A run can be repeated, and goes on where one before it ended',
    rules: ['TopicGone'],
    codes: [],
    always: 'what was done is remembered after each request, what exists is taken over',
  },
  {
    says: 'Failure is told',
    rules: [],
    codes: [],
    always: 'each answer is looked at, what was made is read back, and the exit code says the rest',
  },
  {
    says: 'It is the right cluster',
    rules: ['WrongCluster'],
    codes: [],
    always: undefined,
  },
  {
    says: 'Nothing is concluded from a view that lacks something',
    rules: ['EmptyView', 'FewerBrokers', 'NoController'],
    codes: [],
    always: 'a run waits for the controller and all brokers before it looks',
  },
  {
    says: 'What is hidden is not taken for gone',
    rules: [],
    codes: [],
    always: 'a program is compared as a whole: there is no way to select a part of it',
  },
  {
    says: 'An object has one owner',
    rules: ['TopicIsAnother', 'Conflict'],
    codes: ['TopicRepeated', 'UserRepeated', 'QuotaRepeated', 'AcrossClusters'],
    always:
      'one run at a time, by a lock; what a run remembers is swapped only for what it has read',
  },
  {
    says: 'A cluster that is open by itself is named',
    rules: ['AutoCreateTopics', 'AllowEveryone', 'NoAuthorizer'],
    codes: ['AclWithoutAuthorizer'],
    always: undefined,
  },
  {
    says: 'Limits are kept to',
    rules: [],
    codes: ['QuotaHitsReconciler'],
    always: 'a run that Kafka throttles waits as long as it is told, and asks for half',
  },
  {
    says: 'No password is seen',
    rules: [],
    codes: [],
    always: 'plans and what is remembered have keyed digests, and Kafka gets salted ones',
  },
  {
    says: 'What Kafka would refuse is known before anything is done',
    rules: ['RefusedByKafka'],
    codes: [],
    always: undefined,
  },
  {
    says: 'Each object can be left alone for a while',
    rules: ['Paused'],
    codes: [],
    always: undefined,
  },
];
