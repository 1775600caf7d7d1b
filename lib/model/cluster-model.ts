import type { CertificatesSpec } from '../spec/certificates';
import type { AuthorizationSpec, ClusterSpec, ImageSpec, PlatformSpec } from '../spec/cluster';
import type { AuthenticationSpec, ListenerSpec, ReachSpec, TlsSpec } from '../spec/listener';
import type { NodePoolSpec, NodeRole, RackSpec } from '../spec/node-pool';
import type { PodTemplateSpec } from '../spec/pod-template';
import type { ZooKeeperSpec } from '../spec/zookeeper-connection';
import type { KafkaFacts } from '../versions/facts';
import type { ImageProfile } from './image-profiles';
import type { ListenerKind } from './listener-kinds';
import type { MetricsModel } from './metrics';
import type { ClusterMode, NodeMode } from './modes';
import type { NodeRef } from './node-ids';

export interface VolumeModel {
  readonly kind: 'persistent' | 'ephemeral';
  /** `data` or `data-<id>`: also the name of the claim template, which gives Strimzi's claim names. */
  readonly name: string;
  readonly id: number | undefined;
  readonly mountPath: string;
  readonly sizeBytes: number | undefined;
  readonly storageClassName: string | undefined;
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly deleteClaim: boolean;
}

export interface StorageModel {
  readonly volumes: readonly VolumeModel[];
  /** The volume that holds the metadata log; undefined only where there is no volume at all. */
  readonly metadataVolume: VolumeModel | undefined;
}

export interface ResourcesModel {
  readonly cpuRequest: string;
  readonly cpuLimit: string | undefined;
  readonly memoryBytes: number;
}

export interface JvmModel {
  readonly heapBytes: number;
  readonly heapMinBytes: number;
  readonly xx: Readonly<Record<string, string>>;
  readonly systemProperties: Readonly<Record<string, string>>;
  readonly gcLogging: boolean;
}

export interface LoggingModel {
  readonly rootLevel: string;
  readonly loggers: Readonly<Record<string, string>>;
}

export interface PoolModel {
  readonly spec: NodePoolSpec;
  readonly mode: NodeMode;
  readonly name: string;
  readonly firstNodeId: number;
  readonly nodes: readonly NodeRef[];
  readonly roles: readonly NodeRole[];
  readonly isController: boolean;
  readonly isBroker: boolean;
  readonly storage: StorageModel;
  readonly resources: ResourcesModel;
  readonly jvm: JvmModel;
  readonly logging: LoggingModel;
  readonly rack: RackSpec | undefined;
  /** Defaults, the cluster's free configuration over them, and the pool's over that. */
  readonly config: Readonly<Record<string, string>>;
  readonly podTemplate: PodTemplateSpec;
}

/** A broker as clients of a listener find it. */
export interface BrokerEndpoint {
  readonly node: NodeRef;
  /** The Service of its own; undefined where all have one in common. */
  readonly serviceName: string | undefined;
  /** The host from which a Route, an Ingress or a TLSRoute leads to it. */
  readonly routeHost: string | undefined;
  /** What clients are told; undefined: what the node finds when it starts. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** What was said of this broker alone of the two. */
  readonly own: { readonly host: string | undefined; readonly port: number | undefined };
  readonly nodePort: number | undefined;
  readonly loadBalancerIP: string | undefined;
  readonly externalIPs: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What the brokers of a listener advertise, with the words of templates that differ between them; undefined: found when the node starts. */
export interface AdvertisedModel {
  readonly host: string | undefined;
  /** A number, or arithmetic over `{nodeId}`. */
  readonly port: string | undefined;
}

export interface ListenerModel {
  readonly spec: ListenerSpec;
  readonly kind: ListenerKind;
  readonly name: string;
  readonly port: number;
  /** `TLS-9093`: the name in Kafka's configuration, as Strimzi forms it. */
  readonly id: string;
  readonly portName: string;
  readonly tls: TlsSpec;
  readonly authentication: AuthenticationSpec;
  readonly securityProtocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
  /** Name of its objects where they have one: Strimzi's first outside listener has none. */
  readonly objectName: string | undefined;
  /** The Service of its own; undefined where there is a common one, or none is wanted. */
  readonly bootstrapServiceName: string | undefined;
  /** Of bootstrap inside of the Kubernetes cluster; the host of bootstrap where no other is said. */
  readonly serviceHost: string;
  readonly bootstrapHost: string;
  readonly bootstrapPort: number;
  readonly advertised: AdvertisedModel;
  readonly reach: ReachSpec;
  readonly brokers: readonly BrokerEndpoint[];
}

export interface QuorumModel {
  readonly kind: 'static' | 'dynamic';
  readonly controllers: readonly NodeRef[];
  /** Founding members of a dynamic quorum with their directory ids. */
  readonly initialControllers: readonly { readonly node: NodeRef; readonly directoryId: string }[];
  readonly autoJoin: boolean;
}

export interface CertificatesModel {
  readonly spec: CertificatesSpec;
  readonly nodeSecretName: string;
  readonly validitySeconds: number;
  readonly renewBeforeSeconds: number;
  /** All names under which a node is reached. */
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  /** Common name and organization of the nodes' certificate. */
  readonly commonName: string;
  readonly organization: string;
  /** The subject in the order in which Kafka writes it: `CN=orders-kafka,O=cdk8s-kafka`. */
  readonly subject: string;
}

export interface AuthorizationModel {
  readonly spec: AuthorizationSpec;
  readonly enabled: boolean;
  /** Principal of the nodes on their own listeners. No distinguished name can equal it. */
  readonly nodePrincipal: string;
  readonly reconcilerPrincipal: string;
  /** Principals with their type, sorted. */
  readonly superUsers: readonly string[];
}

export interface RollingModel {
  /** How long a broker has to serve before the next node may stop: a JVM that has just started leads slowly. */
  readonly warmUpSeconds: number;
  readonly maxWaitSeconds: number;
  readonly shutdownSeconds: number;
}

export interface ClusterModel {
  readonly spec: ClusterSpec;
  readonly name: string;
  readonly namespace: string;
  /** Domain of the Kubernetes cluster, `cluster.local`. */
  readonly clusterDomain: string;
  readonly clusterId: string;
  readonly version: KafkaFacts;
  readonly versionKnown: boolean;
  readonly mode: ClusterMode;
  readonly metrics: MetricsModel | undefined;
  /** With the cluster's own path in the connect string. */
  readonly zooKeeper: ZooKeeperSpec | undefined;
  readonly pools: readonly PoolModel[];
  readonly nodes: readonly NodeRef[];
  readonly brokers: readonly NodeRef[];
  readonly controllers: readonly NodeRef[];
  readonly listeners: readonly ListenerModel[];
  readonly quorum: QuorumModel;
  readonly authorization: AuthorizationModel;
  readonly certificates: CertificatesModel;
  readonly platform: PlatformSpec;
  readonly image: ImageSpec & { readonly reference: string };
  readonly imageProfile: ImageProfile;
  readonly rolling: RollingModel;
}
