import type { ClusterSpec } from '../spec/cluster';
import type { Said } from '../spec/said';
import { deepFreeze } from '../util/freeze';
import type { Authorization } from './authorization';
import type { Certificates } from './certificates';
import type { KafkaImage } from './kafka-image';
import type { KafkaVersion } from './generated/kafka-version';
import type { Listener } from './listener';
import type { Metrics } from './metrics';
import type { NodePool } from './node-pool';
import type { Platform } from './platform';
import type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from './pod-options';
import { jvmSpec, loggingSpec, podTemplateSpec, resourcesSpec } from './pod-options';
import type { Quorum } from './quorum';
import type { Reconciler } from './reconciler';
import type { RollingOptions } from './rolling';
import { rollingSpec } from './rolling';
import type { IZooKeeper } from './zookeeper';
import type { ZooKeeperMigration } from './zookeeper-migration';

/** A Kafka cluster. */
export interface KafkaClusterProps {
  /**
   * Name of the cluster, the beginning of the names of all its objects.
   * @default - the id of the construct
   */
  readonly clusterName?: string;
  /**
   * Version of Kafka.
   * @default - the newest supported, `KafkaVersion.DEFAULT`
   */
  readonly version?: KafkaVersion;
  /** Groups of nodes that are alike, each a StatefulSet. */
  readonly nodePools: NodePool[];
  /**
   * Ports for clients. What nodes need among themselves (9090, 9091) is always there, always mTLS.
   * @default - one internal TLS listener on 9093, clients by certificate
   */
  readonly listeners?: Listener[];
  /**
   * Who may do what.
   * @default - by ACL when a listener authenticates its clients, else nobody is asked
   */
  readonly authorization?: Authorization;
  /**
   * Who makes the certificates.
   * @default - cert-manager, from a CA of the cluster's own
   */
  readonly certificates?: Certificates;
  /**
   * The kind of Kubernetes.
   * @default - Platform.KUBERNETES
   */
  readonly platform?: Platform;
  /**
   * Domain of the Kubernetes cluster. The nodes call each other by whole names (`<pod>.<service>.<namespace>.svc.<domain>`),
   * which take one question to DNS instead of one for each search domain.
   * @default - cluster.local
   */
  readonly clusterDomain?: string;
  /**
   * The image with Kafka.
   * @default - KafkaImage.apacheKafka()
   */
  readonly image?: KafkaImage;
  /**
   * How the controllers know each other.
   * @default - dynamic where controllers join by themselves (Kafka 4.2 on), else a fixed list
   */
  readonly quorum?: Quorum;
  /**
   * The ZooKeeper ensemble that holds the metadata, for Kafka 3.9: then there are pools of brokers alone, until a `migration`.
   * @default - none, the cluster has controllers of its own (KRaft)
   */
  readonly zooKeeper?: IZooKeeper;
  /**
   * Path of the cluster in ZooKeeper; `/` for the root, where Strimzi's clusters are.
   * @default - `/<name of the cluster>` on an ensemble of this program, else what the connect string says
   */
  readonly zooKeeperChroot?: string;
  /**
   * The step of the way from `zooKeeper` to KRaft that is to be taken.
   * @default - none, the metadata stays where it is
   */
  readonly migration?: ZooKeeperMigration;
  /**
   * How nodes stop.
   * @default - wait 5 minutes at most until it is safe, then 2 minutes for the shutdown
   */
  readonly rolling?: RollingOptions;
  /**
   * Kafka's broker configuration, in Kafka's keys. Checked against the options of the version; a key that another
   * prop owns is refused with the name of that prop.
   * @default - replication factors for the number of brokers, no automatic creation of topics
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * Prefixes of configuration keys that belong to a plugin and not to Kafka, for example `rsm.config.`.
   * @default - none
   */
  readonly additionalConfigPrefixes?: string[];
  /**
   * CPU and memory of each node whose pool says nothing else.
   * @default - by role
   */
  readonly resources?: ResourceOptions;
  /**
   * Options of the Java virtual machines.
   * @default - heap of half of the memory, 6 GiB at most
   */
  readonly jvm?: JvmOptions;
  /**
   * Log levels.
   * @default - INFO
   */
  readonly logging?: LoggingOptions;
  /**
   * How metrics come to Prometheus.
   * @default - no metrics
   */
  readonly metrics?: Metrics;
  /**
   * What is added to all pods.
   * @default - nothing
   */
  readonly podTemplate?: PodTemplateOptions;
  /**
   * Pods that may reach the port between brokers for administration, by the nodes' certificate
   * (networking.k8s.io/v1 NetworkPolicyPeer).
   * @default - none besides the nodes
   */
  readonly adminPeers?: { readonly [field: string]: unknown }[];
  /**
   * How topics, users, quotas and ACLs of the program get into the cluster.
   * @default - with the first of them a Job for each change, and a CronJob that reports drift
   */
  readonly reconciler?: Reconciler;
  /**
   * Id of the cluster, 22 characters of base64url. Give it to take over disks that were formatted elsewhere.
   * @default - derived from namespace and name; on ZooKeeper chosen by Kafka at its first start
   */
  readonly clusterId?: string;
}

/** The place of a cluster in the user's program. */
export interface ClusterPlace {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly said: Said;
}

export function clusterSpec(props: KafkaClusterProps, place: ClusterPlace): ClusterSpec {
  return deepFreeze({
    name: props.clusterName ?? place.name,
    namespace: place.namespace,
    clusterDomain: props.clusterDomain,
    version: props.version?.version,
    clusterId: props.clusterId,
    nodePools: props.nodePools.map((pool) => pool._toSpec()),
    listeners: props.listeners?.map((listener) => listener._toSpec()),
    authorization: props.authorization?._toSpec(),
    certificates: props.certificates?._toSpec(),
    platform: props.platform?._toSpec(),
    image: props.image?._toSpec(),
    quorum: props.quorum?._toSpec(),
    zooKeeper: props.zooKeeper?.connection._toSpec(),
    zooKeeperChroot: props.zooKeeperChroot,
    migration: props.migration?._toSpec(),
    rolling: props.rolling && rollingSpec(props.rolling),
    config: props.config ?? {},
    additionalConfigPrefixes: props.additionalConfigPrefixes ?? [],
    resources: props.resources && resourcesSpec(props.resources),
    jvm: props.jvm && jvmSpec(props.jvm),
    logging: props.logging && loggingSpec(props.logging),
    metrics: props.metrics?._toSpec(),
    podTemplate: props.podTemplate && podTemplateSpec(props.podTemplate),
    adminPeers: props.adminPeers ?? [],
    said: place.said,
  });
}
