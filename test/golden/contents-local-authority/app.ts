// Certificates of users by the command line, passwords by External Secrets Operator, delivery by Flux.
import { App, Chart } from 'cdk8s';
import {
  Certificates,
  Delivery,
  KafkaCluster,
  KafkaTopic,
  KafkaUser,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  Reconciler,
  UserAuthentication,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'dev', { namespace: 'dev' });
const cluster = new KafkaCluster(chart, 'dev', {
  nodePools: [NodePool.combined({ replicas: 1 })],
  certificates: Certificates.localAuthority(),
  listeners: [
    Listener.internal({
      name: 'tls',
      port: 9093,
      tls: ListenerTls.clusterCa(),
      authentication: ListenerAuthentication.tls(),
    }),
    Listener.internal({
      name: 'scram',
      port: 9094,
      tls: ListenerTls.clusterCa(),
      authentication: ListenerAuthentication.scramSha256(),
    }),
  ],
  reconciler: Reconciler.job({ delivery: Delivery.FLUX }),
});
const topic = new KafkaTopic(chart, 'Orders_v1', { cluster });
const shop = new KafkaUser(chart, 'shop', { cluster, authentication: UserAuthentication.tls() });
const vault = new KafkaUser(chart, 'Billing_Web', {
  cluster,
  authentication: UserAuthentication.scramSha256({
    password: PasswordSource.externalSecret({
      storeName: 'vault',
      storeKind: 'ClusterSecretStore',
      remoteKey: 'kafka/billing',
      remoteProperty: 'password',
    }),
    iterations: 8192,
  }),
});
const made = new KafkaUser(chart, 'reports', {
  cluster,
  authentication: UserAuthentication.scramSha256({ password: PasswordSource.generator() }),
});
topic.grants.produce(shop);
topic.grants.consume(vault, { groupPrefix: 'billing-' });
topic.grants.read(made);

export const show = [
  'ConfigMap/dev-certificate-requests',
  'Role/dev-kafka-reconciler',
  'ConfigMap/dev-kafka-desired-state-0',
  'CronJob/dev-kafka-drift',
  'Job/dev-kafka-reconciler',
  'ExternalSecret/billing-web--b8de0145b3',
  'Password/reports',
  'ExternalSecret/reports',
];
