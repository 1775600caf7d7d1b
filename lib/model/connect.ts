import type { ConnectSpec } from '../spec/connect';
import type { TopicSpec } from '../spec/topic';
import { deepFreeze } from '../util/freeze';
import { defaultFacts, factsFor } from '../versions/facts';
import type { KafkaFacts } from '../versions/facts';
import { clientConnection } from './client-connection';
import type { ClientConnection, ClientWishes } from './client-connection';
import type { ClusterFacts } from './cluster-facts';
import type {
  ClusterModel,
  JvmModel,
  LoggingModel,
  ResourcesModel,
  RollingModel,
} from './cluster-model';
import { completeImage } from './complete';
import { completeBuild } from './connect-build';
import type { ConnectBuildModel } from './connect-build';
import { completeRest } from './connect-rest';
import type { ConnectRestModel } from './connect-rest';
import type { UserModel } from './contents-model';
import { completeMetrics } from './metrics';
import type { MetricsModel } from './metrics';
import { completeJvm, completeLogging, completeResources, mergePodTemplates } from './pools';

export interface InternalTopicsModel {
  readonly configTopic: string;
  readonly offsetTopic: string;
  readonly statusTopic: string;
  readonly declared: boolean;
  readonly replicationFactor: number;
  readonly offsetPartitions: number;
  readonly statusPartitions: number;
}

/** Connect workers with every default filled in. */
export interface ConnectModel extends Pick<
  ClusterModel,
  | 'name'
  | 'namespace'
  | 'clusterDomain'
  | 'version'
  | 'versionKnown'
  | 'platform'
  | 'image'
  | 'imageProfile'
  | 'rolling'
> {
  readonly spec: ConnectSpec;
  readonly cluster: ClusterFacts;
  readonly wishes: ClientWishes;
  /** Undefined where there is no way in. */
  readonly connection: ClientConnection | undefined;
  readonly replicas: number;
  readonly groupId: string;
  readonly internalTopics: InternalTopicsModel;
  readonly exactlyOnceSources: 'disabled' | 'preparing' | 'enabled';
  readonly build: ConnectBuildModel;
  /** Folders and jars in which workers look for plugins. */
  readonly pluginPaths: readonly string[];
  readonly config: Readonly<Record<string, string>>;
  readonly resources: ResourcesModel;
  readonly jvm: JvmModel;
  readonly logging: LoggingModel;
  readonly metrics: MetricsModel | undefined;
  readonly podTemplate: ReturnType<typeof mergePodTemplates>;
  readonly rest: ConnectRestModel;
}

const MAX_WORKERS = 1000;
/** Where builds put plugins, and Strimzi's too. */
export const PLUGIN_FOLDER = '/opt/kafka/plugins';
/** Where plugins are mounted that have an image of their own. */
export const MOUNTED_PLUGINS = '/opt/cdk8s-kafka/plugins';

const DEFAULT_CONFIG: Readonly<Record<string, string>> = {
  'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
};

/** Connect workers with every default. Total, as `complete` is. */
export function completeConnect(
  spec: ConnectSpec,
  cluster: ClusterFacts,
  user: UserModel | undefined,
): ConnectModel {
  const namespace = spec.namespace ?? cluster.namespace;
  const version = versionOf(spec, cluster);
  const resources = completeResources(spec.resources, undefined, true);
  const groupId = spec.groupId ?? spec.name;
  const wishes: ClientWishes = { ...spec, user };
  return deepFreeze({
    spec,
    cluster,
    wishes,
    connection: clientConnection(wishes, cluster),
    name: spec.name,
    namespace,
    clusterDomain: cluster.clusterDomain,
    version,
    versionKnown: spec.version === undefined || factsFor(spec.version) !== undefined,
    platform: spec.platform ?? cluster.platform,
    ...imageOf(spec, version, cluster),
    rolling: rollingOf(spec),
    replicas: replicasOf(spec),
    groupId,
    internalTopics: internalTopicsOf(spec, groupId, cluster),
    exactlyOnceSources: spec.exactlyOnceSources ?? 'disabled',
    pluginPaths: pluginPathsOf(spec),
    config: { ...DEFAULT_CONFIG, ...spec.config },
    resources,
    jvm: completeJvm(spec.jvm, undefined, resources),
    logging: completeLogging(spec.logging, undefined),
    metrics: completeMetrics(spec.metrics, 'kafka'),
    podTemplate: mergePodTemplates(spec.podTemplate, undefined),
    rest: completeRest(spec, namespace, cluster),
  });
}

