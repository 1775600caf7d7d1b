import type { ZooKeeperSpec } from '../spec/zookeeper-connection';

/** Where the metadata of a cluster is, and what follows from it. */
export interface ClusterMode {
  readonly name: 'kraft' | 'zooKeeper';
  /** For messages: `in KRaft mode`. */
  readonly words: string;
  readonly hasControllers: boolean;
  /** Who writes `meta.properties`: the start script, or the server itself. */
  readonly storageFormat: 'kraft' | 'none';
  readonly nodeIdKey: 'node.id' | 'broker.id';
  readonly authorizer: string;
  /** Broker settings of this mode where the library's default is not Kafka's. */
  readonly config: Readonly<Record<string, string>>;
}

const MODES: Readonly<Record<ClusterMode['name'], ClusterMode>> = {
  kraft: {
    name: 'kraft',
    words: 'in KRaft mode',
    hasControllers: true,
    storageFormat: 'kraft',
    nodeIdKey: 'node.id',
    authorizer: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    config: {
      // Kafka waits 9 s for a broker that says nothing; a killed one is replaced as leader this much sooner.
      'broker.session.timeout.ms': '5000',
      'broker.heartbeat.interval.ms': '1000',
    },
  },
  zooKeeper: {
    name: 'zooKeeper',
    words: 'on ZooKeeper',
    hasControllers: false,
    storageFormat: 'none',
    nodeIdKey: 'broker.id',
    authorizer: 'kafka.security.authorizer.AclAuthorizer',
    config: {
      // Kafka ends after as long as a session lasts when no server answers at its start, as at a cold start of both.
      'zookeeper.connection.timeout.ms': '180000',
      // By default 18 s.
      'zookeeper.session.timeout.ms': '6000',
      // By default three tries 5 s apart: a broker that stops while the controller moves stood still for as long.
      'controlled.shutdown.retry.backoff.ms': '500',
      'controlled.shutdown.max.retries': '30',
    },
  },
};

export const modeOf = (zooKeeper: ZooKeeperSpec | undefined): ClusterMode =>
  MODES[zooKeeper === undefined ? 'kraft' : 'zooKeeper'];
