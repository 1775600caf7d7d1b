import type { AclBinding } from '../spec/acl';
import type { QuotaEntity, ScramMechanismName } from '../spec/desired-state';

/** The answer of Kafka for one item of a request. */
export type ItemResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Kafka's name of the error: `TOPIC_ALREADY_EXISTS`. */
      readonly error: string;
      readonly message: string;
      /** Asks to be repeated: not controller, time-outs, throttling. */
      readonly retriable: boolean;
      /** How long to wait first, of THROTTLING_QUOTA_EXCEEDED. */
      readonly throttleMs: number;
    };

export interface BrokerDescription {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | undefined;
}

export interface ClusterDescription {
  readonly clusterId: string;
  readonly controllerId: number | undefined;
  readonly brokers: readonly BrokerDescription[];
}

export interface PartitionDescription {
  readonly partition: number;
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface TopicDescription {
  readonly name: string;
  /** KIP-516; undefined where the cluster has none. */
  readonly topicId: string | undefined;
  readonly internal: boolean;
  readonly partitions: readonly PartitionDescription[];
}

/** An override of a topic (source DYNAMIC_TOPIC_CONFIG); what comes from brokers and defaults is not asked for. */
export interface ConfigOverride {
  readonly name: string;
  /** Undefined when Kafka does not show it. */
  readonly value: string | undefined;
  readonly sensitive: boolean;
  readonly readOnly: boolean;
}

export interface ScramCredentialDescription {
  readonly user: string;
  readonly mechanism: ScramMechanismName;
  readonly iterations: number;
}

export interface QuotaDescription {
  readonly entity: QuotaEntity;
  readonly quotas: Readonly<Record<string, number>>;
}

export interface ReassignmentDescription {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Replicas by partition; undefined: the controller places them. */
  readonly assignment: readonly (readonly number[])[] | undefined;
  readonly config: Readonly<Record<string, string>>;
}

export interface ConfigAlteration {
  readonly resource: { readonly type: 'TOPIC' | 'BROKER'; readonly name: string };
  /** A value sets, `null` deletes. */
  readonly changes: Readonly<Record<string, string | null>>;
}

export interface ScramUpsertion {
  readonly user: string;
  readonly mechanism: ScramMechanismName;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly saltedPassword: Uint8Array;
}

export interface ScramDeletion {
  readonly user: string;
  readonly mechanism: ScramMechanismName;
}

export interface QuotaAlteration {
  readonly entity: QuotaEntity;
  /** A number sets, `null` deletes. */
  readonly changes: Readonly<Record<string, number | null>>;
}

/** `null` replicas cancel a reassignment that is under way. */
export interface Reassignment {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[] | null;
}

/**
 * What the engine asks of Kafka. One call is one request (or as many as its answer has pages), and results of writes
 * are in the order of the items. A call throws only when the request as a whole got no answer.
 */
export interface Admin {
  describeCluster(): Promise<ClusterDescription>;
  /** All topics, internal ones too; or just these, absent ones left out. */
  describeTopics(names?: readonly string[]): Promise<readonly TopicDescription[]>;
  describeTopicConfigs(
    names: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ConfigOverride[]>>;
  /** Effective values of a broker's configuration, of these keys. */
  describeBrokerConfigs(
    id: number,
    keys: readonly string[],
  ): Promise<Readonly<Record<string, string>>>;
  /** All of them. An empty list also when the cluster has no authorizer: `authorizer` tells. */
  describeAcls(): Promise<{ readonly authorizer: boolean; readonly acls: readonly AclBinding[] }>;
  describeScramCredentials(): Promise<readonly ScramCredentialDescription[]>;
  describeQuotas(): Promise<readonly QuotaDescription[]>;
  listReassignments(): Promise<readonly ReassignmentDescription[]>;

  createTopics(topics: readonly NewTopic[], validateOnly: boolean): Promise<readonly ItemResult[]>;
  createPartitions(
    counts: readonly { readonly topic: string; readonly totalCount: number }[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]>;
  alterConfigs(
    alterations: readonly ConfigAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]>;
  deleteTopics(names: readonly string[]): Promise<readonly ItemResult[]>;
  createAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]>;
  /** Exactly these, nothing else that a filter might match. */
  deleteAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]>;
  alterScramCredentials(
    upsertions: readonly ScramUpsertion[],
    deletions: readonly ScramDeletion[],
  ): Promise<readonly ItemResult[]>;
  alterQuotas(
    alterations: readonly QuotaAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]>;
  alterReassignments(reassignments: readonly Reassignment[]): Promise<readonly ItemResult[]>;
  close(): Promise<void>;
}
