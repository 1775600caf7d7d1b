import type { Duration } from 'cdk8s';
import type { ConnectSpec, InternalTopicsSpec } from '../spec/connect';
import type { Said } from '../spec/said';
import { deepFreeze } from '../util/freeze';
import type { ClientAuthentication, ClientTls } from './client-connection';
import type { ConnectBuild, MountedPlugin } from './connect-build';
import type { ConnectRest } from './connect-rest';
import type { KafkaVersion } from './generated/kafka-version';
import type { IKafkaGrantee } from './grantee';
import type { KafkaImage } from './kafka-image';
import type { Platform } from './platform';
import type { Metrics } from './metrics';
import type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from './pod-options';
import { jvmSpec, loggingSpec, podTemplateSpec, resourcesSpec } from './pod-options';
import type { Rack } from './rack';
import { secondsOf } from './units';

/** Whether source connectors may write each record exactly once (KIP-618). */
export enum ExactlyOnceSources {
  /** They may not. */
  DISABLED = 'disabled',
  /** They may not yet: what all workers are before any is enabled. */
  PREPARING = 'preparing',
  /** They may. */
  ENABLED = 'enabled',
}

/** The three topics in which workers keep configuration, offsets and status of connectors. */
export interface ConnectInternalTopics {
  /**
   * Topic of the configuration; it has one partition.
   * @default - `<groupId>-configs`
   */
  readonly configTopic?: string;
  /**
   * Topic of the offsets of source connectors.
   * @default - `<groupId>-offsets`
   */
  readonly offsetTopic?: string;
  /**
   * Topic of the status.
   * @default - `<groupId>-status`
   */
  readonly statusTopic?: string;
  /**
   * Whether they are declared among the topics of the cluster. Otherwise workers make them, and need the right to.
   * @default true
   */
  readonly declared?: boolean;
  /**
   * Copies of each.
   * @default - as many as topics of the cluster have by default
   */
  readonly replicationFactor?: number;
  /**
   * Partitions of the offsets' topic.
   * @default 25
   */
  readonly offsetPartitions?: number;
  /**
   * Partitions of the status' topic.
   * @default 5
   */
  readonly statusPartitions?: number;
}

/** A group of Connect workers, for all who make one. */
export interface ConnectClusterOptions {
  /**
   * Name of the workers; their objects are called `<name>-connect…`.
   * @default - the id of the construct
   */
  readonly connectName?: string;
  /** Number of workers. */
  readonly replicas: number;
  /**
   * Name of the listener by which they come to Kafka.
   * @default - the first that takes the user, inside of the Kubernetes cluster where there is one
   */
  readonly listener?: string;
  /**
   * Who they are to Kafka. The rights of workers are granted to this user.
   * @default - nobody: they connect without credentials
   */
  readonly user?: IKafkaGrantee;
  /**
   * How they prove to be the user, where its credentials are not of this program.
   * @default - by the user's own credentials
   */
  readonly authentication?: ClientAuthentication;
  /**
   * Whom they trust.
   * @default - the CA of the cluster, as far as it is known; otherwise no TLS
   */
  readonly tls?: ClientTls;
  /**
   * Where the image comes from. In other languages than TypeScript, which have no member of that name: `imageBuild`.
   * @default - the Kafka image itself, with mounted plugins
   * @jsii ignore
   */
  readonly build?: ConnectBuild;
  /**
   * `build` by a name that all languages have.
   * @default - `build`
   */
  readonly imageBuild?: ConnectBuild;
  /**
   * Plugins that are mounted from images of their own.
   * @default - none
   */
  readonly plugins?: MountedPlugin[];
  /**
   * Folders and jars with plugins besides, in the image: `/opt/kafka/libs/connect-file-4.3.1.jar`.
   * @default - none
   */
  readonly pluginPaths?: string[];
  /**
   * The Kafka image that builds begin with and whose layout theirs has.
   * @default - the cluster's
   */
  readonly image?: KafkaImage;
  /**
   * Version of Kafka in the image.
   * @default - the cluster's, or the newest supported
   */
  readonly version?: KafkaVersion;
  /**
   * `group.id` of the workers. Two groups of one Kafka must not have one id.
   * @default - the name of the workers
   */
  readonly groupId?: string;
  /**
   * The topics of the workers.
   * @default - declared topics named after the group
   */
  readonly internalTopics?: ConnectInternalTopics;
  /**
   * Whether source connectors may write exactly once. On workers that run already: first PREPARING, then ENABLED.
   * @default ExactlyOnceSources.DISABLED
   */
  readonly exactlyOnceSources?: ExactlyOnceSources;
  /**
   * Secrets whose keys connectors refer to by `reference()`. Nothing else is mounted.
   * @default - none
   */
  readonly secrets?: string[];
  /**
   * Whether the REST API asks for a password, and whether it is reached by TLS.
   * @default - neither: the NetworkPolicy says who reaches it
   */
  readonly rest?: ConnectRest;
  /**
   * Who besides the workers and the reconciler may reach the REST API (networking/v1 NetworkPolicyPeer). Who reaches it
   * runs what he likes with the rights of the workers.
   * @default - nobody
   */
  readonly restPeers?: { readonly [field: string]: unknown }[];
  /**
   * Options of workers in Kafka's keys, those of their clients with `producer.`, `consumer.` and `admin.`. What the
   * library writes itself is refused.
   * @default - JSON converters, and otherwise Kafka's own
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * What the keys of plugins of the worker begin with.
   * @default - none
   */
  readonly additionalConfigPrefixes?: string[];
  /**
   * Where consumers are, to read from the nearest replica (`client.rack`).
   * @default - from the leader
   */
  readonly rack?: Rack;
  /**
   * The kind of Kubernetes.
   * @default - the cluster's
   */
  readonly platform?: Platform;
  /**
   * How long a worker has for its end.
   * @default - 1 minute
   */
  readonly shutdown?: Duration;
  /**
   * CPU and memory of each worker.
   * @default - 500m and 2 GiB
   */
  readonly resources?: ResourceOptions;
  /**
   * Options of the Java virtual machine.
   * @default - heap of half of the memory
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
   * What is added to the pods.
   * @default - nothing
   */
  readonly podTemplate?: PodTemplateOptions;
}

