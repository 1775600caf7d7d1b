import type { NodePoolSpec, NodeRole } from '../spec/node-pool';
import { podNameOf } from './names';

/** One node: the currency between pools, listeners and configuration. */
export interface NodeRef {
  readonly nodeId: number;
  readonly pool: string;
  readonly podName: string;
  readonly roles: readonly NodeRole[];
}

export interface PoolIds {
  readonly name: string;
  readonly firstNodeId: number;
}

/**
 * Name and first node id of a pool that says neither. They depend on the pool's roles alone, never on the other pools
 * or their order: an id belongs to a disk, so editing one pool must not move the nodes of another. Two pools of the
 * same roles therefore have to say their first id, and a rule asks for it.
 */
const DEFAULTS: Readonly<Record<string, PoolIds>> = {
  controller: { name: 'controllers', firstNodeId: 0 },
  broker: { name: 'brokers', firstNodeId: 100 },
  'controller,broker': { name: 'nodes', firstNodeId: 0 },
};

const NO_ROLES: PoolIds = { name: 'nodes', firstNodeId: 0 };

export function rolesKey(roles: readonly NodeRole[]): string {
  const order: readonly NodeRole[] = ['controller', 'broker'];
  return order.filter((role) => roles.includes(role)).join(',');
}

export function poolIdsOf(pool: Pick<NodePoolSpec, 'name' | 'firstNodeId' | 'roles'>): PoolIds {
  const defaults = DEFAULTS[rolesKey(pool.roles)] ?? NO_ROLES;
  return {
    name: pool.name ?? defaults.name,
    firstNodeId: pool.firstNodeId ?? defaults.firstNodeId,
  };
}

/** More than this is no cluster but a slip of the keyboard; a rule says so, and rendering stays bounded. */
export const MAX_POOL_REPLICAS = 1000;

export function nodesOf(
  cluster: string,
  ids: PoolIds,
  pool: Pick<NodePoolSpec, 'replicas' | 'roles'>,
): readonly NodeRef[] {
  const wanted = Number.isInteger(pool.replicas) ? pool.replicas : 0;
  const count = Math.min(Math.max(wanted, 0), MAX_POOL_REPLICAS);
  return Array.from({ length: count }, (_, index) => {
    const nodeId = ids.firstNodeId + index;
    return {
      nodeId,
      pool: ids.name,
      podName: podNameOf(cluster, ids.name, nodeId),
      roles: pool.roles,
    };
  });
}
