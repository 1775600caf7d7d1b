import type { AclResourceSpec } from '../../spec/acl';
import { CLUSTER, group, groupPrefix, transactionalId, transactionalIdPrefix } from '../binding';
import type { GrantTable } from './row';

/** Exact names and prefixes of names. */
export interface Names {
  readonly names: readonly string[];
  readonly prefixes: readonly string[];
}

export const groupsOf = ({ names, prefixes }: Names): readonly AclResourceSpec[] => [
  ...names.map(group),
  ...prefixes.map(groupPrefix),
];

export const transactionalIdsOf = ({ names, prefixes }: Names): readonly AclResourceSpec[] => [
  ...names.map(transactionalId),
  ...prefixes.map(transactionalIdPrefix),
];

export interface ProduceOptions {
  readonly topics: readonly AclResourceSpec[];
  readonly transactionalIds: Names;
  /** Brokers before 2.8 ask producers that are idempotent, as those of Kafka 3 are by default, for a right on the cluster. */
  readonly brokersBefore28: boolean;
}

const isTransactional = ({ transactionalIds }: ProduceOptions): boolean =>
  transactionalIds.names.length + transactionalIds.prefixes.length > 0;

/**
 * Write implies the Describe that metadata asks for. InitProducerId of a transactional producer asks for the
 * transactional id alone (`KafkaApis.handleInitProducerIdRequest`, KIP-679).
 */
export const PRODUCE: GrantTable<ProduceOptions> = [
  { on: ({ topics }) => topics, operations: ['WRITE'] },
  { on: ({ transactionalIds }) => transactionalIdsOf(transactionalIds), operations: ['WRITE'] },
  {
    on: () => [CLUSTER],
    operations: ['IDEMPOTENT_WRITE'],
    when: (options) => options.brokersBefore28 && !isTransactional(options),
  },
];

export interface ConsumeOptions {
  readonly topics: readonly AclResourceSpec[];
  /** None for a consumer that assigns partitions to itself and commits nothing. */
  readonly groups: Names;
}

/** The same for the classic protocol, for KIP-848, and for share groups (KIP-932). */
export const CONSUME: GrantTable<ConsumeOptions> = [
  { on: ({ topics }) => topics, operations: ['READ'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['READ'] },
];

export interface ConsumeProcessProduceOptions {
  readonly inputs: readonly AclResourceSpec[];
  readonly outputs: readonly AclResourceSpec[];
  readonly groups: Names;
  readonly transactionalIds: Names;
}

/** Exactly once from topic to topic: TxnOffsetCommit asks for the transactional id, the group and the input. */
export const CONSUME_PROCESS_PRODUCE: GrantTable<ConsumeProcessProduceOptions> = [
  { on: ({ inputs }) => inputs, operations: ['READ'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['READ'] },
  { on: ({ outputs }) => outputs, operations: ['WRITE'] },
  { on: ({ transactionalIds }) => transactionalIdsOf(transactionalIds), operations: ['WRITE'] },
];

/** Lag of consumers: OffsetFetch and ListOffsets. */
export const MONITOR: GrantTable<ConsumeOptions> = [
  { on: ({ topics }) => topics, operations: ['DESCRIBE'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['DESCRIBE'] },
];

export interface ResetOffsetsOptions extends ConsumeOptions {
  /** Also forget offsets (OffsetDelete), or the whole group. */
  readonly deletes: boolean;
}

/** `kafka-consumer-groups --reset-offsets`, `--delete-offsets`, `--delete`. */
export const RESET_OFFSETS: GrantTable<ResetOffsetsOptions> = [
  { on: ({ topics }) => topics, operations: ['READ'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['READ'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['DELETE'], when: ({ deletes }) => deletes },
];

export interface ShareConsumeOptions extends ConsumeOptions {
  /** Configuration of the groups, such as `share.auto.offset.reset`. */
  readonly configures: boolean;
}

/** Share groups (KIP-932): heartbeat, fetch and acknowledge ask for Read on both. */
export const SHARE_CONSUME: GrantTable<ShareConsumeOptions> = [
  { on: ({ topics }) => topics, operations: ['READ'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['READ'] },
  {
    on: ({ groups }) => groupsOf(groups),
    operations: ['ALTER_CONFIGS'],
    when: ({ configures }) => configures,
  },
];

export interface TopicsOptions {
  readonly topics: readonly AclResourceSpec[];
}

/** DeleteRecords. The right to delete the topic is the same: there is no narrower one. */
export const PURGE: GrantTable<TopicsOptions> = [
  { on: ({ topics }) => topics, operations: ['DELETE'] },
];

/** Partitions and configuration, for who shows them. */
export const DESCRIBE: GrantTable<TopicsOptions> = [
  { on: ({ topics }) => topics, operations: ['DESCRIBE', 'DESCRIBE_CONFIGS'] },
];

/** All that may be done to topics, besides reading and writing them. */
export const ADMIN: GrantTable<TopicsOptions> = [
  { on: ({ topics }) => topics, operations: ['CREATE', 'DELETE', 'ALTER', 'ALTER_CONFIGS'] },
];

export interface UserInterfaceOptions {
  readonly topics: readonly AclResourceSpec[];
  readonly groups: Names;
}

/** A user interface that only looks. Describe of the cluster shows all ACLs too. */
export const LOOK: GrantTable<UserInterfaceOptions> = [
  { on: ({ topics }) => topics, operations: ['DESCRIBE', 'DESCRIBE_CONFIGS'] },
  { on: ({ groups }) => groupsOf(groups), operations: ['DESCRIBE'] },
  { on: () => [CLUSTER], operations: ['DESCRIBE', 'DESCRIBE_CONFIGS'] },
];