/** The place of workers in the user's program. */
export interface ConnectPlace {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly said: Said;
}

export function connectSpec(options: ConnectClusterOptions, place: ConnectPlace): ConnectSpec {
  return deepFreeze({
    name: options.connectName ?? place.name,
    namespace: place.namespace,
    ...toKafka(options),
    ...pluginsOf(options),
    version: options.version?.version,
    replicas: options.replicas,
    groupId: options.groupId,
    internalTopics: options.internalTopics && internalTopicsSpec(options.internalTopics),
    exactlyOnceSources: options.exactlyOnceSources,
    secrets: options.secrets ?? [],
    rest: options.rest?._toSpec(),
    restPeers: options.restPeers ?? [],
    config: options.config ?? {},
    additionalConfigPrefixes: options.additionalConfigPrefixes ?? [],
    rack: options.rack?._toSpec(),
    platform: options.platform?._toSpec(),
    image: options.image?._toSpec(),
    shutdownSeconds: secondsOf(options.shutdown),
    resources: options.resources && resourcesSpec(options.resources),
    jvm: options.jvm && jvmSpec(options.jvm),
    logging: options.logging && loggingSpec(options.logging),
    metrics: options.metrics?._toSpec(),
    podTemplate: options.podTemplate && podTemplateSpec(options.podTemplate),
    said: place.said,
  });
}

function toKafka({
  listener,
  user,
  tls,
  authentication,
}: ConnectClusterOptions): Pick<ConnectSpec, 'listener' | 'user' | 'tls' | 'authentication'> {
  return {
    listener,
    user: user && { principal: user.principal, managed: user.managed },
    tls: tls?._toSpec(),
    authentication: authentication?._toSpec(),
  };
}

function pluginsOf({
  build,
  imageBuild = build,
  plugins = [],
  pluginPaths = [],
}: ConnectClusterOptions): Pick<ConnectSpec, 'build' | 'plugins' | 'pluginPaths'> {
  return {
    build: imageBuild?._toSpec(),
    plugins: plugins.map(({ name, image, pullPolicy }) => ({ name, image, pullPolicy })),
    pluginPaths,
  };
}

const internalTopicsSpec = (topics: ConnectInternalTopics): InternalTopicsSpec => ({
  configTopic: topics.configTopic,
  offsetTopic: topics.offsetTopic,
  statusTopic: topics.statusTopic,
  declared: topics.declared,
  replicationFactor: topics.replicationFactor,
  offsetPartitions: topics.offsetPartitions,
  statusPartitions: topics.statusPartitions,
});
