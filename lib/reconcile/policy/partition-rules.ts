import type { DesiredTopic } from '../../spec/desired-state';
import { fieldOf } from '../plan';
import type { Change } from '../plan';
import { ofTopics } from './of-topics';
import type { SafetyRule } from './rule';

/** `from 3 to 4 partitions`. */
function growthOf(change: Change): string | undefined {
  const field = fieldOf(change, 'partitions');
  const grows = field?.live !== undefined && Number(field.desired) > Number(field.live);
  return grows ? `from ${field.live} to ${field.desired ?? ''} partitions` : undefined;
}

const isCompacted = (topic: DesiredTopic | undefined): boolean =>
  topic?.config['cleanup.policy']?.includes('compact') === true;

export const PARTITION_SAFETY: readonly SafetyRule[] = [
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
    check: ofTopics((change, _, topic) => {
      const growth = growthOf(change);
      return growth === undefined || isCompacted(topic)
        ? undefined
        : [`topic ${change.name} grows ${growth}: keys move`, undefined];
    }),
  },
  {
    name: 'CompactedPartitionIncrease',
    severity: 'approve',
    why: 'The last value of a key stays in its old partition while new ones go to another: readers see both.',
    check: ofTopics((change, _, topic) => {
      const growth = growthOf(change);
      return growth !== undefined && isCompacted(topic)
        ? [
            `compacted topic ${change.name} grows ${growth}: keys move, old values stay`,
            'waive the rule for the topic, with the reason',
          ]
        : undefined;
    }),
  },
  {
    name: 'StreamsPartitionIncrease',
    severity: 'refuse',
    why: 'A Streams application keeps the state of a key by its partition, and joins what is partitioned alike: it stops, or is wrong.',
    check: ofTopics((change, _, topic) => {
      const growth = growthOf(change);
      const [application] = topic?.streams ?? [];
      return growth === undefined || application === undefined
        ? undefined
        : [
            `topic ${change.name} of the Streams application ${application} would grow ${growth}`,
            'make another topic, or reset the application and waive the rule for the topic',
          ];
    }),
  },
];
