import type { CertificatesSpec } from './certificates';
import type { ListenerSpec } from './listener';
import type { MetricsSpec } from './metrics';
import type { MigrationStep } from './migration';
import type { JvmSpec, LoggingSpec, NodePoolSpec, ResourcesSpec } from './node-pool';
import type { KubernetesObject, PodTemplateSpec } from './pod-template';
import type { Said } from './said';
import type { ZooKeeperSpec } from './zookeeper-connection';

export type AuthorizationSpec =
  { readonly kind: 'none' } | { readonly kind: 'acl'; readonly superUsers: readonly string[] };

export type PlatformSpec =
  | { readonly kind: 'kubernetes' }
  | { readonly kind: 'openshift'; readonly appsDomain: string | undefined };

export type ImageProfileName = 'apache' | 'strimzi' | 'amqStreams' | 'confluent';

export interface ImageSpec {
  readonly profile: ImageProfileName;
  /** The whole reference; undefined: the profile's own for the Kafka version. */
  readonly image: string | undefined;
  readonly pullPolicy: string | undefined;
}

export interface QuorumSpec {
  readonly kind: 'static' | 'dynamic';
  /** Node ids of the founding controllers of a dynamic quorum; undefined: all there are. */
  readonly initialControllers: readonly number[] | undefined;
}

export interface RollingSpec {
  readonly maxWaitSeconds: number | undefined;
  readonly shutdownSeconds: number | undefined;
  readonly warmUpSeconds: number | undefined;
}

/** What the user said about a cluster: plain data without defaults. */
export interface ClusterSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly clusterDomain: string | undefined;
  readonly version: string | undefined;
  readonly clusterId: string | undefined;
  readonly nodePools: readonly NodePoolSpec[];
  readonly listeners: readonly ListenerSpec[] | undefined;
  readonly authorization: AuthorizationSpec | undefined;
  readonly certificates: CertificatesSpec | undefined;
  readonly platform: PlatformSpec | undefined;
  readonly image: ImageSpec | undefined;
  readonly quorum: QuorumSpec | undefined;
  /** Undefined: the cluster has controllers of its own. */
  readonly zooKeeper: ZooKeeperSpec | undefined;
  readonly zooKeeperChroot: string | undefined;
  /** Undefined: the metadata stays where it is. */
  readonly migration: MigrationStep | undefined;
  readonly rolling: RollingSpec | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly additionalConfigPrefixes: readonly string[];
  readonly resources: ResourcesSpec | undefined;
  readonly jvm: JvmSpec | undefined;
  readonly logging: LoggingSpec | undefined;
  readonly metrics: MetricsSpec | undefined;
  readonly podTemplate: PodTemplateSpec | undefined;
  /** NetworkPolicyPeers that may reach the port between brokers, besides the nodes themselves. */
  readonly adminPeers: readonly KubernetesObject[];
  readonly said: Said;
}
