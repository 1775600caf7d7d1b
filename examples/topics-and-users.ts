// Topics, users and what they may do, beside the cluster that they are in. Run with `npx tsx examples/topics-and-users.ts`.
import { ApiObject, App, Chart, Size } from 'cdk8s';
import {
  AclOperation,
  AclResource,
  AclRule,
  KafkaAclPolicy,
  KafkaCluster,
  KafkaQuota,
  KafkaTopic,
  KafkaUser,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  ProcessingGuarantee,
  PrunePolicy,
  QuotaEntity,
  Reconciler,
  Storage,
  StreamsApplication,
  UserAuthentication,
} from 'cdk8s-kafka';

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });

const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({
      replicas: 3,
      storage: Storage.persistent({ size: Size.gibibytes(10) }),
    }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
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
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
  reconciler: Reconciler.job({ schedule: '*/10 * * * *', prune: PrunePolicy.ACLS_AND_USERS }),
});

const topic = (name: string): KafkaTopic =>
  new KafkaTopic(chart, name, {
    cluster,
    partitions: 12,
    replicationFactor: 3,
    config: { 'retention.ms': '604800000', 'min.insync.replicas': '2' },
  });
const orders = topic('orders.v1');
const enriched = topic('orders.enriched.v1');

// A certificate, from the cluster's source of certificates; the principal is User:CN=shop.
const shop = new KafkaUser(chart, 'shop', { cluster, authentication: UserAuthentication.tls() });

// A password that the reconciler makes once, into the Secret `billing`.
const billing = new KafkaUser(chart, 'billing', {
  cluster,
  authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
  quotas: { consumerByteRate: Size.mebibytes(10), requestPercentage: 25 },
});

// A password that somebody else keeps in a Secret.
const enricher = new KafkaUser(chart, 'enricher', {
  cluster,
  authentication: UserAuthentication.scramSha512({
    password: PasswordSource.secret('enricher-password', 'password'),
  }),
});

orders.grants.produce(shop, { transactionalId: 'checkout' });
enriched.grants.consume(billing, { group: 'billing' });

new StreamsApplication(chart, 'enricher-app', {
  cluster,
  applicationId: 'orders-enricher',
  user: enricher,
  inputs: [orders],
  outputs: [enriched],
  processingGuarantee: ProcessingGuarantee.EXACTLY_ONCE_V2,
});

new KafkaAclPolicy(chart, 'analytics-readers', {
  cluster,
  rules: [
    AclRule.allow({
      resource: AclResource.topicPrefix('analytics.'),
      operations: [AclOperation.READ],
    }),
    AclRule.allow({
      resource: AclResource.groupPrefix('analytics-'),
      operations: [AclOperation.READ],
    }),
    AclRule.deny({
      resource: AclResource.topic('analytics.pii'),
      operations: [AclOperation.ALL],
    }),
  ],
}).attachTo(billing);

new KafkaQuota(chart, 'everybody', {
  cluster,
  entity: QuotaEntity.defaultUser(),
  producerByteRate: Size.mebibytes(50),
});

// Any workload gets what a client needs: variables, and files in the layout of Strimzi's Secrets.
const worker = new ApiObject(chart, 'billing-worker', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'billing-worker' },
  spec: {
    selector: { matchLabels: { app: 'billing' } },
    template: {
      metadata: { labels: { app: 'billing' } },
      spec: { containers: [{ name: 'worker', image: 'registry.example.com/billing:1' }] },
    },
  },
});
billing.bind(worker);

app.synth();
