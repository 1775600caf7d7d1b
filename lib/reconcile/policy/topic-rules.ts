import type { PlanInput } from '../plan-input';
import { isInternalName } from '../objects';
import type { Change, FieldChange } from '../plan';
import { acting, subjectOf } from './rule';
import type { SafetyRule, Verdict } from './rule';

const fieldOf = ({ fields }: Change, name: string): FieldChange | undefined =>
  fields.find(({ field, applies }) => field === name && applies);

const configOf = ({ desired }: PlanInput, { name }: Change, key: string): string | undefined =>
  desired.topics.find((topic) => topic.name === name)?.config[key];

/** A rule about each topic that would be changed. */
const ofTopics =
  (
    judge: (change: Change, input: PlanInput) => readonly [string, string | undefined] | undefined,
  ) =>
  (input: PlanInput, changes: readonly Change[]): readonly Verdict[] =>
    acting(changes, 'topic').flatMap((change) => {
      const verdict = judge(change, input);
      if (verdict === undefined) return [];
      const [message, fix] = verdict;
      return [{ subject: subjectOf(change), message, fix }];
    });

const isCut = (field: FieldChange | undefined): field is FieldChange => {
  if (field?.live === undefined) return false;
  const [now, then] = [Number(field.live), Number(field.desired ?? Number.NaN)];
  return then >= 0 && (now < 0 || then < now);
};

