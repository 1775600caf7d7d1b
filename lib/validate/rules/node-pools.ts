import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import { MAX_POOL_REPLICAS } from '../../model/node-ids';
import type { NodeRef } from '../../model/node-ids';
import type { Rule } from '../rule';
import { isLabelKey } from './kubernetes-names';
import { isWhole, MAX_INT, named, NONE, ofCluster, ofPools, quoted, repeats } from './support';

type ClusterRule = Rule<ClusterModel>;

/** Voters beyond which more of them only make each write of metadata slower. */
const MANY_CONTROLLERS = 7;
const MANY_COMBINED = 3;

export const poolsMissing: ClusterRule = {
  code: 'PoolsMissing',
  severity: 'error',
  why: 'A cluster without nodes is none.',
  check: ofCluster(({ pools }) =>
    pools.length > 0
      ? NONE
      : [
          {
            prop: 'nodePools',
            message: 'there are no node pools; a cluster needs controllers and brokers',
            fix: 'add NodePool.controllers() and NodePool.brokers(), or NodePool.combined()',
          },
        ],
  ),
};

export const controllersMissing: ClusterRule = {
  code: 'ControllersMissing',
  severity: 'error',
  why: 'Without controllers there is no metadata, and no broker starts.',
  check: ofCluster(({ pools, mode }) =>
    pools.length === 0 || !mode.hasControllers || pools.some((pool) => pool.isController)
      ? NONE
      : [
          {
            prop: 'nodePools',
            message: 'no node pool has controllers',
            fix: 'add NodePool.controllers({ replicas: 3 })',
          },
        ],
  ),
};

export const brokersMissing: ClusterRule = {
  code: 'BrokersMissing',
  severity: 'error',
  why: 'Clients talk to brokers alone.',
  check: ofCluster(({ pools, mode }) =>
    pools.length === 0 || !mode.hasControllers || pools.some((pool) => pool.isBroker)
      ? NONE
      : [
          {
            prop: 'nodePools',
            message: 'no node pool has brokers',
            fix: 'add NodePool.brokers({ replicas: 3 })',
          },
        ],
  ),
};

export const poolReplicas: ClusterRule = {
  code: 'PoolReplicas',
  severity: 'error',
  why: `A pool has nodes or is not there: one that was scaled to nothing would still hold its ids and disks. More than ${String(MAX_POOL_REPLICAS)} are taken for a slip of the keyboard.`,
  check: ofPools((pool) =>
    isWhole(pool.spec.replicas, 1, MAX_POOL_REPLICAS)
      ? NONE
      : [
          {
            prop: 'replicas',
            message: `${named(pool)} has ${String(pool.spec.replicas)} replicas; allowed are whole numbers from 1 to ${String(MAX_POOL_REPLICAS)}`,
            fix: 'set the number of nodes, or remove the pool',
          },
        ],
  ),
};

export const poolNameUnique: ClusterRule = {
  code: 'PoolNameUnique',
  severity: 'error',
  why: 'The name of a pool is the name of its StatefulSet and its ConfigMap.',
  check: (cluster) =>
    repeats(cluster.pools, (pool) => pool.name).map(({ member, index, first }) => ({
      prop: `nodePools[${String(index)}].name`,
      message: `${poolWithPlace(cluster, member)} has the name of ${poolWithPlace(cluster, first)}`,
      fix: 'give one of them another name',
      origin: member.spec.origin,
    })),
};

function poolWithPlace(cluster: ClusterModel, pool: PoolModel): string {
  return `${named(pool)} (nodePools[${String(cluster.pools.indexOf(pool))}])`;
}

export const poolFirstNodeId: ClusterRule = {
  code: 'PoolFirstNodeId',
  severity: 'error',
  why: 'Node ids are Java ints, and the ordinals of pods.',
  check: ofPools((pool) => {
    const most = MAX_INT - Math.max(0, pool.nodes.length - 1);
    if (isWhole(pool.firstNodeId, 0, most)) return NONE;
    return [
      {
        prop: 'firstNodeId',
        message: `${named(pool)} begins with node id ${String(pool.firstNodeId)}; allowed are whole numbers from 0 to ${String(most)}`,
        fix: 'set firstNodeId to such a number, or leave it out',
      },
    ];
  }),
};

export const nodeIdUnique: ClusterRule = {
  code: 'NodeIdUnique',
  severity: 'error',
  why: 'Two nodes with one id cannot live in one cluster: each would take the place of the other.',
  check: (cluster) =>
    cluster.pools.flatMap((pool, index) => {
      const other = cluster.pools.slice(0, index).find((before) => overlap(before, pool));
      if (other === undefined) return [];
      return [
        {
          prop: `nodePools[${String(index)}].firstNodeId`,
          message: `${named(pool)} has node ids ${rangeOf(pool.nodes)}, some of them those of ${named(other)} (${rangeOf(other.nodes)})`,
          fix: `set firstNodeId of ${named(pool)} to ${String(freeId(cluster))} or another id that leaves ${named(other)} room to grow`,
          origin: pool.spec.origin,
        },
      ];
    }),
};

function overlap(one: PoolModel, other: PoolModel): boolean {
  return (
    one.firstNodeId < other.firstNodeId + other.nodes.length &&
    other.firstNodeId < one.firstNodeId + one.nodes.length
  );
}

