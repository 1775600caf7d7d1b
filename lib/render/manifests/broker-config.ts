import type { ClusterModel, ListenerModel, PoolModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import { sortedEntries } from '../../util/sort';
import { controllerAddress, nodeHost } from './addresses';
import { advertised } from './advertised';
import type { Advertised } from './advertised';
import { configProviders, pemKeyStore, pemTrustStore } from './client-settings';
import type { Properties } from './client-settings';
import {
  CLIENTS_CA_STORE,
  CLUSTER_CA_STORE,
  CONFIG,
  listenerStore,
  NODE_STORE,
  RUN,
  SECRETS,
} from './paths';
import { propertyLine } from './properties-file';
import { zooKeeperProperties } from './zookeeper/client';

interface Section {
  readonly title: string;
  readonly properties: Properties;
}

/** `server.properties` of a pool, by section. The same for all its nodes: what differs comes from the environment. */
export function serverProperties(cluster: ClusterModel, pool: PoolModel): string {
  return sections(cluster, pool)
    .filter((section) => section.properties.length > 0)
    .map(({ title, properties }) =>
      [`# ${title}`, ...properties.map(([key, value]) => propertyLine(key, value)), ''].join('\n'),
    )
    .join('\n');
}

function sections(cluster: ClusterModel, pool: PoolModel): readonly Section[] {
  return [
    { title: 'node', properties: node(cluster, pool) },
    { title: 'quorum', properties: quorum(cluster, pool) },
    { title: 'ZooKeeper', properties: zooKeeperProperties(cluster, pool) },
    { title: 'listeners', properties: listeners(cluster, pool) },
    { title: 'TLS between the nodes', properties: nodeTls(cluster, pool) },
    ...(pool.isBroker ? cluster.listeners : []).map((listener) => ({
      title: `listener ${listener.name}`,
      properties: clientListener(listener),
    })),
    { title: 'authorization', properties: authorization(cluster, pool) },
    { title: 'storage', properties: storage(pool) },
    { title: 'configuration', properties: sortedEntries(pool.config) },
  ];
}

function node(cluster: ClusterModel, pool: PoolModel): Properties {
  return [
    ...(pool.mode.storageFormat === 'kraft'
      ? ([['process.roles', pool.roles.join(',')]] as const)
      : ([['broker.id.generation.enable', 'false']] as const)),
    [pool.mode.nodeIdKey, '${env:NODE_ID}'],
    ...rack(pool),
    ...configProviders(allowedPaths(cluster, pool)),
  ];
}

// Only folders that exist in the pod: Kafka does not start when one is missing.
function allowedPaths(cluster: ClusterModel, pool: PoolModel): readonly string[] {
  return pool.isBroker && plainUsersListeners(cluster).length > 0
    ? [CONFIG, SECRETS, RUN]
    : [CONFIG, RUN];
}

export function plainUsersListeners(cluster: ClusterModel): readonly ListenerModel[] {
  return cluster.listeners.filter((listener) => listener.authentication.kind === 'plain');
}

function rack(pool: PoolModel): Properties {
  if (!pool.isBroker || pool.rack === undefined) return [];
  return [['broker.rack', pool.rack.kind === 'literal' ? pool.rack.rack : '${env:RACK}']];
}

function quorum(cluster: ClusterModel, pool: PoolModel): Properties {
  if (!pool.mode.knowsControllers) return [];
  const { kind, controllers, autoJoin } = cluster.quorum;
  const address = (podName: string): string => controllerAddress(cluster, podName);
  const names: Properties = [['controller.listener.names', CONTROL_PLANE.id]];
  if (kind === 'static') {
    const voters = controllers
      .map((node) => `${String(node.nodeId)}@${address(node.podName)}`)
      .join(',');
    return [...names, ['controller.quorum.voters', voters]];
  }
  return [
    ...names,
    [BOOTSTRAP_KEY, controllers.map((node) => address(node.podName)).join(',')],
    ...(autoJoin && pool.isController
      ? ([['controller.quorum.auto.join.enable', 'true']] as const)
      : []),
  ];
}

/** A list that only helps to find the quorum: a change of it need not restart anybody. */
export const BOOTSTRAP_KEY = 'controller.quorum.bootstrap.servers';

interface Port {
  readonly id: string;
  readonly port: number;
  readonly advertised: Advertised;
  readonly protocol: string;
}

function listeners(cluster: ClusterModel, pool: PoolModel): Properties {
  const control = nodePort(cluster, CONTROL_PLANE);
  const brokerPorts = [nodePort(cluster, REPLICATION), ...clientPorts(cluster, pool)];
  const open = [...(pool.isController ? [control] : []), ...(pool.isBroker ? brokerPorts : [])];
  const known = [
    ...(pool.mode.knowsControllers ? [control] : []),
    ...(pool.isBroker ? brokerPorts : callsBrokers(pool) ? [nodePort(cluster, REPLICATION)] : []),
  ];
  return [
    ['listeners', open.map(({ id, port }) => `${id}://0.0.0.0:${String(port)}`).join(',')],
    // Controllers too, also where a list of voters names them: what Kafka would advertise by itself is what the host
    // calls itself.
    ...(open.length === 0 ? [] : ([['advertised.listeners', advertisedList(open)]] as const)),
    [
      'listener.security.protocol.map',
      known.map(({ id, protocol }) => `${id}:${protocol}`).join(','),
    ],
    ...(pool.isBroker || callsBrokers(pool)
      ? ([['inter.broker.listener.name', REPLICATION.id]] as const)
      : []),
  ];
}

/** Controllers tell brokers that are still on ZooKeeper what has changed, as one of those would. */
const callsBrokers = ({ isController, mode }: PoolModel): boolean => isController && mode.migrates;

const advertisedList = (ports: readonly Port[]): string =>
  ports.map(({ id, advertised: { host, port } }) => `${id}://${host}:${port}`).join(',');

function nodePort(cluster: ClusterModel, { id, port }: { id: string; port: number }): Port {
  const host = nodeHost(cluster, '${env:POD_NAME}');
  return { id, port, advertised: { host, port: String(port) }, protocol: 'SSL' };
}

const clientPorts = (cluster: ClusterModel, pool: PoolModel): readonly Port[] =>
  cluster.listeners.map((listener) => ({
    id: listener.id,
    port: listener.port,
    advertised: advertised(listener, pool),
    protocol: listener.securityProtocol,
  }));

const prefixOf = (id: string): string => `listener.name.${id.toLowerCase()}.`;

function nodeTls(cluster: ClusterModel, pool: PoolModel): Properties {
  // Also a pure broker needs the control plane's settings: it is a client there.
  const ids = [
    ...(pool.mode.knowsControllers ? [CONTROL_PLANE.id] : []),
    ...(pool.isBroker || callsBrokers(pool) ? [REPLICATION.id] : []),
  ];
  return ids.flatMap((id) => {
    const prefix = prefixOf(id);
    return [
      ...keyStore(prefix, NODE_STORE),
      ...pemTrustStore(prefix, CLUSTER_CA_STORE),
      [`${prefix}ssl.client.auth`, 'required'],
      // No rule matches another certificate of the cluster's CA, and without a principal there is no connection.
      [`${prefix}ssl.principal.mapping.rules`, mappingRules(cluster)],
    ] as const;
  });
}

function mappingRules(cluster: ClusterModel): string {
  const { certificates, authorization, name } = cluster;
  const rule = (subject: string, principal: string): string =>
    `RULE:^${escapeRegExp(subject)}$/${principal.slice('User:'.length)}/`;
  return [
    rule(certificates.subject, authorization.nodePrincipal),
    rule(
      `CN=${name}-kafka-reconciler,O=${certificates.organization}`,
      authorization.reconcilerPrincipal,
    ),
  ].join(',');
}

/** The slash too: it ends a pattern in Kafka's rules. */
function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function keyStore(prefix: string, store: string): Properties {
  return [
    ...pemKeyStore(prefix, store),
    // A certificate may gain the name of a new listener while the broker runs; who it is may not change.
    [`${prefix}ssl.allow.san.changes`, 'true'],
  ];
}

function clientListener(listener: ListenerModel): Properties {
  const prefix = prefixOf(listener.id);
  return [
    ...clientTls(listener, prefix),
    ...clientSasl(listener, prefix),
    ...limits(listener, prefix),
  ];
}

function clientTls(listener: ListenerModel, prefix: string): Properties {
  if (listener.tls.kind === 'off') return [];
  const store = listener.tls.kind === 'secret' ? listenerStore(listener.name) : NODE_STORE;
  const mutual = listener.authentication.kind === 'tls';
  return [
    ...keyStore(prefix, store),
    ...(mutual ? pemTrustStore(prefix, CLIENTS_CA_STORE) : []),
    [`${prefix}ssl.client.auth`, mutual ? 'required' : 'none'],
    // Said also where it is the default: a global rule would let a client's certificate name a super user.
    ...(mutual ? ([[`${prefix}ssl.principal.mapping.rules`, 'DEFAULT']] as const) : []),
  ];
}

function clientSasl(listener: ListenerModel, prefix: string): Properties {
  const { authentication } = listener;
  if (authentication.kind === 'scram') {
    const module = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
    return sasl(prefix, authentication.mechanism, module);
  }
  if (authentication.kind !== 'plain') return [];
  const users = sortedEntries(authentication.users).map(
    ([user, secret]) => `user_${user}="\${dir:${SECRETS}/${secret.secretName}:${secret.key}}"`,
  );
  const module = [
    'org.apache.kafka.common.security.plain.PlainLoginModule required',
    ...users,
  ].join(' ');
  return sasl(prefix, 'PLAIN', `${module};`);
}

function sasl(prefix: string, mechanism: string, module: string): Properties {
  return [
    [`${prefix}sasl.enabled.mechanisms`, mechanism],
    [`${prefix}${mechanism.toLowerCase()}.sasl.jaas.config`, module],
  ];
}

function limits(listener: ListenerModel, prefix: string): Properties {
  const { maxConnections, maxConnectionCreationRate } = listener.spec;
  return [
    ...(maxConnections === undefined
      ? []
      : ([[`${prefix}max.connections`, String(maxConnections)]] as const)),
    ...(maxConnectionCreationRate === undefined
      ? []
      : ([[`${prefix}max.connection.creation.rate`, String(maxConnectionCreationRate)]] as const)),
  ];
}

function authorization(cluster: ClusterModel, pool: PoolModel): Properties {
  if (!cluster.authorization.enabled) return [];
  return [
    ['authorizer.class.name', pool.mode.authorizer],
    ['super.users', cluster.authorization.superUsers.join(';')],
  ];
}

function storage(pool: PoolModel): Properties {
  const { volumes, metadataVolume } = pool.storage;
  const directory = (mountPath: string): string => `${mountPath}/kafka-log\${env:NODE_ID}`;
  return [
    ['log.dirs', volumes.map((volume) => directory(volume.mountPath)).join(',')],
    ...(metadataVolume === undefined || pool.mode.storageFormat !== 'kraft'
      ? []
      : ([['metadata.log.dir', directory(metadataVolume.mountPath)]] as const)),
  ];
}
