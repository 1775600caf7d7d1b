// Connect on a Kafka of elsewhere, on OpenShift: SASL PLAIN, topics that the workers make, an own image layout.
import { App, Chart } from 'cdk8s';
import {
  ClientAuthentication,
  ClientTls,
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaImage,
  KafkaUser,
  KafkaVersion,
  Platform,
  Rack,
  Reconciler,
  SecretRef,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'msk', { namespace: 'apps' });
const cluster = KafkaCluster.fromBootstrap(chart, 'msk', {
  bootstrapServers: 'b-1.example.com:9096,b-2.example.com:9096',
  version: KafkaVersion.V3_9_1,
  tls: ClientTls.ca(SecretRef.of('msk-ca', 'ca.pem')),
  reconciler: Reconciler.none(),
});
new ConnectCluster(chart, 'etl', {
  cluster,
  connectName: 'etl-prod',
  groupId: 'etl',
  user: KafkaUser.fromName(chart, 'etl-user', { cluster, userName: 'etl' }),
  authentication: ClientAuthentication.plain({
    username: SecretRef.of('etl', 'username'),
    password: SecretRef.of('etl', 'password'),
  }),
  replicas: 2,
  build: ConnectBuild.image('registry.example.com/etl:7', { pullPolicy: 'Always' }),
  image: KafkaImage.confluent('registry.example.com/cp-kafka:8'),
  platform: Platform.openshift(),
  internalTopics: { declared: false, configTopic: 'etl.config', replicationFactor: 2 },
  rack: Rack.of('eu-1a'),
  restPeers: [{ namespaceSelector: { matchLabels: { team: 'etl' } } }],
});

export const secrets = { 'msk-ca': ['ca.pem'], etl: ['username', 'password'] };
