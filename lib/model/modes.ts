import type { MigrationStep } from '../spec/migration';
import type { NodeRole } from '../spec/node-pool';
import type { ZooKeeperSpec } from '../spec/zookeeper-connection';

/** Where a node has its metadata, and what follows from it. */
export interface NodeMode {
  /** Whether it knows the controllers: is one, follows them, or has to tell them of itself. */
  readonly knowsControllers: boolean;
  readonly usesZooKeeper: boolean;
  /** Whether it takes part in a migration: `zookeeper.metadata.migration.enable`. */
  readonly migrates: boolean;
  /** Who writes `meta.properties`: the start script, or the server itself. */
  readonly storageFormat: 'kraft' | 'none';
  readonly nodeIdKey: 'node.id' | 'broker.id';
  readonly authorizer: string;
  /** Settings of topics that brokers in this mode refuse when they are `true`. */
  readonly refusedTopicConfig: readonly string[];
  /** Broker settings of this mode where the library's default is not Kafka's. */
  readonly config: Readonly<Record<string, string>>;
}

/** Where the metadata of a cluster is. */
export interface ClusterMode {
  readonly hasControllers: boolean;
  /** Whether pods of controllers run; a way back ends with their end. */
  readonly runsControllers: boolean;
  readonly nodes: Readonly<Record<NodeRole, NodeMode>>;
}

const KRAFT: NodeMode = {
  knowsControllers: true,
  usesZooKeeper: false,
  migrates: false,
  storageFormat: 'kraft',
  nodeIdKey: 'node.id',
  authorizer: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  refusedTopicConfig: [],
  config: {
    // Kafka waits 9 s for a broker that says nothing; a killed one is replaced as leader this much sooner.
    'broker.session.timeout.ms': '5000',
    'broker.heartbeat.interval.ms': '1000',
  },
};

const ZOOKEEPER: NodeMode = {
  knowsControllers: false,
  usesZooKeeper: true,
  migrates: false,
  storageFormat: 'none',
  nodeIdKey: 'broker.id',
  authorizer: 'kafka.security.authorizer.AclAuthorizer',
  // By `LogConfig.validate` of 3.9.
  refusedTopicConfig: ['remote.log.copy.disable', 'remote.log.delete.on.disable'],
  config: {
    // Kafka ends after as long as a session lasts when no server answers at its start, as at a cold start of both.
    'zookeeper.connection.timeout.ms': '180000',
    // By default 18 s, and as in KRaft mode here: a killed broker is replaced when its session has ended, which takes up to a tick more.
    'zookeeper.session.timeout.ms': '5000',
    // By default 10. The controller writes the state of each partition that a broker led, and their new leaders wait for all of them.
    'zookeeper.max.in.flight.requests': '100',
    // By default three tries 5 s apart: a broker that stops while the controller moves stood still for as long.
    'controlled.shutdown.retry.backoff.ms': '500',
    'controlled.shutdown.max.retries': '30',
  },
};

const BOTH = {
  knowsControllers: true,
  usesZooKeeper: true,
  migrates: true,
  config: { ...ZOOKEEPER.config, ...KRAFT.config },
};
const MIGRATING_CONTROLLER: NodeMode = { ...KRAFT, ...BOTH };
const MIGRATING_BROKER: NodeMode = { ...ZOOKEEPER, ...BOTH };

const mode = (controller: NodeMode, broker: NodeMode): ClusterMode => ({
  hasControllers: true,
  runsControllers: true,
  nodes: { controller, broker },
});

const KRAFT_ALONE = mode(KRAFT, KRAFT);
const ZOOKEEPER_ALONE: ClusterMode = {
  ...mode(ZOOKEEPER, ZOOKEEPER),
  hasControllers: false,
  runsControllers: false,
};

const STEPS: Readonly<Record<MigrationStep, ClusterMode>> = {
  provisionControllers: mode(MIGRATING_CONTROLLER, ZOOKEEPER),
  dualWrite: mode(MIGRATING_CONTROLLER, MIGRATING_BROKER),
  brokersToKRaft: mode(MIGRATING_CONTROLLER, KRAFT),
  finish: KRAFT_ALONE,
  rollBack: { ...mode(MIGRATING_CONTROLLER, MIGRATING_BROKER), runsControllers: false },
};

export function modeOf(
  zooKeeper: ZooKeeperSpec | undefined,
  migration: MigrationStep | undefined,
): ClusterMode {
  if (zooKeeper === undefined) return KRAFT_ALONE;
  return migration === undefined ? ZOOKEEPER_ALONE : STEPS[migration];
}

/** Of a pool. Nodes that are both have no part in a migration, and a rule says so. */
export const nodeModeOf = ({ nodes }: ClusterMode, roles: readonly NodeRole[]): NodeMode =>
  nodes[roles.includes('controller') ? 'controller' : 'broker'];
