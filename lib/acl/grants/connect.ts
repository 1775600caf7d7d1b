import type { AclResourceSpec } from '../../spec/acl';
import { CLUSTER, group, topic, transactionalId, transactionalIdPrefix } from '../binding';
import type { GrantTable } from './row';

export interface ConnectWorkerOptions {
  readonly groupId: string;
  readonly configTopic: string;
  readonly offsetTopic: string;
  readonly statusTopic: string;
  /** Nobody declares the three topics: the worker makes them. */
  readonly createsTopics: boolean;
  /** `exactly.once.source.support` is `enabled` or `preparing`. */
  readonly exactlyOnceSources: boolean;
  readonly brokersBefore28: boolean;
}

const workerTopics = (options: ConnectWorkerOptions): readonly AclResourceSpec[] =>
  [options.configTopic, options.offsetTopic, options.statusTopic].map(topic);

/** The worker itself; its connectors need theirs besides, of the worker's principal unless they override it. */
export const CONNECT_WORKER: GrantTable<ConnectWorkerOptions> = [
  { on: ({ groupId }) => [group(groupId)], operations: ['READ'] },
  { on: workerTopics, operations: ['READ', 'WRITE'] },
  { on: workerTopics, operations: ['CREATE'], when: ({ createsTopics }) => createsTopics },
  {
    on: ({ groupId }) => [transactionalId(`connect-cluster-${groupId}`)],
    operations: ['WRITE'],
    when: ({ exactlyOnceSources }) => exactlyOnceSources,
  },
  {
    on: () => [CLUSTER],
    operations: ['IDEMPOTENT_WRITE'],
    when: ({ brokersBefore28 }) => brokersBefore28,
  },
];

export interface SourceConnectorOptions {
  readonly connector: string;
  /** Of the worker. */
  readonly groupId: string;
  readonly topics: readonly AclResourceSpec[];
  /** `topic.creation.*` is set. */
  readonly createsTopics: boolean;
  readonly exactlyOnce: boolean;
  /** Its own or the worker's: with exactly once the tasks' producers write the offsets. */
  readonly offsetTopic: string;
  readonly createsOffsetTopic: boolean;
}

export const SOURCE_CONNECTOR: GrantTable<SourceConnectorOptions> = [
  { on: ({ topics }) => topics, operations: ['WRITE'] },
  {
    on: ({ topics }) => topics,
    operations: ['CREATE'],
    when: ({ createsTopics }) => createsTopics,
  },
  {
    // Tasks are `<group.id>-<connector>-<task>`.
    on: ({ groupId, connector }) => [transactionalIdPrefix(`${groupId}-${connector}-`)],
    operations: ['WRITE'],
    when: ({ exactlyOnce }) => exactlyOnce,
  },
  {
    on: ({ offsetTopic }) => [topic(offsetTopic)],
    operations: ['READ', 'WRITE'],
    when: ({ exactlyOnce }) => exactlyOnce,
  },
  {
    on: ({ offsetTopic }) => [topic(offsetTopic)],
    operations: ['CREATE'],
    when: ({ exactlyOnce, createsOffsetTopic }) => exactlyOnce && createsOffsetTopic,
  },
];

export interface SinkConnectorOptions {
  readonly connector: string;
  readonly topics: readonly AclResourceSpec[];
  /** `consumer.override.group.id`; undefined: `connect-<connector>`. */
  readonly groupId: string | undefined;
  readonly deadLetterQueue: string | undefined;
  readonly createsDeadLetterQueue: boolean;
  /** Offsets are reset or altered by the REST API (KIP-875). */
  readonly resetsOffsets: boolean;
}

const sinkGroup = ({ groupId, connector }: SinkConnectorOptions): readonly AclResourceSpec[] => [
  group(groupId ?? `connect-${connector}`),
];

const deadLetterQueue = (options: SinkConnectorOptions): readonly AclResourceSpec[] =>
  options.deadLetterQueue === undefined ? [] : [topic(options.deadLetterQueue)];

export const SINK_CONNECTOR: GrantTable<SinkConnectorOptions> = [
  { on: ({ topics }) => topics, operations: ['READ'] },
  { on: sinkGroup, operations: ['READ'] },
  { on: sinkGroup, operations: ['DELETE'], when: ({ resetsOffsets }) => resetsOffsets },
  { on: deadLetterQueue, operations: ['WRITE'] },
  {
    on: deadLetterQueue,
    operations: ['CREATE'],
    when: ({ createsDeadLetterQueue }) => createsDeadLetterQueue,
  },
];
