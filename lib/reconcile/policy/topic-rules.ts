import { isInternalName } from '../objects';
import { fieldOf } from '../plan';
import { ofTopics } from './of-topics';
import { subjectOf } from './rule';
import type { SafetyRule } from './rule';

export const TOPIC_SAFETY: readonly SafetyRule[] = [
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
    check: ofTopics((change, _, topic) => {
      const wanted = Number(topic?.config['min.insync.replicas'] ?? 0);
      const replicas = topic?.replicationFactor ?? 0;
      return change.verb !== 'delete' && wanted > replicas
        ? [
            `topic ${change.name} has min.insync.replicas ${String(wanted)} and ${String(replicas)} replicas`,
            'lower min.insync.replicas below replicationFactor',
          ]
        : undefined;
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
    check: ofTopics((change, { live, applied }) =>
      fieldOf(change, 'replicationFactor') !== undefined &&
      change.verb === 'update' &&
      // Those that a run of ours has sent on their way are waited for.
      applied.braked?.includes(change.name) !== true &&
      live.reassignments.some(({ topic }) => topic === change.name)
        ? [`replicas of topic ${change.name} are being moved`, 'wait until they have arrived']
        : undefined,
    ),
  },
];
