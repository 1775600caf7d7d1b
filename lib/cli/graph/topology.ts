import type { Manifest } from '../../manifest/manifest';
import type { Drawing, Link, Shape } from './drawing';
import { listenersOf, poolsOf, workloadsOf } from './objects';
import type { ClusterPlace, Listener, Pool, Workload } from './objects';

const poolKey = (name: string): string => `pool ${name}`;
const listenerKey = (port: number): string => `port ${String(port)}`;
const workloadKey = ({ kind, name }: Workload): string => `${kind} ${name}`;

/** What runs where, and by which way it is reached, as far as the manifests say. */
export function topologyDrawing(manifests: readonly Manifest[], place: ClusterPlace): Drawing {
  const pools = poolsOf(manifests, place);
  const listeners = listenersOf(manifests, place);
  const clients = workloadsOf(manifests).filter(({ servers }) =>
    listeners.some(({ port, hosts }) => isServer(servers, hosts, port)),
  );
  return {
    title: `Topology: ${place.cluster}`,
    shapes: [
      ...clients.map(workloadShape),
      ...listeners.map(listenerShape),
      ...pools.map(poolShape),
    ],
    links: [
      ...clients.flatMap((client) => clientLinks(client, listeners)),
      ...listeners.flatMap((listener) => listenerLinks(listener, pools)),
      ...quorumLinks(pools),
    ],
  };
}

const isServer = (servers: string, hosts: readonly string[], port: number): boolean =>
  servers.split(',').some((server) => {
    const [host = '', said] = server.split(':');
    // With and without the domain of the cluster.
    const isHost = hosts.some((one) => one === host || one.startsWith(`${host}.`));
    return isHost && Number(said) === port;
  });

const poolShape = ({ name, nodes, roles, version, image, sizes }: Pool): Shape => ({
  key: poolKey(name),
  label: [name, `${String(nodes)} × ${roles.join(' + ')}`, ...sizes].join('\n'),
  look: 'pool',
  details: [`StatefulSet ${name}`, ...(version === '' ? [] : [`Kafka ${version}`]), image],
});

const listenerShape = ({ name, port, ways }: Listener): Shape => ({
  key: listenerKey(port),
  label: `${name}\n:${String(port)}`,
  look: 'listener',
  details: ways,
});

const workloadShape = (workload: Workload): Shape => ({
  key: workloadKey(workload),
  label: `${workload.name}\n${workload.kind}`,
  look: 'workload',
  details: workload.images,
});

function clientLinks(client: Workload, listeners: readonly Listener[]): readonly Link[] {
  return listeners
    .filter(({ hosts, port }) => isServer(client.servers, hosts, port))
    .map(({ port }) => ({
      from: workloadKey(client),
      to: listenerKey(port),
      label: client.user,
      look: 'connection' as const,
      details: [`connects to ${client.servers}`],
    }));
}

/** Who is behind a port: the pools whose pods have it. */
const listenerLinks = ({ name, port }: Listener, pools: readonly Pool[]): readonly Link[] =>
  pools
    .filter(({ ports }) => ports.includes(name))
    .map((pool) => ({
      from: listenerKey(port),
      to: poolKey(pool.name),
      label: '',
      look: 'connection' as const,
      details: [],
    }));

function quorumLinks(pools: readonly Pool[]): readonly Link[] {
  const isControlling = ({ roles }: Pool): boolean => !roles.every((role) => role === 'broker');
  const controllers = pools.filter(isControlling);
  const others = pools.filter((pool) => !isControlling(pool));
  return controllers.flatMap((controller) =>
    others.map((other) => ({
      from: poolKey(controller.name),
      to: poolKey(other.name),
      label: 'metadata',
      look: 'member' as const,
      details: [],
    })),
  );
}
