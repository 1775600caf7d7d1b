import type { Manifest } from '../../../manifest/manifest';
import { REST_PORT } from '../../../model/connect';
import type { ConnectModel } from '../../../model/connect';
import { connectConfigName, connectName, serviceHost } from '../../../model/names';
import { CONNECT_RUN_SH } from '../../../runtime/generated/runtime-files';
import { sortedEntries } from '../../../util/sort';
import { clientStores, securityProperties } from '../client-properties';
import { configProviders } from '../client-settings';
import type { Properties } from '../client-settings';
import { hashOfFiles } from '../config-maps';
import { JAVA_SECURITY_FILE, javaSecurity } from '../java-security';
import { loggingFile } from '../logging';
import { envFile } from '../env-file';
import { image, java } from '../node-env';
import { CONFIG, SECRETS, USER } from '../paths';
import { propertyLine } from '../properties-file';
import { connectOwner } from './labels';

/** Seconds between workers that start anew for the same new Secret. */
const TURN_SECONDS = 60;

/** A worker says who it is four times: for itself, and for each client that connectors and tasks get from it. */
const CLIENTS = ['', 'producer.', 'consumer.', 'admin.'];

/** `connect.properties`, the same for all workers: what differs comes from the environment. */
export function connectProperties(connect: ConnectModel): string {
  const lines = [
    ...sortedEntries(connect.config),
    ...worker(connect),
    ...rest(connect),
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

/** Workers pass on to their leader what only it may do: by the name of the pod, which is the same after each restart. */
function rest({ name, namespace, clusterDomain }: ConnectModel): Properties {
  const domain = `${serviceHost(connectName(name), namespace)}.${clusterDomain}`;
  const port = String(REST_PORT.port);
  return [
    ['listeners', `http://0.0.0.0:${port}`],
    ['rest.advertised.host.name', `\${env:POD_NAME}.${domain}`],
    ['rest.advertised.port', port],
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
  const { keyStores, trustStores } = clientStores(connect.connection);
  return envFile({
    KEYSTORES: keyStores.join(' '),
    TRUSTSTORES: trustStores.join(' '),
    STOP_LEASE_SECONDS: String(connect.rolling.shutdownSeconds),
    TURN_SECONDS: String(TURN_SECONDS),
    ...image(connect),
    ...java(connect, connect),
  });
}

function files(connect: ConnectModel): Readonly<Record<string, string>> {
  return {
    'node.env': workerEnv(connect),
    'connect.properties': connectProperties(connect),
    [JAVA_SECURITY_FILE]: javaSecurity(),
    ...loggingFile(connect.version, connect.logging),
  };
}

export function connectConfigMap(connect: ConnectModel): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: connectConfigName(connect.name), ...connectOwner(connect) },
    data: files(connect),
  };
}

/** Changes when, and only when, the workers have to start anew to follow their files. */
export const connectRollHash = (connect: ConnectModel): string =>
  hashOfFiles(files(connect), CONNECT_RUN_SH, []);
