import type { AclResourceSpec } from '../../spec/acl';
import { CLUSTER, topic } from '../binding';
import type { Names } from './clients';
import { groupsOf } from './clients';
import type { GrantTable } from './row';

/** What is the same on both sides of one mirror. */
export interface MirrorOptions {
  /** Of the source, as it is called on the target: `east`. */
  readonly sourceAlias: string;
  readonly targetAlias: string;
  /** What is mirrored, by its names on the source. */
  readonly topics: readonly AclResourceSpec[];
  /** The same by its names on the target: `east.orders`, or as on the source with IdentityReplicationPolicy. */
  readonly remoteTopics: readonly AclResourceSpec[];
  readonly groups: Names;
  /** `sync.topic.configs.enabled`, which is MirrorMaker's default. */
  readonly syncsTopicConfigs: boolean;
  /** `sync.topic.acls.enabled`: nearly a super user. */
  readonly syncsAcls: boolean;
  /** `sync.group.offsets.enabled`. */
  readonly syncsGroupOffsets: boolean;
  /** `emit.heartbeats.enabled`. */
  readonly emitsHeartbeats: boolean;
  /** `offset-syncs.topic.location`. */
  readonly offsetSyncs: 'source' | 'target';
  /** Nobody declares MirrorMaker's own topics: it makes them. */
  readonly createsInternalTopics: boolean;
}

const offsetSyncs = (options: MirrorOptions): readonly AclResourceSpec[] => {
  const alias = options.offsetSyncs === 'source' ? options.targetAlias : options.sourceAlias;
  return [topic(`mm2-offset-syncs.${alias}.internal`)];
};

const checkpoints = ({ sourceAlias }: MirrorOptions): readonly AclResourceSpec[] => [
  topic(`${sourceAlias}.checkpoints.internal`),
];

const HEARTBEATS: readonly AclResourceSpec[] = [topic('heartbeats')];

export const MIRROR_SOURCE: GrantTable<MirrorOptions> = [
  { on: ({ topics }) => topics, operations: ['READ'] },
  {
    on: ({ topics }) => topics,
    operations: ['DESCRIBE_CONFIGS'],
    when: ({ syncsTopicConfigs }) => syncsTopicConfigs,
  },
  { on: offsetSyncs, operations: ['READ', 'WRITE'], when: (o) => o.offsetSyncs === 'source' },
  {
    on: offsetSyncs,
    operations: ['CREATE'],
    when: (o) => o.offsetSyncs === 'source' && o.createsInternalTopics,
  },
  { on: ({ groups }) => groupsOf(groups), operations: ['DESCRIBE'] },
  { on: () => [CLUSTER], operations: ['DESCRIBE'], when: ({ syncsAcls }) => syncsAcls },
];

/** Besides the set of a Connect worker. */
export const MIRROR_TARGET: GrantTable<MirrorOptions> = [
  // MirrorMaker makes the remote topics, adds partitions to them and follows their configuration.
  { on: ({ remoteTopics }) => remoteTopics, operations: ['WRITE', 'CREATE', 'ALTER'] },
  {
    on: ({ remoteTopics }) => remoteTopics,
    operations: ['ALTER_CONFIGS'],
    when: ({ syncsTopicConfigs }) => syncsTopicConfigs,
  },
  { on: offsetSyncs, operations: ['READ', 'WRITE'], when: (o) => o.offsetSyncs === 'target' },
  {
    on: offsetSyncs,
    operations: ['CREATE'],
    when: (o) => o.offsetSyncs === 'target' && o.createsInternalTopics,
  },
  { on: checkpoints, operations: ['READ', 'WRITE'] },
  {
    on: checkpoints,
    operations: ['CREATE'],
    when: ({ createsInternalTopics }) => createsInternalTopics,
  },
  { on: () => HEARTBEATS, operations: ['WRITE'], when: ({ emitsHeartbeats }) => emitsHeartbeats },
  {
    on: () => HEARTBEATS,
    operations: ['CREATE'],
    when: ({ emitsHeartbeats, createsInternalTopics }) => emitsHeartbeats && createsInternalTopics,
  },
  {
    on: ({ groups, remoteTopics }) => [...groupsOf(groups), ...remoteTopics],
    operations: ['READ'],
    when: ({ syncsGroupOffsets }) => syncsGroupOffsets,
  },
  { on: () => [CLUSTER], operations: ['ALTER'], when: ({ syncsAcls }) => syncsAcls },
];
