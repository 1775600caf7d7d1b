import type { WantedAcl } from './acl';
import type { RestAccessSpec } from './connect-rest';
import type { ConnectorOffsetsSpec, ConnectorStateName } from './connector';

export type ScramMechanismName = 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

/** Where a password comes from; never the password. */
export type PasswordSpec =
  /** A key of a Secret that somebody else fills: by hand, ExternalSecrets, SealedSecrets. */
  | { readonly kind: 'secret'; readonly secretName: string; readonly key: string }
  /**
   * Made once by the reconciler and put into the Secret (keys `password`, `sasl.jaas.config`), which is in the manifests
   * without data.
   */
  | { readonly kind: 'generated'; readonly secretName: string; readonly length: number };

/** Whether something is left as it is for the time being; what differs is shown. Undefined: it is not. */
export type Paused = true | undefined;

export interface DesiredTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Kafka's keys, sorted. */
  readonly config: Readonly<Record<string, string>>;
  /** What happens when the topic leaves the program. */
  readonly removal: 'retain' | 'delete';
  /** Ids of the Streams applications that read it, or whose own it is; undefined: there are none. */
  readonly streams: readonly string[] | undefined;
  readonly paused: Paused;
  readonly path: string;
  readonly origin: string | undefined;
}

/** A SCRAM user. Users of other kinds need no record in Kafka: their ACLs and quotas are all there is. */
export interface DesiredUser {
  /** Name of the SCRAM user, without type. */
  readonly name: string;
  readonly mechanism: ScramMechanismName;
  readonly iterations: number;
  readonly password: PasswordSpec;
  readonly paused: Paused;
  readonly path: string;
  readonly origin: string | undefined;
}

/** Kafka's entity of a quota: a part is a name, `null` its default, or absent. */
export interface QuotaEntity {
  readonly user?: string | null;
  readonly 'client-id'?: string | null;
  readonly ip?: string | null;
}

export interface DesiredQuota {
  readonly entity: QuotaEntity;
  /** Kafka's keys (`producer_byte_rate`, ...), sorted. */
  readonly quotas: Readonly<Record<string, number>>;
  readonly paused: Paused;
  readonly path: string;
  readonly origin: string | undefined;
}

/** A connector as Connect's REST API has it, and what becomes of it. */
export interface DesiredConnector {
  readonly name: string;
  /** All of its configuration, its name and class included, sorted. */
  readonly config: Readonly<Record<string, string>>;
  readonly state: ConnectorStateName;
  /** How often failed tasks are started anew before somebody has to look. */
  readonly maxRestarts: number;
  /** What happens when the connector leaves the program. Its offsets stay. */
  readonly removal: 'retain' | 'delete';
  /** Undefined: it goes on where it was. */
  readonly offsets: ConnectorOffsetsSpec | undefined;
  readonly path: string;
  readonly origin: string | undefined;
}

/** The connectors of a group of workers. */
export interface DesiredConnect {
  readonly name: string;
  /** `http://etl-connect-api.kafka.svc:8083`. */
  readonly restUrl: string;
  /** Undefined: whoever reaches it needs nothing. */
  readonly access: RestAccessSpec | undefined;
  readonly connectors: readonly DesiredConnector[];
}

/** What may be done to what the live cluster has and the program has not, any more. */
export type PruneScope = 'never' | 'acls' | 'aclsAndUsers' | 'all';

/** A rule of the safety table that is set aside, by name and with a reason. */
export interface Waiver {
  readonly rule: string;
  /** `topic:orders.v1`, `acl:User:billing`, or `*`. */
  readonly subject: string;
  readonly reason: string;
}

export interface ReconcilePolicy {
  readonly prune: PruneScope;
  /** Per kind of field: what drift does. */
  readonly drift: {
    readonly topics: DriftPolicy;
    readonly users: DriftPolicy;
    readonly quotas: DriftPolicy;
    readonly acls: DriftPolicy;
  };
  /** Overrides of a managed topic that the program does not name. */
  readonly unknownTopicConfig: 'keep' | 'prune';
  /** At most so many deletions in one run, of all kinds together. */
  readonly maxDeletes: number;
  readonly waivers: readonly Waiver[];
  /** Principals whose ACLs are left as they are for the time being; undefined: nobody's. */
  readonly pausedPrincipals: readonly string[] | undefined;
  /** Bytes a second of replicas that move for a new replication factor. */
  readonly reassignmentThrottle: number;
}

export type DriftPolicy = 'revert' | 'adopt' | 'ignore';

/** What the reconciler will make true: plain data in Kafka's spellings, each list sorted. */
export interface DesiredState {
  readonly version: 1;
  readonly cluster: {
    readonly name: string;
    /** The id that the live cluster must have; undefined: the first one seen is remembered. */
    readonly clusterId: string | undefined;
    /** Fewer brokers than this in the live view stop every deletion. */
    readonly expectedBrokers: number;
  };
  readonly topics: readonly DesiredTopic[];
  readonly users: readonly DesiredUser[];
  readonly quotas: readonly DesiredQuota[];
  readonly acls: readonly WantedAcl[];
  /** Undefined: the program has no Connect workers. */
  readonly connect: readonly DesiredConnect[] | undefined;
  readonly policy: ReconcilePolicy;
}
