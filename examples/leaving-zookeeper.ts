import { App, Chart, Size } from 'cdk8s';
import {
  KafkaCluster,
  KafkaVersion,
  NodePool,
  Quorum,
  Storage,
  ZooKeeperEnsemble,
  ZooKeeperMigration,
} from 'cdk8s-kafka';

// A cluster on its way from ZooKeeper to KRaft: the first step. The next ones are dualWrite(), brokersToKRaft() and
// finish(), each applied when `cdk8s-kafka migration status` allows it; then zooKeeper and migration are left out.
const app = new App();
const chart = new Chart(app, 'legacy', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(20) });

new KafkaCluster(chart, 'legacy', {
  version: KafkaVersion.V3_9_1,
  zooKeeper: new ZooKeeperEnsemble(chart, 'zk', { replicas: 3, storage }),
  migration: ZooKeeperMigration.provisionControllers(),
  clusterId: 'ySzSMXJ5RMS7fEW0ZyQw7A',
  quorum: Quorum.fixed(),
  nodePools: [
    NodePool.brokers({ replicas: 3, firstNodeId: 0, storage }),
    NodePool.controllers({ replicas: 3, firstNodeId: 1000, storage }),
  ],
});
app.synth();
