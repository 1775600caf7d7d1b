// An ensemble whose clients also log in with a password, and Kafka on it.
import { App, Chart, Size } from 'cdk8s';
import {
  KafkaCluster,
  KafkaVersion,
  NodePool,
  SecretRef,
  Storage,
  ZooKeeperAuthentication,
  ZooKeeperEnsemble,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(20) });
const zooKeeper = new ZooKeeperEnsemble(chart, 'zk', {
  replicas: 3,
  storage,
  authentication: ZooKeeperAuthentication.digest({
    password: SecretRef.of('zk-login', 'password'),
  }),
});
new KafkaCluster(chart, 'orders', {
  version: KafkaVersion.V3_9_1,
  zooKeeper,
  nodePools: [NodePool.brokers({ replicas: 3, firstNodeId: 0, storage })],
});

export const secrets = { 'zk-login': ['password'] };
