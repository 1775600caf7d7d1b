import type { Manifest } from '../../../manifest/manifest';
import type { ConnectModel } from '../../../model/connect';
import { connectConfigName, connectRuntimeName } from '../../../model/names';
import {
  CONNECT_HEALTH_SH,
  CONNECT_RUN_SH,
  NODE_JAR_BASE64,
} from '../../../runtime/generated/runtime-files';
import { sortedEntries } from '../../../util/sort';
import { clientStores, securityProperties } from '../client-properties';
import { configProviders } from '../client-settings';
import type { Properties } from '../client-settings';
import { hashOfFiles, scriptsConfigMap } from '../config-maps';
import { JAVA_SECURITY_FILE, javaSecurity } from '../java-security';
import { loggingFile } from '../logging';
import { metricsFiles } from '../metrics-agent';
import { envFile } from '../env-file';
import { image, java } from '../node-env';
import { CONFIG, SECRETS, USER } from '../paths';
import { propertyLine } from '../properties-file';
import { connectOwner } from './labels';
import {
  HEALTH_FILE,
  restEnv,
  restFiles,
  restProperties,
  restStores,
  restSystemProperties,
} from './rest';

/** Seconds between workers that start anew for the same new Secret. */
const TURN_SECONDS = 60;

/** A worker says who it is four times: for itself, and for each client that connectors and tasks get from it. */
const CLIENTS = ['', 'producer.', 'consumer.', 'admin.'];

/** `connect.properties`, the same for all workers: what differs comes from the environment. */
export function connectProperties(connect: ConnectModel): string {
  const lines = [
    ...sortedEntries(connect.config),
    ...worker(connect),
    ...restProperties(connect),
    ...CLIENTS.flatMap((prefix) =>
      securityOf(connect).map(([key, value]) => [`${prefix}${key}`, value] as const),
    ),
    ...(connect.spec.rack === undefined
      ? []
      : ([['consumer.client.rack', rackOf(connect.spec.rack)]] as const)),
    ...configProviders(allowedPaths(connect)),
  ].map(([key, value]) => propertyLine(key, value));
  return `${lines.join('\n')}\n`;
}

const rackOf = (rack: NonNullable<ConnectModel['spec']['rack']>): string =>
  rack.kind === 'literal' ? rack.rack : '${env:RACK}';

const securityOf = ({ connection }: ConnectModel): Properties =>
  connection === undefined ? [] : securityProperties(connection);

function worker(connect: ConnectModel): Properties {
  const { internalTopics, connection, groupId, pluginPaths, exactlyOnceSources } = connect;
  return [
    ['bootstrap.servers', connection?.bootstrapServers ?? ''],
    ['group.id', groupId],
    ['config.storage.topic', internalTopics.configTopic],
    ['offset.storage.topic', internalTopics.offsetTopic],
    ['status.storage.topic', internalTopics.statusTopic],
    ...(internalTopics.declared ? [] : storage(connect)),
    ...(exactlyOnceSources === 'disabled'
      ? []
      : ([['exactly.once.source.support', exactlyOnceSources]] as const)),
    ...(pluginPaths.length === 0 ? [] : ([['plugin.path', pluginPaths.join(',')]] as const)),
  ];
}

/** How workers make the topics that nobody declares. */
function storage({ internalTopics }: ConnectModel): Properties {
  const factor = String(internalTopics.replicationFactor);
  return [
    ['config.storage.replication.factor', factor],
    ['offset.storage.replication.factor', factor],
    ['offset.storage.partitions', String(internalTopics.offsetPartitions)],
    ['status.storage.replication.factor', factor],
    ['status.storage.partitions', String(internalTopics.statusPartitions)],
  ];
}

// Only folders that exist in the pod: a worker does not start when one is missing.
function allowedPaths({ connection, spec }: ConnectModel): readonly string[] {
  return [
    CONFIG,
    ...(connection?.sasl === undefined ? [] : [USER]),
    ...spec.secrets.map((secret) => `${SECRETS}/${secret}`),
  ];
}

function workerEnv(connect: ConnectModel): string {
  const stores = [clientStores(connect.connection), restStores(connect)];
  const { jvm } = connect;
  const systemProperties = { ...jvm.systemProperties, ...restSystemProperties(connect) };
  return envFile({
    KEYSTORES: stores.flatMap(({ keyStores }) => keyStores).join(' '),
    TRUSTSTORES: stores.flatMap(({ trustStores }) => trustStores).join(' '),
    ...restEnv(connect),
    STOP_LEASE_SECONDS: String(connect.rolling.shutdownSeconds),
    TURN_SECONDS: String(TURN_SECONDS),
    ...image(connect),
    ...java(connect, { jvm: { ...jvm, systemProperties } }),
  });
}

function files(connect: ConnectModel): Readonly<Record<string, string>> {
  return {
    'node.env': workerEnv(connect),
    'connect.properties': connectProperties(connect),
    [JAVA_SECURITY_FILE]: javaSecurity(),
    ...restFiles(connect),
    ...loggingFile(connect.version, connect.logging),
  };
}

export function connectConfigMap(connect: ConnectModel): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: connectConfigName(connect.name), ...connectOwner(connect) },
    data: { ...files(connect), ...metricsFiles(connect.metrics) },
  };
}

/** The scripts of the workers, and the helper where there is something for it to do. */
export function connectRuntime(connect: ConnectModel): Manifest {
  const { data, binaryData } = programs(connect);
  const runtime = scriptsConfigMap(
    connectOwner(connect),
    connectRuntimeName(connect.name),
    CONNECT_RUN_SH,
  );
  return {
    ...runtime,
    data: { ...runtime.data, ...data },
    ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}),
  };
}

type Files = Readonly<Record<string, string>>;

function programs({ rest: { tls, users } }: ConnectModel): {
  readonly data: Files;
  readonly binaryData: Files;
} {
  return {
    data: users.length === 0 ? {} : { [HEALTH_FILE]: CONNECT_HEALTH_SH },
    binaryData: tls === undefined ? {} : { 'node.jar': NODE_JAR_BASE64 },
  };
}

/** Changes when, and only when, the workers have to start anew to follow their files. */
export function connectRollHash(connect: ConnectModel): string {
  const { data, binaryData } = programs(connect);
  return hashOfFiles(files(connect), CONNECT_RUN_SH, Object.values({ ...data, ...binaryData }));
}
