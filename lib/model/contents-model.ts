import type { StreamsApplicationFacts } from '../acl';
import type { AclOrigin, WantedAcl } from '../spec/acl';
import type { ConnectorSpec, ConnectorStateName } from '../spec/connector';
import type { ContentsSpec } from '../spec/contents';
import type {
  DesiredState,
  PasswordSpec,
  QuotaEntity,
  ReconcilePolicy,
} from '../spec/desired-state';
import type { QuotaSpec } from '../spec/quota';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { TopicSpec } from '../spec/topic';
import type { PasswordSourceSpec, UserSpec } from '../spec/user';
import type { ClusterFacts } from './cluster-facts';

export interface TopicModel {
  readonly spec: TopicSpec;
  readonly name: string;
  readonly kubernetesName: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Sorted by key. */
  readonly config: Readonly<Record<string, string>>;
  /** What is in force: the topic's own, else the cluster's. */
  readonly minInsyncReplicas: number;
  readonly removal: 'retain' | 'delete';
  /** Ids of the Streams applications that read it, or whose own it is. */
  readonly streams: readonly string[];
}

export interface UserModel {
  readonly spec: UserSpec;
  readonly name: string;
  /** With its type. */
  readonly principal: string;
  /** Secret with the credentials, in Strimzi's layout as far as its maker can. */
  readonly secretName: string;
  readonly scram: ScramModel | undefined;
  readonly certificate: UserCertificateModel | undefined;
}

export interface ScramModel {
  readonly mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly iterations: number;
  readonly source: PasswordSourceSpec;
  readonly password: PasswordSpec;
  /** Length of a password that is made. */
  readonly length: number;
  readonly refreshSeconds: number;
}

export interface UserCertificateModel {
  readonly commonName: string;
  readonly validitySeconds: number;
  readonly renewBeforeSeconds: number;
}

export interface QuotaModel {
  readonly spec: QuotaSpec;
  readonly entity: QuotaEntity;
  readonly quotas: Readonly<Record<string, number>>;
  /** Whose prop it is: `quotas` of a user or of a quota. */
  readonly said: QuotaSpec['said'];
}

export interface ConnectorModel {
  readonly spec: ConnectorSpec;
  readonly name: string;
  readonly tasksMax: number;
  readonly state: ConnectorStateName;
  readonly maxRestarts: number;
  readonly removal: 'retain' | 'delete';
  /** Sorted, with name, class and tasks. */
  readonly config: Readonly<Record<string, string>>;
}

/** Topics, users, quotas and ACLs of a cluster with every default filled in. */
export interface ContentsModel {
  readonly spec: ContentsSpec;
  readonly cluster: ClusterFacts;
  readonly topics: readonly TopicModel[];
  readonly users: readonly UserModel[];
  readonly quotas: readonly QuotaModel[];
  /** Merged. */
  readonly acls: readonly WantedAcl[];
  readonly streamsApplications: readonly (StreamsApplicationFacts & {
    readonly origin: AclOrigin;
  })[];
  readonly connectors: readonly ConnectorModel[];
  readonly reconciler: ReconcilerSpec | undefined;
  readonly policy: ReconcilePolicy;
  readonly desired: DesiredState;
}
