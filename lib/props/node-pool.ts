import type { NodePoolSpec, NodeRole } from '../spec/node-pool';
import { callerOrigin } from './origin';
import type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from './pod-options';
import { jvmSpec, loggingSpec, podTemplateSpec, resourcesSpec } from './pod-options';
import type { Rack } from './rack';
import type { Storage } from './storage';

/** Options of a pool of nodes that are alike. */
export interface NodePoolOptions {
  /**
   * Name of the pool. The StatefulSet is called `<cluster>-<pool>` and the pods `<cluster>-<pool>-<node id>`, so a
   * pool that is renamed is a new pool.
   * @default - `controllers`, `brokers`, or `nodes` for combined ones
   */
  readonly name?: string;
  /** Number of nodes. */
  readonly replicas: number;
  /**
   * Node id of the first node; the others follow without a gap. An id belongs to a disk: it is never given to another node.
   * @default - 0 for controllers and combined nodes, 100 for brokers
   */
  readonly firstNodeId?: number;
  /**
   * Storage of each node.
   * @default - ephemeral, with a warning
   */
  readonly storage?: Storage;
  /**
   * CPU and memory.
   * @default - those of the cluster, else by role
   */
  readonly resources?: ResourceOptions;
  /**
   * Options of the Java virtual machine, laid over those of the cluster.
   * @default - those of the cluster
   */
  readonly jvm?: JvmOptions;
  /**
   * Log levels, laid over those of the cluster.
   * @default - those of the cluster
   */
  readonly logging?: LoggingOptions;
  /**
   * Kafka configuration of this pool, laid over that of the cluster. Checked like the cluster's.
   * @default - that of the cluster
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * What is added to the pods, after what the cluster adds.
   * @default - what the cluster adds
   */
  readonly podTemplate?: PodTemplateOptions;
}

/** Options of a pool with brokers. */
export interface BrokerPoolOptions extends NodePoolOptions {
  /**
   * Rack of the brokers (`broker.rack`), over which Kafka spreads replicas.
   * @default - none
   */
  readonly rack?: Rack;
}

/** A pool of nodes that are alike; becomes one StatefulSet. */
export class NodePool {
  /** Nodes that hold the metadata quorum (KRaft) and nothing else. */
  public static controllers(options: NodePoolOptions): NodePool {
    return new NodePool(poolSpec(['controller'], options));
  }

  /** Nodes that hold data and serve clients. */
  public static brokers(options: BrokerPoolOptions): NodePool {
    return new NodePool(poolSpec(['broker'], options));
  }

  /** Nodes that are both: for development and small clusters. */
  public static combined(options: BrokerPoolOptions): NodePool {
    return new NodePool(poolSpec(['controller', 'broker'], options));
  }

  private constructor(private readonly spec: NodePoolSpec) {}

  /** @internal */
  public _toSpec(): NodePoolSpec {
    return this.spec;
  }
}

function poolSpec(roles: readonly NodeRole[], options: BrokerPoolOptions): NodePoolSpec {
  return {
    name: options.name,
    roles,
    replicas: options.replicas,
    firstNodeId: options.firstNodeId,
    storage: options.storage?._toSpec(),
    resources: options.resources && resourcesSpec(options.resources),
    jvm: options.jvm && jvmSpec(options.jvm),
    logging: options.logging && loggingSpec(options.logging),
    rack: options.rack?._toSpec(),
    config: options.config ?? {},
    podTemplate: options.podTemplate && podTemplateSpec(options.podTemplate),
    origin: callerOrigin(),
  };
}
