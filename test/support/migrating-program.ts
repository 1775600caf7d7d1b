import { App, Chart, Size } from 'cdk8s';
import type { ZooKeeperMigration } from 'cdk8s-kafka';
import {
  KafkaCluster,
  KafkaVersion,
  NodePool,
  Quorum,
  Storage,
  ZooKeeperEnsemble,
} from 'cdk8s-kafka';

/** The program of a cluster that leaves ZooKeeper: between two steps nothing else is another. */
export function migratingProgram(migration: ZooKeeperMigration): App {
  const app = new App();
  const chart = new Chart(app, 'orders', { namespace: 'kafka' });
  const storage = Storage.persistent({ size: Size.gibibytes(20) });
  new KafkaCluster(chart, 'orders', {
    version: KafkaVersion.V3_9_1,
    zooKeeper: new ZooKeeperEnsemble(chart, 'zk', { replicas: 3, storage }),
    migration,
    clusterId: 'ySzSMXJ5RMS7fEW0ZyQw7A',
    quorum: Quorum.fixed(),
    nodePools: [
      NodePool.brokers({ replicas: 3, firstNodeId: 0, storage }),
      NodePool.controllers({ replicas: 3, firstNodeId: 1000, storage }),
    ],
  });
  return app;
}
