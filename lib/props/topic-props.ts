import type { Said } from '../spec/said';
import type { TopicSpec } from '../spec/topic';
import { deepFreeze } from '../util/freeze';

/** What happens in Kafka when something leaves the program. */
export enum RemovalPolicy {
  /** It stays, with its data. */
  RETAIN = 'retain',
  /** It is deleted with its data, where the reconciler's policy allows that too (`PrunePolicy.ALL`). */
  DELETE = 'delete',
}

/** Options of a topic, for all who make one. */
export interface TopicOptions {
  /**
   * Name of the topic.
   * @default - the id of the construct
   */
  readonly topicName?: string;
  /**
   * Number of partitions. It can grow and never shrinks; when it grows, records of one key go to another partition.
   * @default - `num.partitions` of the cluster
   */
  readonly partitions?: number;
  /**
   * Number of copies of each partition.
   * @default - `default.replication.factor` of the cluster; of a cluster that was made elsewhere 3, or as many as it has brokers
   */
  readonly replicationFactor?: number;
  /**
   * Kafka's configuration of the topic, in Kafka's keys. Checked against the options of the cluster's version.
   * @default - the cluster's
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * What happens to the topic and its data when it leaves the program.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Whether the topic is left as it is for the time being: what differs is shown, and nothing is done about it.
   * @default false
   */
  readonly paused?: boolean;
}

export function topicSpec(options: TopicOptions, id: string, said: Said): TopicSpec {
  return deepFreeze({
    name: options.topicName ?? id,
    partitions: options.partitions,
    replicationFactor: options.replicationFactor,
    config: { ...options.config },
    removal: options.removalPolicy,
    paused: options.paused,
    said,
  });
}
