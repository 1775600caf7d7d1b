import { App, Chart, Duration, Size } from 'cdk8s';
import {
  Authorization,
  type Certificates,
  KafkaCluster,
  type KafkaClusterProps,
  type KafkaVersion,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  type Quorum,
  Reconciler,
  SecretRef,
  Storage,
  Volume,
  ZooKeeperAuthentication,
  ZooKeeperEnsemble,
  type ZooKeeperMigration,
} from 'cdk8s-kafka';
import { images, storageClassName } from '../support/settings';

export const CLUSTER = 'orders';
export const CONTROLLER_IDS = [0, 1, 2] as const;
export const FIRST_BROKER_ID = 100;

export type PoolName = 'brokers' | 'controllers' | 'combined';

/** Controllers and brokers apart, nodes that are both with two disks each, brokers on a ZooKeeper ensemble, or all of those. */
export type Layout = 'apart' | 'combined' | 'zookeeper' | 'migrating';

/** The Secret that the suite makes for the users of the PLAIN listener. */
export const PLAIN_USERS_SECRET = 'plain-users';

export interface OrdersOptions {
  readonly namespace: string;
  readonly certificates: Certificates;
  readonly version: KafkaVersion;
  readonly quorum: Quorum;
  readonly layout: Layout;
  readonly brokers: number;
  readonly brokerConfig: Readonly<Record<string, string>>;
  readonly controllerConfig: Readonly<Record<string, string>>;
  /** The step of a cluster that is migrating. */
  readonly migration?: ZooKeeperMigration;
  readonly clusterId?: string;
  /** Of the ensemble; 3 by default. */
  readonly servers?: number;
  /** Clients of the ensemble log in with a password, too. */
  readonly login?: boolean;
  /** Topics, users and grants of the program. */
  readonly contents?: (chart: Chart, cluster: KafkaCluster) => void;
  /** Users of the PLAIN listener: the keys of PLAIN_USERS_SECRET. */
  readonly plainUsers: readonly string[];
}

const storage = (gibibytes: number): Storage =>
  Storage.persistent({
    size: Size.gibibytes(gibibytes),
    deleteClaim: true,
    ...(storageClassName === undefined ? {} : { storageClassName }),
  });

type Shape = Pick<OrdersOptions, 'layout' | 'brokers'>;

export const ENSEMBLE = 'zk';
const SERVERS = 3;

const OTHERS: Readonly<Record<Layout, number>> = {
  apart: CONTROLLER_IDS.length,
  combined: 0,
  zookeeper: 0,
  migrating: CONTROLLER_IDS.length,
};

/** Nodes of Kafka; the servers of an ensemble are none. */
export const nodeCount = ({ layout, brokers }: Shape): number => OTHERS[layout] + brokers;

export const firstBrokerId = ({ layout }: Shape): number =>
  layout === 'combined' ? 0 : FIRST_BROKER_ID;

/** One listener of each kind, so that each way in is tried on one cluster. */
function listeners(plainUsers: readonly string[]): Listener[] {
  const users = plainUsers.map((user) => [user, SecretRef.of(PLAIN_USERS_SECRET, user)] as const);
  const tls = ListenerTls.clusterCa();
  return [
    Listener.internal({ name: 'plain', port: 9092 }),
    Listener.internal({
      name: 'scram',
      port: 9093,
      tls,
      authentication: ListenerAuthentication.scramSha512(),
    }),
    Listener.internal({
      name: 'mtls',
      port: 9094,
      tls,
      authentication: ListenerAuthentication.tls(),
    }),
    Listener.clusterIp({
      name: 'sasl',
      port: 9095,
      tls,
      authentication: ListenerAuthentication.plain(Object.fromEntries(users)),
    }),
    Listener.clusterIp({
      name: 'scram256',
      port: 9096,
      authentication: ListenerAuthentication.scramSha256(),
    }),
  ];
}

/** Principals of the suite itself; certificates of the clients' CA. */
export const ADMIN = 'e2e-admin';