/** What is said of workers that exist. */
export interface ElsewhereSpec extends Pick<ConnectSpec, 'name'> {
  readonly groupId?: string;
  readonly offsetTopic?: string;
  readonly exactlyOnceSources?: ConnectModel['exactlyOnceSources'];
}

/** What connectors have to know of workers that exist. */
export function completeElsewhere(
  { name, groupId = name, offsetTopic, exactlyOnceSources = 'disabled' }: ElsewhereSpec,
  cluster: ClusterFacts,
): Pick<ConnectModel, 'name' | 'groupId' | 'internalTopics' | 'exactlyOnceSources'> {
  const internalTopics = internalTopicsOf({ internalTopics: undefined }, groupId, cluster);
  return deepFreeze({
    name,
    groupId,
    internalTopics: { ...internalTopics, offsetTopic: offsetTopic ?? internalTopics.offsetTopic },
    exactlyOnceSources,
  });
}

/** Facts of the version that was said; of a version without any, those of the default, and a rule says so. */
const versionOf = ({ version }: ConnectSpec, cluster: ClusterFacts): KafkaFacts =>
  factsFor(version ?? cluster.version ?? '') ?? defaultFacts();

const rollingOf = ({ shutdownSeconds }: ConnectSpec): RollingModel => ({
  // Workers wait for nobody: Connect moves their tasks.
  maxWaitSeconds: 0,
  warmUpSeconds: 0,
  shutdownSeconds: shutdownSeconds ?? 60,
});

function replicasOf({ replicas }: ConnectSpec): number {
  return Number.isInteger(replicas) ? Math.min(Math.max(replicas, 0), MAX_WORKERS) : 0;
}

type Image = Pick<ConnectModel, 'image' | 'imageProfile' | 'build'>;

function imageOf(spec: ConnectSpec, version: KafkaFacts, cluster: ClusterFacts): Image {
  const base = completeImage(spec.image ?? cluster.image, version);
  const { model, reference } = completeBuild(spec.build, {
    name: spec.name,
    namespace: spec.namespace ?? cluster.namespace,
    base: base.image.reference,
  });
  const pullPolicy = spec.build?.kind === 'image' ? spec.build.pullPolicy : base.image.pullPolicy;
  return { ...base, build: model, image: { ...base.image, reference, pullPolicy } };
}

function pluginPathsOf({ build, plugins, pluginPaths }: ConnectSpec): readonly string[] {
  return [
    ...(build === undefined ? [] : [PLUGIN_FOLDER]),
    ...(plugins.length === 0 ? [] : [MOUNTED_PLUGINS]),
    ...pluginPaths,
  ];
}

function internalTopicsOf(
  { internalTopics: said }: Pick<ConnectSpec, 'internalTopics'>,
  groupId: string,
  cluster: ClusterFacts,
): InternalTopicsModel {
  return {
    configTopic: said?.configTopic ?? `${groupId}-configs`,
    offsetTopic: said?.offsetTopic ?? `${groupId}-offsets`,
    statusTopic: said?.statusTopic ?? `${groupId}-status`,
    declared: said?.declared ?? true,
    replicationFactor: said?.replicationFactor ?? cluster.defaultReplicationFactor,
    offsetPartitions: said?.offsetPartitions ?? 25,
    statusPartitions: said?.statusPartitions ?? 5,
  };
}

/** The topics as they are declared: compacted, or Connect would forget what it was told. */
export function declaredTopics({ internalTopics, spec }: ConnectModel): readonly TopicSpec[] {
  if (!internalTopics.declared) return [];
  const { configTopic, offsetTopic, statusTopic, replicationFactor } = internalTopics;
  const topic = (name: string, partitions: number): TopicSpec => ({
    name,
    partitions,
    replicationFactor,
    config: {
      'cleanup.policy': 'compact',
      ...(replicationFactor >= 3 ? { 'min.insync.replicas': '2' } : {}),
    },
    removal: undefined,
    paused: undefined,
    said: spec.said,
  });
  return [
    // Of several partitions Connect could not tell what was said last.
    topic(configTopic, 1),
    topic(offsetTopic, internalTopics.offsetPartitions),
    topic(statusTopic, internalTopics.statusPartitions),
  ];
}
