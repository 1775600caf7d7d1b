// The REST API of workers by TLS and with a password; workers of elsewhere; other offsets for a connector.
import { App, Chart } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  ConnectorOffsets,
  ConnectorPosition,
  ConnectorState,
  ConnectRest,
  KafkaCluster,
  KafkaConnector,
  KafkaTopic,
  KafkaUser,
  NodePool,
  Reconciler,
  SecretRef,
  UserAuthentication,
  Listener,
  ListenerAuthentication,
  ListenerTls,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [NodePool.combined({ replicas: 3 })],
  listeners: [
    Listener.internal({
      name: 'tls',
      port: 9093,
      tls: ListenerTls.clusterCa(),
      authentication: ListenerAuthentication.tls(),
    }),
  ],
  reconciler: Reconciler.job({
    waivers: [
      { rule: 'ConnectorOffsets', subject: 'connector:etl/export', reason: 'agreed, DATA-123' },
    ],
  }),
});
const user = new KafkaUser(chart, 'etl-user', {
  cluster,
  userName: 'etl',
  authentication: UserAuthentication.tls(),
});
const credentials = (secretName: string) => ({
  username: SecretRef.of(secretName, 'username'),
  password: SecretRef.of(secretName, 'password'),
});
const connect = new ConnectCluster(chart, 'etl', {
  cluster,
  user,
  replicas: 3,
  build: ConnectBuild.image('registry.example.com/etl:1.2.0'),
  rest: ConnectRest.https({ users: [credentials('etl-rest'), credentials('etl-people')] }),
});
const orders = new KafkaTopic(chart, 'orders-topic', { cluster, topicName: 'orders' });
new KafkaConnector(chart, 'export', {
  connect,
  connectorClass: 'com.example.ArchiveSinkConnector',
  inputs: [orders],
  state: ConnectorState.STOPPED,
  offsets: ConnectorOffsets.alter({
    request: 'DATA-123',
    positions: [ConnectorPosition.sink('orders', 0, 42)],
  }),
});
const old = ConnectCluster.fromRest(chart, 'old', {
  cluster,
  restUrl: 'https://connect.example.com:8083',
  credentials: credentials('old-connect'),
  certificateAuthority: SecretRef.of('old-connect', 'ca.crt'),
  user,
});
new KafkaConnector(chart, 'audit', {
  connect: old,
  connectorClass: 'com.example.AuditSourceConnector',
  outputs: [orders],
});

export const secrets = {
  'etl-rest': ['username', 'password'],
  'etl-people': ['username', 'password'],
  'old-connect': ['username', 'password', 'ca.crt'],
};
export const show = [
  'Certificate/etl-connect-rest',
  'NetworkPolicy/etl-connect',
  'ConfigMap/etl-connect-runtime',
  'ConfigMap/etl-connect-config',
  'StatefulSet/etl-connect',
  'ConfigMap/orders-kafka-desired-state-0',
];
