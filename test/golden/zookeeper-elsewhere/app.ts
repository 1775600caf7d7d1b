// Kafka on an ensemble that was made elsewhere, over TLS, with a password, and below a path of its own.
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
new KafkaCluster(chart, 'orders', {
  version: KafkaVersion.V3_9_1,
  zooKeeper: ZooKeeperEnsemble.fromConnectString(chart, 'elsewhere', {
    connectString: 'zk-0.example.com:2181,zk-1.example.com:2181,zk-2.example.com:2181/kafka/orders',
    tls: { clientSecretName: 'zk-client', ca: SecretRef.of('zk-ca', 'ca.crt') },
    authentication: ZooKeeperAuthentication.digest({
      userName: 'orders',
      password: SecretRef.of('zk-login', 'password'),
    }),
  }),
  config: { 'zookeeper.session.timeout.ms': '18000' },
  nodePools: [
    NodePool.brokers({
      replicas: 3,
      firstNodeId: 0,
      storage: Storage.persistent({ size: Size.gibibytes(20) }),
    }),
  ],
});

export const secrets = {
  'zk-client': ['tls.crt', 'tls.key'],
  'zk-ca': ['ca.crt'],
  'zk-login': ['password'],
};

export const show = ['ConfigMap/orders-brokers', 'StatefulSet/orders-brokers'];
