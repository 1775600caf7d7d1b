// Kafka Connect on a cluster of its own: three workers of an image that somebody builds, SCRAM over TLS, least rights, and a
// REST API with TLS and a password.
import { App, Chart, Size } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  ConnectRest,
  KafkaCluster,
  KafkaConnector,
  KafkaTopic,
  KafkaUser,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  SecretRef,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';

const app = new App();
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
  authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
});

const connect = new ConnectCluster(chart, 'etl', {
  cluster,
  listener: 'tls',
  user,
  replicas: 3,
  build: ConnectBuild.image('registry.example.com/etl:1.2.0'),
  secrets: ['database'],
  rest: ConnectRest.https({
    users: [
      {
        username: SecretRef.of('etl-rest', 'username'),
        password: SecretRef.of('etl-rest', 'password'),
      },
    ],
  }),
});

const orders = new KafkaTopic(chart, 'orders-topic', { cluster, topicName: 'orders' });
new KafkaConnector(chart, 'archive', {
  connect,
  connectorClass: 'com.example.ArchiveSinkConnector',
  inputs: [orders],
  deadLetterQueue: new KafkaTopic(chart, 'dead-letters', { cluster, topicName: 'orders.dead' }),
  config: { 'database.password': connect.reference(SecretRef.of('database', 'password')) },
});

app.synth();
