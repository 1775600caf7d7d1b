import type { ClusterModel, ListenerModel, PoolModel } from '../../model/cluster-model';
import { REPLICATION } from '../../model/listeners';
import {
  bootstrapServiceName,
  foundingConfigMapName,
  poolName,
  serviceHost,
  stopLeaseName,
} from '../../model/names';
import type { NodeRef } from '../../model/node-ids';
import type { ZooKeeperLoginSpec, ZooKeeperTlsSpec } from '../../spec/zookeeper-connection';
import { sortedEntries } from '../../util/sort';
import { controllerAddress, nodesDomain } from './addresses';
import { advertisedVariables } from './advertised';
import { envFile } from './env-file';
import { JAVA_SECURITY_FILE } from './java-security';
import { LOGGING_FILES } from './logging';
import { agentOptions } from './metrics-agent';
import {
  CLIENTS_CA_STORE,
  CLUSTER_CA_STORE,
  CONFIG,
  listenerStore,
  NODE_STORE,
  ZOOKEEPER_CA_STORE,
  ZOOKEEPER_STORE,
} from './paths';

/** Values that only a node without data reads, or that only help to find the others: a change of them rolls nobody. */
export const ADVISORY_VARIABLES: readonly string[] = [
  'INITIAL_CONTROLLERS',
  'BOOTSTRAP_CONTROLLERS',
  'BOOTSTRAP_BROKERS',
  'POOLS',
];

/** `node.env`: what the start script reads. */
export function nodeEnv(cluster: ClusterModel, pool: PoolModel): string {
  const variables = {
    ...identity(cluster, pool),
    ...storage(pool),
    ...image(cluster),
    ...java(cluster, pool),
  };
  return envFile(variables);
}

function identity(cluster: ClusterModel, pool: PoolModel): Readonly<Record<string, string>> {
  const { name, namespace } = cluster;
  return {
    NODE_DOMAIN: nodesDomain(cluster),
    STORAGE_FORMAT: pool.mode.storageFormat,
    CLUSTER_NAME: name,
    STATEFULSET: poolName(name, pool.name),
    NODE_ROLES: pool.roles.join(','),
    // A controller whose first registration failed has to be seen, and to start anew.
    ...(registersOnce(cluster, pool) ? { REGISTERS_ONCE: 'yes' } : {}),
    NODE_SUBJECT: cluster.certificates.subject,
    FOUNDING_CONFIGMAP: foundingConfigMapName(name),
    ...(pool.mode.knowsControllers ? quorumVariables(cluster) : {}),
    BOOTSTRAP_BROKERS: `${serviceHost(bootstrapServiceName(name), namespace)}.${cluster.clusterDomain}:${String(REPLICATION.port)}`,
    KEYSTORES: keyStores(cluster, pool).join(' '),
    TRUSTSTORES: trustStores(cluster, pool).join(' '),
    STOP_LEASE: stopLeaseName(name),
    STOP_WAIT_SECONDS: String(cluster.rolling.maxWaitSeconds),
    STOP_LEASE_SECONDS: String(cluster.rolling.shutdownSeconds),
    WARM_UP_SECONDS: String(cluster.rolling.warmUpSeconds),
    ...(pool.mode.usesZooKeeper ? loginVariables(cluster.zooKeeper?.login) : {}),
    ...advertisedVariables(cluster, pool),
  };
}

/** Who logs in to ZooKeeper with the mounted password. */
export const loginVariables = (
  login: ZooKeeperLoginSpec | undefined,
): Readonly<Record<string, string>> =>
  login === undefined ? {} : { ZOOKEEPER_USER: login.userName };

const registersOnce = ({ version }: ClusterModel, { isController, mode }: PoolModel): boolean =>
  isController && mode.knowsControllers && !version.supports('registrationRetry');

/** What a node has to know to found the quorum, or to find it. */
function quorumVariables(cluster: ClusterModel): Readonly<Record<string, string>> {
  const { quorum } = cluster;
  const address = (node: NodeRef): string => controllerAddress(cluster, node.podName);
  return {
    CLUSTER_ID: cluster.clusterId,
    METADATA_VERSION: cluster.version.metadataVersion,
    QUORUM: quorum.kind,
    INITIAL_CONTROLLERS:
      quorum.kind === 'static'
        ? ''
        : quorum.initialControllers
            .map(
              ({ node, directoryId }) => `${String(node.nodeId)}@${address(node)}:${directoryId}`,
            )
            .join(','),
    BOOTSTRAP_CONTROLLERS: cluster.controllers.map(address).join(','),
    POOLS: cluster.pools.map(({ name }) => poolName(cluster.name, name)).join(','),
  };
}