export const TOPIC_SAFETY: readonly SafetyRule[] = [
  {
    name: 'PartitionDecrease',
    severity: 'refuse',
    why: 'Kafka cannot take partitions away, and a topic is never made anew to reach a number.',
    check: ofTopics((change) => {
      const field = fieldOf(change, 'partitions');
      if (field?.live === undefined || Number(field.desired) >= Number(field.live))
        return undefined;
      const how =
        field.cause === 'drift'
          ? `somebody has made them ${field.live}`
          : `the topic has ${field.live}`;
      return [
        `topic ${change.name} would get ${field.desired ?? ''} partitions, and ${how}`,
        `declare ${field.live} partitions; for fewer make another topic and move the data`,
      ];
    }),
  },
  {
    name: 'PartitionIncrease',
    severity: 'warn',
    why: 'Records of a key go to another partition from then on: their order across the change is lost.',
    check: ofTopics((change, input) => {
      const field = fieldOf(change, 'partitions');
      const grows = field?.live !== undefined && Number(field.desired) > Number(field.live);
      const isCompacted = configOf(input, change, 'cleanup.policy')?.includes('compact') === true;
      return grows && !isCompacted
        ? [
            `topic ${change.name} grows from ${field.live} to ${field.desired ?? ''} partitions: keys move`,
            undefined,
          ]
        : undefined;
    }),
  },
  {
    name: 'CompactedPartitionIncrease',
    severity: 'approve',
    why: 'The last value of a key stays in its old partition while new ones go to another: readers see both.',
    check: ofTopics((change, input) => {
      const field = fieldOf(change, 'partitions');
      const grows = field?.live !== undefined && Number(field.desired) > Number(field.live);
      const isCompacted = configOf(input, change, 'cleanup.policy')?.includes('compact') === true;
      return grows && isCompacted
        ? [
            `compacted topic ${change.name} grows to ${field.desired ?? ''} partitions: keys move, old values stay`,
            'waive the rule for the topic, with the reason',
          ]
        : undefined;
    }),
  },
  {
    name: 'ReplicationFactorAboveBrokers',
    severity: 'refuse',
    why: 'A broker holds one replica of a partition.',
    check: ofTopics((change, { live }) => {
      const field = fieldOf(change, 'replicationFactor');
      const brokers = live.cluster.brokers.length;
      return field !== undefined && Number(field.desired) > brokers
        ? [
            `topic ${change.name} wants ${field.desired ?? ''} replicas; there are ${String(brokers)} brokers`,
            'add brokers, or lower replicationFactor',
          ]
        : undefined;
    }),
  },
  {
    name: 'ReplicationFactorOne',
    severity: 'approve',
    why: 'One broker down is the topic down, one disk lost is the data lost.',
    check: ofTopics((change, { live }) => {
      const field = fieldOf(change, 'replicationFactor');
      return field?.desired === '1' && live.cluster.brokers.length > 1
        ? [
            `topic ${change.name} would have one replica`,
            'set replicationFactor: 3, or waive the rule for the topic',
          ]
        : undefined;
    }),
  },
  {
    name: 'MinInsyncReplicas',
    severity: 'refuse',
    why: 'With more in-sync replicas required than there are, no producer with acks=all can write.',
    check: ofTopics((change, input) => {
      const wanted = Number(configOf(input, change, 'min.insync.replicas') ?? 0);
      const replicas =
        input.desired.topics.find(({ name }) => name === change.name)?.replicationFactor ?? 0;
      return change.verb !== 'delete' && wanted > replicas
        ? [
            `topic ${change.name} has min.insync.replicas ${String(wanted)} and ${String(replicas)} replicas`,
            'lower min.insync.replicas below replicationFactor',
          ]
        : undefined;
    }),
  },
  {
    name: 'RetentionCut',
    severity: 'approve',
    why: 'What is older, or over the size, is deleted within minutes.',
    check: ofTopics((change) => {
      const cut = ['config.retention.ms', 'config.retention.bytes']
        .map((name) => fieldOf(change, name))
        .find(isCut);
      return cut === undefined
        ? undefined
        : [
            `topic ${change.name}: ${cut.field.slice(7)} goes from ${cut.live ?? ''} to ${cut.desired ?? ''}, and data with it`,
            'waive the rule for the topic, with the reason',
          ];
    }),
  },
  {
    name: 'CleanupPolicyDelete',
    severity: 'approve',
    why: 'A compacted topic keeps the last value of each key for ever; with delete they go with their age.',
    check: ofTopics((change) => {
      const field = fieldOf(change, 'config.cleanup.policy');
      const loses =
        field?.live?.includes('compact') === true && field.desired?.includes('compact') !== true;
      return loses
        ? [
            `topic ${change.name}: cleanup.policy goes from ${field.live} to ${field.desired ?? 'delete'}`,
            'waive the rule for the topic, with the reason',
          ]
        : undefined;
    }),
  },
  {
    name: 'TopicGone',
    severity: 'approve',
    why: 'A topic that was applied and is gone took its data along; an empty one in its place may be worse than none.',
    check: ofTopics((change, { applied }) =>
      change.verb === 'create' && applied.topics[change.name] !== undefined
        ? [
            `topic ${change.name} was applied before and is gone, with its data`,
            'waive the rule for the topic to make it anew, empty',
          ]
        : undefined,
    ),
  },
  {
    name: 'TopicIsAnother',
    severity: 'warn',
    why: 'Somebody deleted the topic and made one of the same name: what was in it is gone.',
    check: ({ applied, live }) =>
      Object.entries(applied.topics).flatMap(([name, { topicId }]) => {
        const now = live.topics.get(name)?.topicId;
        return topicId !== undefined && now !== undefined && now !== topicId
          ? [
              {
                subject: `topic:${name}`,
                message: `topic ${name} is not the one that was applied: its id was ${topicId}, now ${now}`,
                fix: undefined,
              },
            ]
          : [];
      }),
  },
  {
    name: 'InternalTopic',
    severity: 'refuse',
    why: "Kafka's own topics are its own.",
    check: ofTopics((change) =>
      isInternalName(change.name)
        ? [`topic ${change.name} is Kafka's own`, 'leave it out']
        : undefined,
    ),
  },
  {
    name: 'UnknownOverride',
    severity: 'warn',
    why: 'An override that the program does not name stays unless the policy says otherwise, so that nothing goes unseen.',
    check: (_, changes) =>
      changes
        .filter(({ kind, verb }) => kind === 'topic' && verb !== 'delete')
        .flatMap((change) =>
          change.fields
            .filter(({ cause, applies }) => cause === 'unmanaged' && !applies)
            .map(({ field, live }) => ({
              subject: subjectOf(change),
              message: `topic ${change.name} has ${field.slice(7)}=${live ?? ''}, which the program does not name`,
              fix: 'name it, or set unknownTopicConfig to prune',
            })),
        ),
  },
  {
    name: 'ReassignmentUnderWay',
    severity: 'refuse',
    why: 'Replicas that move already would be sent elsewhere in the middle.',
    check: ofTopics((change, { live }) =>
      fieldOf(change, 'replicationFactor') !== undefined &&
      change.verb === 'update' &&
      live.reassignments.some(({ topic }) => topic === change.name)
        ? [`replicas of topic ${change.name} are being moved`, 'wait until they have arrived']
        : undefined,
    ),
  },
];
