import type { ClusterModel, ListenerModel, PoolModel } from '../../model/cluster-model';
import { discovering } from '../../model/listener-places';
import { listenerNodeServiceName, poolName } from '../../model/names';
import { expand } from '../../model/templates';
import { envFile } from './env-file';
import { ADDRESSES } from './paths';

/** Where clients are told to go, as server.properties says it. */
export interface Advertised {
  readonly host: string;
  readonly port: string;
}

type Part = keyof Advertised;

/** A port that is the same for all, not a sum over node ids. */
const isNumber = (port: string): boolean => /^\d+$/.test(port);

/** Whether server.properties, which all nodes of the pool share, cannot say it: each reads it from a file when it starts. */
function isReadAtStart(listener: ListenerModel, pool: PoolModel, part: Part): boolean {
  const { advertised } = listener;
  const cannotBeSaid = {
    host: advertised.host === undefined,
    port: advertised.port === undefined || !isNumber(advertised.port),
  };
  return (
    cannotBeSaid[part] || ownBrokers(listener, pool).some(({ own }) => own[part] !== undefined)
  );
}

const ownBrokers = ({ brokers }: ListenerModel, pool: PoolModel): ListenerModel['brokers'] =>
  brokers.filter(({ node }) => node.pool === pool.name);

/** Where a listener tells clients to go, as each node of the pool resolves it when it starts. */
export function advertised(listener: ListenerModel, pool: PoolModel): Advertised {
  const words = {
    nodeId: '${env:NODE_ID}',
    nodePodName: '${env:POD_NAME}',
    nodeName: '${env:NODE_NAME}',
    nodePool: pool.name,
  };
  const said = (part: Part): string =>
    isReadAtStart(listener, pool, part)
      ? `\${file:${ADDRESSES}:${listener.name}.${part}}`
      : expand(listener.advertised[part] ?? '', words);
  return { host: said('host'), port: said('port') };
}

const variable = (listener: ListenerModel, part: Part): string =>
  `ADVERTISED_${listener.name.toUpperCase()}_${part.toUpperCase()}`;

/** What a node needs to write that file: the Services to read from, and what was said. */
export function advertisedVariables(
  cluster: ClusterModel,
  pool: PoolModel,
): Readonly<Record<string, string>> {
  if (!pool.isBroker) return {};
  const found = discovering(cluster.listeners);
  const said = cluster.listeners.filter((listener) => isSaidAtStart(listener, pool));
  return {
    ...(found.length === 0
      ? {}
      : { ADDRESSES: found.map((listener) => serviceOf(cluster, pool, listener)).join(' ') }),
    ...(said.length === 0 ? {} : { ADVERTISED: said.map(({ name }) => name).join(' ') }),
    ...Object.fromEntries(said.flatMap((listener) => saidOfAll(listener, cluster, pool))),
  };
}

const PARTS: readonly Part[] = ['host', 'port'];

/** Read at start, and not all of it from a Service. */
const isSaidAtStart = (listener: ListenerModel, pool: PoolModel): boolean =>
  PARTS.some((part) => isReadAtStart(listener, pool, part)) &&
  (PARTS.some((part) => listener.advertised[part] !== undefined) ||
    ownBrokers(listener, pool).some(({ own }) => own.host !== undefined || own.port !== undefined));

function serviceOf(
  cluster: ClusterModel,
  pool: PoolModel,
  { name, kind, objectName }: ListenerModel,
): string {
  const node = { pool: pool.name, nodeId: '${NODE_ID}' };
  return `${name}=${kind.serviceType}:${listenerNodeServiceName(cluster.name, objectName, node)}`;
}

/** Templates, as the shell expands them. */
function saidOfAll(
  listener: ListenerModel,
  cluster: ClusterModel,
  pool: PoolModel,
): readonly (readonly [string, string])[] {
  const words = {
    nodeId: '${NODE_ID}',
    nodePodName: `${poolName(cluster.name, pool.name)}-\${NODE_ID}`,
    nodeName: '${NODE_NAME}',
    nodePool: pool.name,
  };
  const { host, port } = listener.advertised;
  const isSum = port !== undefined && !isNumber(port);
  return [
    [variable(listener, 'host'), expand(host ?? '', words)],
    [variable(listener, 'port'), isSum ? `$((${expand(port, words)}))` : (port ?? '')],
  ];
}

/** What was said of single brokers, a file for each: a change restarts that broker, and no other. */
export function ownFiles(cluster: ClusterModel, pool: PoolModel): Readonly<Record<string, string>> {
  const files = cluster.brokers.flatMap(({ nodeId, pool: its }) => {
    const said = cluster.listeners.flatMap((listener) => saidOfOne(listener, nodeId));
    return its !== pool.name || said.length === 0
      ? []
      : [[`node-${String(nodeId)}.env`, envFile(Object.fromEntries(said))] as const];
  });
  return Object.fromEntries(files);
}

function saidOfOne(
  listener: ListenerModel,
  nodeId: number,
): readonly (readonly [string, string])[] {
  const own = listener.brokers.find(({ node }) => node.nodeId === nodeId)?.own;
  return PARTS.flatMap((part) => {
    const value = own?.[part];
    return value === undefined ? [] : [[variable(listener, part), String(value)] as const];
  });
}
