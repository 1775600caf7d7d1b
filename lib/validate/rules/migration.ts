import type { ClusterModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { named, NONE, ofCluster, ofPools, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

export const migrationWithoutZooKeeper: ClusterRule = {
  code: 'MigrationWithoutZooKeeper',
  severity: 'error',
  why: 'A migration leads away from ZooKeeper; after its last step neither it nor the ensemble is said any more.',
  check: ofCluster(({ spec: { migration, zooKeeper } }) =>
    migration === undefined || zooKeeper !== undefined
      ? NONE
      : [
          {
            prop: 'migration',
            message: `step ${quoted(migration)} of a migration is said, and no zooKeeper that it leads away from`,
            fix: 'give zooKeeper as before the migration, or leave migration out when it is complete',
          },
        ],
  ),
};

export const migrationClusterId: ClusterRule = {
  code: 'MigrationClusterIdMissing',
  severity: 'error',
  why: 'ZooKeeper holds an id that Kafka chose by chance. Controllers with another one would found another cluster, and no broker could join it.',
  check: ofCluster(({ spec: { migration, clusterId } }) =>
    migration === undefined || clusterId !== undefined
      ? NONE
      : [
          {
            prop: 'clusterId',
            message: `step ${quoted(migration)} of a migration is said, and the id that the cluster has in ZooKeeper is not`,
            fix: 'give the id that `cdk8s-kafka migration status` prints, and leave it in the program afterwards',
          },
        ],
  ),
};

export const migrationQuorum: ClusterRule = {
  code: 'MigrationQuorumNotFixed',
  severity: 'error',
  why: 'The controllers of a migration are a fixed list. Said now, it is still said when the version is raised to one whose default is another.',
  check: ofCluster(({ spec: { migration, quorum } }) =>
    migration === undefined || quorum?.kind === 'static'
      ? NONE
      : [
          {
            prop: 'quorum',
            message: `step ${quoted(migration)} of a migration is said with ${quorum === undefined ? 'no kind of quorum' : 'a dynamic quorum'}; allowed is a fixed one`,
            fix: 'use quorum: Quorum.fixed(), and leave it in the program afterwards',
          },
        ],
  ),
};

export const migrationCombined: ClusterRule = {
  code: 'MigrationCombinedNodes',
  severity: 'error',
  why: 'During a migration controllers and brokers have different settings, and roll in different steps.',
  check: ofPools((pool, { spec: { migration } }) =>
    migration === undefined || !pool.isController || !pool.isBroker
      ? NONE
      : [
          {
            prop: 'roles',
            message: `${named(pool)} is controllers and brokers in one, and the cluster is in a migration`,
            fix: 'use NodePool.brokers() as on ZooKeeper, and NodePool.controllers() beside it',
          },
        ],
  ),
};

export const MIGRATION_RULES: readonly ClusterRule[] = [
  migrationWithoutZooKeeper,
  migrationClusterId,
  migrationQuorum,
  migrationCombined,
];
