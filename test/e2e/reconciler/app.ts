import { App, Chart, Size } from 'cdk8s';
import {
  Authorization,
  type Certificates,
  KafkaCluster,
  type KafkaClusterProps,
  KafkaTopic,
  KafkaUser,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  PrunePolicy,
  Reconciler,
  Storage,
  UserAuthentication,
  type WaiverOptions,
} from 'cdk8s-kafka';
import { ADMIN, CLUSTER, FIRST_BROKER_ID } from '../apps/orders';
import { images } from '../support/settings';

export interface ContentsOptions {
  readonly namespace: string;
  readonly certificates: Certificates;
  /** Topics beside `orders.v1`, empty ones. */
  readonly extraTopics: number;
  readonly retentionMs: string;
  /** Whether `shop` may write. */
  readonly shopWrites: boolean;
}

export const TOPIC = 'orders.v1';
export const WRITER = 'shop';
export const READER = 'billing';

const disk = (gibibytes: number): Storage =>
  Storage.persistent({ size: Size.gibibytes(gibibytes), deleteClaim: true });

/** One controller and three brokers, with so much memory for each, in MiB. */
const apart = (memory: number, heap: number): NodePool[] => [
  NodePool.controllers({
    replicas: 1,
    storage: disk(1),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(768) },
    jvm: { heap: Size.mebibytes(256) },
  }),
  NodePool.brokers({
    replicas: 3,
    firstNodeId: FIRST_BROKER_ID,
    storage: disk(2),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(memory) },
    jvm: { heap: Size.mebibytes(heap) },
  }),
];

const APART = apart(1024, 384);

/** For twelve thousand partitions, each of them on every broker. */
export const ROOMY = apart(2560, 1280);

/** A node that is both, for what only asks whether it may. */
export const ALONE = [
  NodePool.combined({
    replicas: 1,
    firstNodeId: FIRST_BROKER_ID,
    storage: disk(2),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(1024) },
    jvm: { heap: Size.mebibytes(384) },
  }),
];

/** A cluster with a listener for passwords and one for certificates. */
export function contentsCluster(
  chart: Chart,
  {
    certificates,
    config = {},
  }: Pick<ContentsOptions, 'certificates'> & { readonly config?: KafkaClusterProps['config'] },
  waivers: WaiverOptions[] = [],
  nodePools = APART,
): KafkaCluster {
  return new KafkaCluster(chart, CLUSTER, {
    nodePools,
    listeners: [
      Listener.internal({
        name: 'scram',
        port: 9093,
        tls: ListenerTls.clusterCa(),
        authentication: ListenerAuthentication.scramSha512(),
      }),
      Listener.internal({
        name: 'mtls',
        port: 9094,
        tls: ListenerTls.clusterCa(),
        authentication: ListenerAuthentication.tls(),
      }),
    ],
    certificates,
    config,
    authorization: Authorization.acl({ superUsers: [`User:CN=${ADMIN}`] }),
    reconciler: Reconciler.job({
      image: images.node,
      prune: PrunePolicy.ACLS_AND_USERS,
      waivers,
    }),
  });
}

/** A topic, a user who writes, another who reads, with passwords that the reconciler makes. */
export function contentsApp(options: ContentsOptions, outdir: string): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'contents', { namespace: options.namespace });
  const kafka = contentsCluster(chart, options);
  const topic = (topicName: string): KafkaTopic =>
    new KafkaTopic(chart, `topic-${topicName}`, {
      cluster: kafka,
      topicName,
      partitions: 6,
      replicationFactor: 3,
      config: { 'retention.ms': options.retentionMs, 'min.insync.replicas': '2' },
    });
  const user = (name: string): KafkaUser =>
    new KafkaUser(chart, name, {
      cluster: kafka,
      authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
      quotas: { producerByteRate: Size.mebibytes(50) },
    });
  const orders = topic(TOPIC);
  for (let index = 0; index < options.extraTopics; index++) topic(`extra-${String(index)}`);
  const shop = user(WRITER);
  const billing = user(READER);
  if (options.shopWrites) orders.grants.produce(shop);
  orders.grants.consume(billing, { group: READER });
  return app;
}
