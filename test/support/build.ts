import type { ClusterModel } from '../../lib/model/cluster-model';
import { complete } from '../../lib/model/complete';
import { completeEnsemble } from '../../lib/model/zookeeper';
import type { EnsembleModel } from '../../lib/model/zookeeper';
import { EMPTY_POD_TEMPLATE } from '../../lib/model/pools';
import type { ClusterSpec } from '../../lib/spec/cluster';
import type { BrokerOverrideSpec, ListenerSpec, ReachSpec } from '../../lib/spec/listener';
import { EMPTY_REACH, EMPTY_OVERRIDE } from '../../lib/spec/listener';
import type { MigrationStep } from '../../lib/spec/migration';
import type { JvmSpec, NodePoolSpec } from '../../lib/spec/node-pool';
import type { PodTemplateSpec } from '../../lib/spec/pod-template';
import type { StorageSpec, VolumeSpec } from '../../lib/spec/storage';
import type { EnsembleSpec } from '../../lib/spec/zookeeper';
import type { ZooKeeperSpec } from '../../lib/spec/zookeeper-connection';

const GIB = 1024 ** 3;

/** A persistent volume, without an id. */
export function volume(said: Partial<VolumeSpec> = {}): VolumeSpec {
  return {
    id: undefined,
    kind: 'persistent',
    sizeBytes: 10 * GIB,
    storageClassName: undefined,
    selector: undefined,
    deleteClaim: undefined,
    metadata: undefined,
    ...said,
  };
}

export function single(said: Partial<VolumeSpec> = {}): StorageSpec {
  return { kind: 'single', volumes: [volume(said)] };
}

/** Volumes with the ids 0, 1, ... unless they say theirs. */
export function jbod(...volumes: readonly Partial<VolumeSpec>[]): StorageSpec {
  return { kind: 'jbod', volumes: volumes.map((said, id) => volume({ id, ...said })) };
}

/** Three brokers with persistent storage. */
export function pool(said: Partial<NodePoolSpec> = {}): NodePoolSpec {
  return {
    name: undefined,
    roles: ['broker'],
    replicas: 3,
    firstNodeId: undefined,
    storage: single(),
    resources: undefined,
    jvm: undefined,
    logging: undefined,
    rack: undefined,
    config: {},
    podTemplate: undefined,
    origin: undefined,
    ...said,
  };
}

export const controllers = (said: Partial<NodePoolSpec> = {}): NodePoolSpec =>
  pool({ roles: ['controller'], ...said });

export const combined = (said: Partial<NodePoolSpec> = {}): NodePoolSpec =>
  pool({ roles: ['controller', 'broker'], ...said });

/** An internal listener `plain` on 9092 without TLS and authentication. */
export function listener(said: Partial<ListenerSpec> = {}): ListenerSpec {
  return {
    name: 'plain',
    port: 9092,
    type: 'internal',
    tls: undefined,
    authentication: undefined,
    networkPolicyPeers: undefined,
    annotations: {},
    labels: {},
    alternativeNames: [],
    maxConnections: undefined,
    maxConnectionCreationRate: undefined,
    reach: undefined,
    origin: undefined,
    ...said,
  };
}

/** A listener that is reached from outside, with hosts. */
export const brokerOverride = (said: Partial<BrokerOverrideSpec>): BrokerOverrideSpec => ({
  nodeId: 100,
  ...EMPTY_OVERRIDE,
  ...said,
});

export function outsideListener(
  type: ListenerSpec['type'],
  said: Partial<ReachSpec> = {},
  more: Partial<ListenerSpec> = {},
): ListenerSpec {
  return listener({
    name: 'external',
    port: 9094,
    type,
    authentication: { kind: 'tls' },
    reach: {
      ...EMPTY_REACH,
      bootstrapHost: 'kafka.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.example.com',
      ...said,
    },
    ...more,
  });
}

export const podTemplate = (said: Partial<PodTemplateSpec>): PodTemplateSpec => ({
  ...EMPTY_POD_TEMPLATE,
  ...said,
});

export const jvm = (said: Partial<JvmSpec>): JvmSpec => ({
  heapBytes: undefined,
  heapMinBytes: undefined,
  xx: {},
  systemProperties: {},
  gcLogging: undefined,
  ...said,
});

/** `orders` in namespace `kafka`: three controllers, three brokers, and everything else by default. No rule has a word against it. */
export function clusterSpec(said: Partial<ClusterSpec> = {}): ClusterSpec {
  return {
    name: 'orders',
    namespace: 'kafka',
    clusterDomain: undefined,
    zooKeeper: undefined,
    zooKeeperChroot: undefined,
    migration: undefined,
    version: undefined,
    clusterId: undefined,
    nodePools: [controllers(), pool()],
    listeners: undefined,
    authorization: undefined,
    certificates: undefined,
    platform: undefined,
    image: undefined,
    quorum: undefined,
    rolling: undefined,
    config: {},
    additionalConfigPrefixes: [],
    resources: undefined,
    jvm: undefined,
    logging: undefined,
    metrics: undefined,
    podTemplate: undefined,
    adminPeers: [],
    said: { path: 'orders/orders', origin: undefined },
    ...said,
  };
}

export const cluster = (said: Partial<ClusterSpec> = {}): ClusterModel =>
  complete(clusterSpec(said));

/** An ensemble as a cluster of namespace `kafka` sees it. */
export function zooKeeper(said: Partial<ZooKeeperSpec> = {}): ZooKeeperSpec {
  return {
    connectString: 'zk-zookeeper-0.zk-zookeeper-nodes.kafka.svc.cluster.local:2181',
    ensemble: { name: 'zk', namespace: 'kafka', fingerprint: '0' },
    login: undefined,
    tls: {
      clientSecretName: 'zk-zookeeper-client',
      cas: [{ secretName: 'zk-zookeeper-ca', key: 'tls.crt' }],
    },
    ...said,
  };
}

/** `zk` in namespace `kafka`: three servers with storage. No rule has a word against it. */
export const ensemble = (said: Partial<EnsembleSpec> = {}): EnsembleModel =>
  completeEnsemble({
    name: 'zk',
    namespace: 'kafka',
    clusterDomain: undefined,
    version: undefined,
    replicas: 3,
    storage: single(),
    logStorage: undefined,
    certificates: undefined,
    login: undefined,
    platform: undefined,
    image: undefined,
    rolling: undefined,
    config: {},
    resources: undefined,
    jvm: undefined,
    logging: undefined,
    metrics: undefined,
    podTemplate: undefined,
    said: { path: 'zk/zk', origin: undefined },
    ...said,
  });

/** `orders` on its way from `zk` to KRaft. No rule has a word against it. */
export const migratingSpec = (
  migration: MigrationStep | undefined,
  said: Partial<ClusterSpec> = {},
): ClusterSpec =>
  clusterSpec({
    version: '3.9.1',
    zooKeeper: zooKeeper(),
    migration,
    clusterId: 'ySzSMXJ5RMS7fEW0ZyQw7A',
    quorum: { kind: 'static', initialControllers: undefined },
    nodePools: [controllers({ firstNodeId: 1000 }), pool({ firstNodeId: 0 })],
    ...said,
  });

export const migrating = (
  migration: MigrationStep,
  said: Partial<ClusterSpec> = {},
): ClusterModel => complete(migratingSpec(migration, said));
