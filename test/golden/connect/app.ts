// Connect on a cluster of the program: a SCRAM user over TLS, the topics and rights of the workers declared.
import { App, Chart, Size } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  ConnectorState,
  ExactlyOnceSources,
  KafkaCluster,
  KafkaConnector,
  KafkaTopic,
  KafkaUser,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  Rack,
  SecretRef,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(10) });
const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage }),
    NodePool.brokers({ replicas: 3, storage }),
  ],
  listeners: [
    Listener.internal({
      name: 'tls',
      port: 9093,
      tls: ListenerTls.clusterCa(),
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
});
const user = new KafkaUser(chart, 'etl-user', {
  cluster,
  userName: 'etl',
  authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
});
const connect = new ConnectCluster(chart, 'etl', {
  cluster,
  listener: 'tls',
  user,
  replicas: 3,
  build: ConnectBuild.image('registry.example.com/etl:1.2.0'),
  exactlyOnceSources: ExactlyOnceSources.ENABLED,
  secrets: ['database'],
  rack: Rack.podLabel(),
  config: { 'offset.flush.interval.ms': '10000', 'key.converter.schemas.enable': 'false' },
});
const orders = new KafkaTopic(chart, 'orders-topic', { cluster, topicName: 'orders' });
const letters = new KafkaTopic(chart, 'letters', { cluster, topicName: 'orders.dead' });
new KafkaConnector(chart, 'import', {
  connect,
  connectorClass: 'com.example.DatabaseSourceConnector',
  tasksMax: 2,
  config: {
    'database.password': connect.reference(SecretRef.of('database', 'password')),
    table: 'orders',
    topic: orders.topicName,
  },
  outputs: [orders],
});
new KafkaConnector(chart, 'export', {
  connect,
  connectorClass: 'com.example.ArchiveSinkConnector',
  inputs: [orders],
  deadLetterQueue: letters,
  state: ConnectorState.PAUSED,
});

export const secrets = { database: ['password'] };
export const show = [
  'ServiceAccount/etl-connect',
  'NetworkPolicy/etl-connect',
  'Service/etl-connect-api',
  'Service/etl-connect',
  'ConfigMap/etl-connect-runtime',
  'ConfigMap/etl-connect-config',
  'PodDisruptionBudget/etl-connect',
  'StatefulSet/etl-connect',
  'ConfigMap/orders-kafka-desired-state-0',
];
