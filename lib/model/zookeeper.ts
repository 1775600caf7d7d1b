import type { EnsembleSpec } from '../spec/zookeeper';
import { deepFreeze } from '../util/freeze';
import { defaultFacts, factsFor } from '../versions/facts';
import type { KafkaFacts } from '../versions/facts';
import type {
  CertificatesModel,
  ClusterModel,
  JvmModel,
  LoggingModel,
  ResourcesModel,
  VolumeModel,
} from './cluster-model';
import { certificatesOf, completeImage, completeRolling } from './complete';
import { completeMetrics } from './metrics';
import type { MetricsModel } from './metrics';
import {
  ensembleClientService,
  ensembleCertificateSecret,
  ensembleNodesService,
  ensembleName,
  formsOfService,
  serviceHost,
} from './names';
import {
  completeJvm,
  completeLogging,
  completeResources,
  completeVolumes,
  mergePodTemplates,
} from './pools';

/** The version whose image has ZooKeeper's server: the last that can use one. */
const ZOOKEEPER_VERSION = '3.9.1';
const MAX_SERVERS = 100;

/** Ports of a server, as Strimzi has them; 2180 is open only while it serves. */
export const ENSEMBLE_PORTS = {
  clients: { name: 'tcp-clients', port: 2181 },
  clustering: { name: 'tcp-clustering', port: 2888 },
  election: { name: 'tcp-election', port: 3888 },
  ready: { name: 'tcp-ready', port: 2180 },
  /** On the loopback address alone. */
  admin: { name: 'admin', port: 2182 },
} as const;

export interface ServerRef {
  readonly ordinal: number;
  readonly id: number;
  readonly podName: string;
}

export interface EnsembleModel extends Pick<
  ClusterModel,
  | 'name'
  | 'namespace'
  | 'clusterDomain'
  | 'version'
  | 'platform'
  | 'image'
  | 'imageProfile'
  | 'rolling'
> {
  readonly spec: EnsembleSpec;
  readonly servers: readonly ServerRef[];
  readonly volumes: readonly VolumeModel[];
  readonly dataDir: string;
  readonly dataLogDir: string;
  readonly certificates: CertificatesModel;
  readonly resources: ResourcesModel;
  readonly jvm: JvmModel;
  readonly logging: LoggingModel;
  readonly metrics: MetricsModel | undefined;
  readonly podTemplate: ReturnType<typeof mergePodTemplates>;
  readonly config: Readonly<Record<string, string>>;
  readonly connectString: string;
}

const DEFAULT_CONFIG: Readonly<Record<string, string>> = {
  'autopurge.purgeInterval': '1',
  'autopurge.snapRetainCount': '3',
  // Limits are counted in ticks, and stay the 20 s, 10 s and 40 s of ticks of 2 s.
  initLimit: '20',
  maxClientCnxns: '0',
  maxSessionTimeout: '40000',
  syncLimit: '10',
  // A session ends up to a tick late, and with it a killed broker is replaced so much later.
  tickTime: '1000',
};

/** The port for readiness asks twice a second, and each question would be a line. */
const DEFAULT_LOGGING = {
  rootLevel: undefined,
  loggers: { 'org.apache.zookeeper.server.admin.Commands': 'WARN' },
};

/** An ensemble with every default filled in. Total, as `complete` is. */
export function completeEnsemble(spec: EnsembleSpec): EnsembleModel {
  const namespace = spec.namespace ?? 'default';
  const version = versionOf(spec);
  const resources = completeResources(
    { cpuRequest: undefined, cpuLimit: undefined, memoryBytes: undefined, ...spec.resources },
    undefined,
    false,
  );
  const volumes = volumesOf(spec);
  return deepFreeze({
    spec,
    name: spec.name,
    namespace,
    clusterDomain: spec.clusterDomain ?? 'cluster.local',
    version,
    platform: spec.platform ?? { kind: 'kubernetes' as const },
    ...completeImage(spec.image, version),
    rolling: completeRolling(spec.rolling),
    servers: serversOf(spec),
    volumes,
    ...directories(volumes),
    certificates: certificates(spec, namespace),
    resources,
    jvm: completeJvm(spec.jvm, undefined, resources),
    logging: completeLogging(spec.logging, DEFAULT_LOGGING),
    metrics: completeMetrics(spec.metrics, 'zookeeper'),
    podTemplate: mergePodTemplates(spec.podTemplate, undefined),
    config: { ...DEFAULT_CONFIG, ...spec.config },
    connectString: connectString(spec),
  });
}

/** Facts of the version that was said; of a version without any, those of the default, and a rule says so. */
const versionOf = (spec: EnsembleSpec): KafkaFacts =>
  factsFor(spec.version ?? ZOOKEEPER_VERSION) ?? factsFor(ZOOKEEPER_VERSION) ?? defaultFacts();

function serversOf({ name, replicas }: EnsembleSpec): readonly ServerRef[] {
  const wanted = Number.isInteger(replicas) ? replicas : 0;
  const count = Math.min(Math.max(wanted, 0), MAX_SERVERS);
  return Array.from({ length: count }, (_, ordinal) => ({
    ordinal,
    id: ordinal + 1,
    podName: `${ensembleName(name)}-${String(ordinal)}`,
  }));
}

/**
 * Each server by its name. Behind the address of one Service a client has one server to try for as long as its session
 * lasts, and none while they elect a leader, as none is ready then.
 */
function connectString(spec: EnsembleSpec): string {
  const namespace = spec.namespace ?? 'default';
  const domain = `${serviceHost(ensembleNodesService(spec.name), namespace)}.${spec.clusterDomain ?? 'cluster.local'}`;
  const names = serversOf(spec).map(({ podName }) => `${podName}.${domain}`);
  return names.map((name) => `${name}:${String(ENSEMBLE_PORTS.clients.port)}`).join(',');
}

/** Where Strimzi has them, so that the volumes of an ensemble can be taken over. */
function volumesOf(spec: EnsembleSpec): readonly VolumeModel[] {
  const [data] = completeVolumes(spec.storage);
  const logs = spec.logStorage === undefined ? [] : completeVolumes(spec.logStorage).slice(0, 1);
  return [
    ...(data === undefined ? [] : [{ ...data, name: 'data', mountPath: '/var/lib/zookeeper' }]),
    ...logs.map((volume) => ({ ...volume, name: 'log', mountPath: '/var/lib/zookeeper-log' })),
  ];
}

function directories(
  volumes: readonly VolumeModel[],
): Pick<EnsembleModel, 'dataDir' | 'dataLogDir'> {
  const dataDir = '/var/lib/zookeeper/data';
  const hasLog = volumes.some(({ name }) => name === 'log');
  return { dataDir, dataLogDir: hasLog ? '/var/lib/zookeeper-log/log' : dataDir };
}

function certificates(spec: EnsembleSpec, namespace: string): CertificatesModel {
  const clusterDomain = spec.clusterDomain ?? 'cluster.local';
  const names = { namespace, clusterDomain };
  const nodes = formsOfService(ensembleNodesService(spec.name), names);
  return certificatesOf(spec.certificates, {
    commonName: ensembleName(spec.name),
    secretName: ensembleCertificateSecret(spec.name),
    dnsNames: [
      ...formsOfService(ensembleClientService(spec.name), names),
      ...nodes,
      ...nodes.slice(2).map((one) => `*.${one}`),
    ].sort(),
    ipAddresses: [],
  });
}