function rangeOf(nodes: readonly NodeRef[]): string {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return 'none';
  return first === last
    ? String(first.nodeId)
    : `${String(first.nodeId)} to ${String(last.nodeId)}`;
}

/** The next hundred behind all ids. */
function freeId(cluster: ClusterModel): number {
  const highest = cluster.nodes.reduce((most, node) => Math.max(most, node.nodeId), 0);
  return (Math.floor(highest / 100) + 1) * 100;
}

export const controllersEven: ClusterRule = {
  code: 'ControllersEven',
  severity: 'warning',
  why: 'A majority decides: of four controllers one may be lost as of three, and of two none.',
  check: ofCluster(({ controllers }) => {
    const count = controllers.length;
    if (count === 0 || count % 2 === 1) return NONE;
    return [
      {
        prop: 'nodePools',
        message: `there are ${String(count)} controllers, of which no more may be lost than of ${String(count - 1)}`,
        fix: `use ${String(count - 1)} or ${String(count + 1)} controllers`,
      },
    ];
  }),
};

export const controllersMany: ClusterRule = {
  code: 'ControllersMany',
  severity: 'warning',
  why: 'Each write of metadata waits for a majority of the controllers; seven bear the loss of three.',
  check: ofCluster(({ controllers }) =>
    controllers.length <= MANY_CONTROLLERS
      ? NONE
      : [
          {
            prop: 'nodePools',
            message: `there are ${String(controllers.length)} controllers; more than ${String(MANY_CONTROLLERS)} make writes of metadata slower and no safer`,
            fix: 'use 3 or 5 controllers, and pools of brokers alone',
          },
        ],
  ),
};

export const combinedMany: ClusterRule = {
  code: 'CombinedNodesMany',
  severity: 'warning',
  why: 'In combined nodes the load of the brokers slows the controllers down, and the two cannot be scaled or rolled apart. Kafka advises against them in production.',
  check: ofCluster(({ pools }) => {
    const combined = pools.filter((pool) => pool.isController && pool.isBroker);
    const count = combined.reduce((sum, pool) => sum + pool.nodes.length, 0);
    if (count <= MANY_COMBINED) return NONE;
    return [
      {
        prop: 'nodePools',
        message: `${String(count)} nodes are controllers and brokers in one; more than ${String(MANY_COMBINED)} should not be`,
        fix: 'use NodePool.controllers({ replicas: 3 }) beside NodePool.brokers()',
      },
    ];
  }),
};

export const rackForm: ClusterRule = {
  code: 'RackForm',
  severity: 'error',
  why: "The rack is a line of Kafka's configuration; the label is read by Kubernetes.",
  check: ofPools((pool) => {
    const { rack } = pool;
    if (rack === undefined) return NONE;
    if (rack.kind === 'podLabel') {
      if (isLabelKey(rack.label)) return NONE;
      return [
        {
          prop: 'rack',
          message: `${named(pool)} takes its rack from the label ${quoted(rack.label)}, which is no key of a label`,
          fix: "use a key such as 'topology.kubernetes.io/zone'",
        },
      ];
    }
    if (/^[^\s${}\\]([^\r\n${}\\]*[^\s${}\\])?$/.test(rack.rack)) return NONE;
    return [
      {
        prop: 'rack',
        message: `${named(pool)} has the rack ${quoted(rack.rack)}; allowed is one line of text without $, {, } and \\`,
        fix: "use the name of a zone, such as 'eu-central-1a'",
      },
    ];
  }),
};

export const rackMissing: ClusterRule = {
  code: 'RackMissing',
  severity: 'warning',
  why: 'Kafka spreads replicas over racks only if all brokers have one.',
  check: ofPools((pool, cluster) => {
    if (!pool.isBroker || pool.rack !== undefined) return NONE;
    const other = cluster.pools.find((one) => one.isBroker && one.rack !== undefined);
    if (other === undefined) return NONE;
    return [
      {
        prop: 'rack',
        message: `${named(pool)} has no rack, but ${named(other)} has one: Kafka spreads no replicas then`,
        fix: 'give all pools of brokers a rack, or none',
      },
    ];
  }),
};

export const rackMixed: ClusterRule = {
  code: 'RackMixed',
  severity: 'warning',
  why: 'A rack that is written down and one that comes from a label may be two names for one zone.',
  check: ofPools((pool, cluster) => {
    const [first] = cluster.pools.flatMap((one) => (one.isBroker && one.rack ? [one] : []));
    if (!pool.isBroker || pool.rack === undefined || first?.rack === undefined) return NONE;
    if (pool.rack.kind === first.rack.kind) return NONE;
    return [
      {
        prop: 'rack',
        message: `${named(pool)} takes its rack from ${sourceOf(pool.rack.kind)}, ${named(first)} from ${sourceOf(first.rack.kind)}`,
        fix: 'use Rack.of() in all pools, or Rack.podLabel() in all',
      },
    ];
  }),
};

const sourceOf = (kind: 'literal' | 'podLabel'): string =>
  kind === 'literal' ? 'the program' : 'a label';

export const NODE_POOL_RULES: readonly ClusterRule[] = [
  poolsMissing,
  controllersMissing,
  brokersMissing,
  poolReplicas,
  poolNameUnique,
  poolFirstNodeId,
  nodeIdUnique,
  controllersEven,
  controllersMany,
  combinedMany,
  rackForm,
  rackMissing,
  rackMixed,
];