function storage(pool: PoolModel): Readonly<Record<string, string>> {
  const directory = (mountPath: string): string => `${mountPath}/kafka-log\${NODE_ID}`;
  const { volumes, metadataVolume } = pool.storage;
  return {
    LOG_DIRS: volumes.map((volume) => directory(volume.mountPath)).join(','),
    ...(pool.mode.storageFormat === 'kraft'
      ? { METADATA_LOG_DIR: directory(metadataVolume?.mountPath ?? '/var/lib/kafka/data') }
      : {}),
  };
}

export function image(
  cluster: Pick<ClusterModel, 'imageProfile'>,
): Readonly<Record<string, string>> {
  const { bin, suffix, libs } = cluster.imageProfile;
  return { KAFKA_BIN: bin, KAFKA_SUFFIX: suffix, KAFKA_LIBS: libs };
}

const MIB = 1024 * 1024;

export function java(
  cluster: Pick<ClusterModel, 'version' | 'metrics'>,
  pool: Pick<PoolModel, 'jvm'>,
): Readonly<Record<string, string>> {
  const { heapBytes, heapMinBytes, xx } = pool.jvm;
  const mebibytes = (bytes: number): string => `${String(Math.floor(bytes / MIB))}m`;
  const options = sortedEntries(xx).map(([name, value]) => xxOption(name, value));
  const logFile = `${CONFIG}/${LOGGING_FILES[cluster.version.logging]}`;
  return {
    KAFKA_HEAP_OPTS: `-Xms${mebibytes(heapMinBytes)} -Xmx${mebibytes(heapBytes)}`,
    // Empty: the start script's own choice, which is Kafka's.
    KAFKA_JVM_PERFORMANCE_OPTS: options.join(' '),
    KAFKA_OPTS: [...serverOptions(pool), ...agentOptions(cluster.metrics)].join(' '),
    LOG4J_FILE: logFile,
  };
}

function xxOption(name: string, value: string): string {
  if (value === 'true') return `-XX:+${name}`;
  return value === 'false' ? `-XX:-${name}` : `-XX:${name}=${value}`;
}

function serverOptions(pool: Pick<PoolModel, 'jvm'>): readonly string[] {
  const properties = {
    'java.security.properties': `${CONFIG}/${JAVA_SECURITY_FILE}`,
    ...pool.jvm.systemProperties,
  };
  return [
    // A server that has met the end of its heap answers some requests and not others.
    '-XX:+ExitOnOutOfMemoryError',
    ...(pool.jvm.gcLogging ? ['-Xlog:gc*:stdout:time,level,tags'] : []),
    ...sortedEntries(properties).map(([name, value]) => `-D${name}=${value}`),
  ];
}

export function ownCertificateListeners(cluster: ClusterModel): readonly ListenerModel[] {
  return cluster.listeners.filter((listener) => listener.tls.kind === 'secret');
}

function keyStores(cluster: ClusterModel, pool: PoolModel): readonly string[] {
  const own = pool.isBroker
    ? ownCertificateListeners(cluster).map(({ name }) => listenerStore(name))
    : [];
  return [
    NODE_STORE,
    ...own,
    ...(zooKeeperTls(cluster, pool) === undefined ? [] : [ZOOKEEPER_STORE]),
  ];
}

/** How the nodes of a pool come to ZooKeeper; undefined also where they do not. */
export const zooKeeperTls = (
  { zooKeeper }: ClusterModel,
  { mode }: PoolModel,
): ZooKeeperTlsSpec | undefined => (mode.usesZooKeeper ? zooKeeper?.tls : undefined);

export function trustsClients(cluster: ClusterModel, pool: PoolModel): boolean {
  return (
    pool.isBroker && cluster.listeners.some((listener) => listener.authentication.kind === 'tls')
  );
}

function trustStores(cluster: ClusterModel, pool: PoolModel): readonly string[] {
  return [
    CLUSTER_CA_STORE,
    ...(trustsClients(cluster, pool) ? [CLIENTS_CA_STORE] : []),
    ...(zooKeeperTls(cluster, pool) === undefined ? [] : [ZOOKEEPER_CA_STORE]),
  ];
}
