import type { ClusterSpec } from '../spec/cluster';
import type { JvmSpec, LoggingSpec, NodePoolSpec, ResourcesSpec } from '../spec/node-pool';
import type { PodTemplateSpec } from '../spec/pod-template';
import type { StorageSpec, VolumeSpec } from '../spec/storage';
import type {
  JvmModel,
  LoggingModel,
  PoolModel,
  ResourcesModel,
  StorageModel,
  VolumeModel,
} from './cluster-model';
import { nodeModeOf } from './modes';
import type { ClusterMode, NodeMode } from './modes';
import { nodesOf, poolIdsOf } from './node-ids';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Beyond this a broker's heap gains nothing and its page cache loses. */
const LARGEST_DEFAULT_HEAP = 6 * GIB;

type Config = Readonly<Record<string, string>>;

export function completePool(
  spec: NodePoolSpec,
  { cluster, mode }: { readonly cluster: ClusterSpec; readonly mode: ClusterMode },
  defaultsOf: (said: Config, mode: NodeMode) => Config,
): PoolModel {
  const said = { ...cluster.config, ...spec.config };
  const ids = poolIdsOf(spec);
  const isController = spec.roles.includes('controller');
  const isBroker = spec.roles.includes('broker');
  const resources = completeResources(spec.resources, cluster.resources, isBroker);
  const own = nodeModeOf(mode, spec.roles);
  return {
    spec,
    mode: own,
    ...ids,
    nodes: nodesOf(cluster.name, ids, spec),
    roles: spec.roles,
    isController,
    isBroker,
    storage: completeStorage(spec.storage),
    resources,
    jvm: completeJvm(spec.jvm, cluster.jvm, resources),
    logging: completeLogging(spec.logging, cluster.logging),
    rack: spec.rack,
    config: { ...defaultsOf(said, own), ...said },
    podTemplate: mergePodTemplates(cluster.podTemplate, spec.podTemplate),
  };
}

export function completeResources(
  own: ResourcesSpec | undefined,
  common: ResourcesSpec | undefined,
  isBroker: boolean,
): ResourcesModel {
  return {
    cpuRequest: own?.cpuRequest ?? common?.cpuRequest ?? (isBroker ? '500m' : '250m'),
    cpuLimit: own?.cpuLimit ?? common?.cpuLimit,
    memoryBytes: own?.memoryBytes ?? common?.memoryBytes ?? (isBroker ? 2 * GIB : GIB),
  };
}

export function completeJvm(
  own: JvmSpec | undefined,
  common: JvmSpec | undefined,
  resources: ResourcesModel,
): JvmModel {
  const half = Math.floor(resources.memoryBytes / 2 / MIB) * MIB;
  const heapBytes = own?.heapBytes ?? common?.heapBytes ?? Math.min(half, LARGEST_DEFAULT_HEAP);
  return {
    heapBytes,
    heapMinBytes: own?.heapMinBytes ?? common?.heapMinBytes ?? heapBytes,
    xx: { ...common?.xx, ...own?.xx },
    systemProperties: { ...common?.systemProperties, ...own?.systemProperties },
    gcLogging: own?.gcLogging ?? common?.gcLogging ?? false,
  };
}

export function completeLogging(
  own: LoggingSpec | undefined,
  common: LoggingSpec | undefined,
): LoggingModel {
  return {
    rootLevel: own?.rootLevel ?? common?.rootLevel ?? 'INFO',
    loggers: { ...common?.loggers, ...own?.loggers },
  };
}

export const completeVolumes = (spec: StorageSpec | undefined): readonly VolumeModel[] =>
  (spec?.volumes ?? [EPHEMERAL]).map((volume) => completeVolume(volume));

function completeStorage(spec: StorageSpec | undefined): StorageModel {
  const volumes = completeVolumes(spec);
  const said = spec?.volumes.findIndex((volume) => volume.metadata === true) ?? -1;
  const lowest = [...volumes].sort((a, b) => (a.id ?? 0) - (b.id ?? 0))[0];
  return { volumes, metadataVolume: volumes[said] ?? lowest };
}

const EPHEMERAL: VolumeSpec = {
  id: undefined,
  kind: 'ephemeral',
  sizeBytes: undefined,
  storageClassName: undefined,
  selector: undefined,
  deleteClaim: undefined,
  metadata: undefined,
};

function completeVolume(spec: VolumeSpec): VolumeModel {
  const name = spec.id === undefined ? 'data' : `data-${String(spec.id)}`;
  return {
    kind: spec.kind,
    name,
    id: spec.id,
    mountPath: `/var/lib/kafka/${name}`,
    sizeBytes: spec.sizeBytes,
    storageClassName: spec.storageClassName,
    selector: spec.selector,
    deleteClaim: spec.deleteClaim ?? false,
  };
}

export const EMPTY_POD_TEMPLATE: PodTemplateSpec = {
  labels: {},
  annotations: {},
  affinity: undefined,
  tolerations: [],
  topologySpreadConstraints: undefined,
  nodeSelector: {},
  priorityClassName: undefined,
  schedulerName: undefined,
  imagePullSecrets: [],
  env: {},
  volumes: [],
  volumeMounts: [],
  containers: [],
  initContainers: [],
};

/** What the pool says comes after, and over, what the cluster says. */
export function mergePodTemplates(
  common: PodTemplateSpec = EMPTY_POD_TEMPLATE,
  own: PodTemplateSpec = EMPTY_POD_TEMPLATE,
): PodTemplateSpec {
  return {
    labels: { ...common.labels, ...own.labels },
    annotations: { ...common.annotations, ...own.annotations },
    affinity: own.affinity ?? common.affinity,
    tolerations: [...common.tolerations, ...own.tolerations],
    topologySpreadConstraints: own.topologySpreadConstraints ?? common.topologySpreadConstraints,
    nodeSelector: { ...common.nodeSelector, ...own.nodeSelector },
    priorityClassName: own.priorityClassName ?? common.priorityClassName,
    schedulerName: own.schedulerName ?? common.schedulerName,
    imagePullSecrets: [...common.imagePullSecrets, ...own.imagePullSecrets],
    env: { ...common.env, ...own.env },
    volumes: [...common.volumes, ...own.volumes],
    volumeMounts: [...common.volumeMounts, ...own.volumeMounts],
    containers: [...common.containers, ...own.containers],
    initContainers: [...common.initContainers, ...own.initContainers],
  };
}