// Without deleteClaim: see docs/operations.md, "A pod that stays Pending".
const volume = (id: number): Volume =>
  Volume.persistent({
    id,
    size: Size.gibibytes(2),
    ...(storageClassName === undefined ? {} : { storageClassName }),
  });

const brokersAlone = (options: OrdersOptions): NodePool =>
  NodePool.brokers({
    replicas: options.brokers,
    firstNodeId: FIRST_BROKER_ID,
    storage: storage(4),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(1024) },
    jvm: { heap: Size.mebibytes(384) },
    config: options.brokerConfig,
  });

const apart = (options: OrdersOptions): NodePool[] => [
  NodePool.controllers({
    replicas: CONTROLLER_IDS.length,
    storage: storage(1),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(768) },
    jvm: { heap: Size.mebibytes(256) },
    config: options.controllerConfig,
  }),
  brokersAlone(options),
];

const combined = (options: OrdersOptions): NodePool[] => [
  NodePool.combined({
    name: 'combined',
    replicas: options.brokers,
    firstNodeId: 0,
    storage: Storage.jbod([volume(0), volume(1)]),
    resources: { cpuRequest: '100m', memory: Size.mebibytes(1280) },
    jvm: { heap: Size.mebibytes(512) },
    config: options.brokerConfig,
  }),
];

const POOLS: Readonly<Record<Layout, (options: OrdersOptions) => NodePool[]>> = {
  apart,
  combined,
  zookeeper: (options) => [brokersAlone(options)],
  migrating: apart,
};

/** `controllerConfig` is for whoever holds the metadata: here settings of `zoo.cfg`. */
const ensemble = (chart: Chart, options: OrdersOptions): ZooKeeperEnsemble =>
  new ZooKeeperEnsemble(chart, ENSEMBLE, {
    replicas: options.servers ?? SERVERS,
    storage: storage(1),
    certificates: options.certificates,
    ...(options.login === true
      ? {
          authentication: ZooKeeperAuthentication.digest({
            password: SecretRef.of(PLAIN_USERS_SECRET, options.plainUsers[0] ?? ''),
          }),
        }
      : {}),
    config: options.layout === 'zookeeper' ? options.controllerConfig : {},
    resources: { cpuRequest: '50m', memory: Size.mebibytes(512) },
    jvm: { heap: Size.mebibytes(192) },
    podTemplate: { labels: { 'cdk8s-kafka-e2e': options.namespace } },
    rolling: { maxWait: Duration.minutes(3) },
  });

/** Where the metadata is. */
function metadata(chart: Chart, options: OrdersOptions): Partial<KafkaClusterProps> {
  const { layout, quorum, migration, clusterId } = options;
  if (layout === 'zookeeper') return { zooKeeper: ensemble(chart, options) };
  return {
    quorum,
    ...(clusterId === undefined ? {} : { clusterId }),
    ...(layout === 'migrating' && migration !== undefined
      ? { zooKeeper: ensemble(chart, options), migration }
      : {}),
  };
}

/** Three controllers and some brokers, as small as Kafka likes it, with everything that the suite tries. */
export function ordersApp(options: OrdersOptions, outdir: string): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'orders', { namespace: options.namespace });
  const cluster = new KafkaCluster(chart, CLUSTER, {
    version: options.version,
    ...metadata(chart, options),
    certificates: options.certificates,
    nodePools: POOLS[options.layout](options),
    listeners: listeners(options.plainUsers),
    authorization: Authorization.acl({ superUsers: [`User:CN=${ADMIN}`] }),
    // So that a drain in a test leaves the pods of others alone.
    podTemplate: { labels: { 'cdk8s-kafka-e2e': options.namespace } },
    rolling: { maxWait: Duration.minutes(3) },
    ...(options.contents === undefined
      ? {}
      : { reconciler: Reconciler.job({ image: images.node }) }),
  });
  options.contents?.(chart, cluster);
  return app;
}
