// Kafka 3.9 on a ZooKeeper ensemble: brokers alone, mutual TLS to and between the servers.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, KafkaVersion, NodePool, Storage, ZooKeeperEnsemble } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(20) });
const zooKeeper = new ZooKeeperEnsemble(chart, 'zk', {
  replicas: 3,
  storage,
  logStorage: Storage.persistent({ size: Size.gibibytes(5) }),
});
new KafkaCluster(chart, 'orders', {
  version: KafkaVersion.V3_9_1,
  zooKeeper,
  nodePools: [NodePool.brokers({ replicas: 3, firstNodeId: 0, storage })],
});
