// A Kafka of elsewhere, reached by SCRAM and delivered by Argo CD: the reconciler is all there is.
import { App, Chart } from 'cdk8s';
import {
  ClientAuthentication,
  ClientTls,
  Delivery,
  KafkaCluster,
  KafkaTopic,
  KafkaUser,
  KafkaVersion,
  PrunePolicy,
  Reconciler,
  RemovalPolicy,
  SecretRef,
  UserAuthentication,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'msk', { namespace: 'apps' });
const cluster = KafkaCluster.fromBootstrap(chart, 'msk', {
  bootstrapServers: 'b-1.example.com:9096,b-2.example.com:9096',
  version: KafkaVersion.V3_9_1,
  clusterId: 'V9hXoqz0T4W7sH3yqk2u1A',
  brokers: 3,
  tls: ClientTls.ca(SecretRef.of('msk-ca', 'ca.pem')),
  authentication: ClientAuthentication.scramSha512({
    username: SecretRef.of('msk-admin', 'username'),
    password: SecretRef.of('msk-admin', 'password'),
  }),
  reconciler: Reconciler.job({
    delivery: Delivery.ARGO_CD,
    prune: PrunePolicy.ALL,
    repair: true,
    maxDeletes: 5,
    waivers: [
      { rule: 'RetentionCut', subject: 'topic:scratch', reason: 'nobody needs it tomorrow' },
    ],
  }),
});
const scratch = new KafkaTopic(chart, 'scratch', {
  cluster,
  partitions: 3,
  config: { 'retention.ms': '3600000' },
  removalPolicy: RemovalPolicy.DELETE,
});
const user = new KafkaUser(chart, 'web', {
  cluster,
  authentication: UserAuthentication.external('User:CN=web,OU=shop'),
});
scratch.grants.produce(user);

export const secrets = { 'msk-ca': ['ca.pem'], 'msk-admin': ['username', 'password'] };
