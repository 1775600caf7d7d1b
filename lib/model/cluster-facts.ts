import type { BootstrapSpec, ClientAuthenticationSpec, ClientTlsSpec } from '../spec/bootstrap';
import type { IssuerRefSpec } from '../spec/certificates';
import type { ImageSpec, PlatformSpec } from '../spec/cluster';
import type { ScramMechanismName } from '../spec/desired-state';
import type { AuthenticationSpec, SecretKeySpec } from '../spec/listener';
import type { Said } from '../spec/said';
import { compareVersions, factsFor } from '../versions/facts';
import type { ClusterModel, ListenerModel } from './cluster-model';
import { brokerCount } from './default-config';
import { REPLICATION } from './listeners';
import {
  bootstrapServiceName,
  clientsCaName,
  clusterCaCertName,
  clusterCaName,
  reconcilerName,
  serviceHost,
} from './names';
import { clusterTrust } from './trust';
import type { TrustSource } from './trust';

/** Where a client comes in, and what it has to bring. */
export interface ClientEndpoint {
  /** Name of the listener; undefined for the one way into a cluster of elsewhere. */
  readonly listener: string | undefined;
  readonly bootstrapServers: string;
  readonly securityProtocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
  readonly authentication: AuthenticationSpec['kind'] | 'any';
  readonly mechanism: ScramMechanismName | 'PLAIN' | undefined;
  /** CA certificate to trust; undefined without TLS, or where it is a public one. */
  readonly trust: SecretKeySpec | undefined;
}

/** Who signs the certificates of clients and of the reconciler. */
export type IdentitySource =
  | {
      readonly kind: 'certManager';
      readonly nodesIssuer: IssuerRefSpec;
      readonly clientsIssuer: IssuerRefSpec;
    }
  | { readonly kind: 'localAuthority' }
  | { readonly kind: 'provided' };

/** What the reconciler connects with. */
export interface AdminConnection {
  readonly bootstrapServers: readonly string[];
  readonly tls: ClientTlsSpec | { readonly kind: 'cluster' } | undefined;
  readonly authentication:
    | ClientAuthenticationSpec
    /** A certificate of its own, of the cluster's CA. */
    | { readonly kind: 'cluster' }
    | undefined;
}

/** All that topics, users and ACLs need to know of their cluster, be it of this program or not. */
export interface ClusterFacts {
  readonly name: string;
  readonly namespace: string;
  /** Whether it is known in which namespace the objects will be. */
  readonly namespaceKnown: boolean;
  readonly clusterId: string | undefined;
  readonly version: string | undefined;
  readonly brokersBefore28: boolean;
  /** Undefined where nobody said how many there are. */
  readonly brokers: number | undefined;
  readonly defaultPartitions: number;
  readonly defaultReplicationFactor: number;
  readonly defaultMinInsyncReplicas: number;
  /** Settings of topics that its brokers refuse when they are `true`. */
  readonly refusedTopicConfig: readonly string[];
  /** False: nobody is asked what they may do. Undefined: not known. */
  readonly authorization: boolean | undefined;
  readonly superUsers: readonly string[];
  /** Principals that are the cluster's own, with what they are. */
  readonly reserved: readonly { readonly principal: string; readonly whose: string }[];
  readonly endpoints: readonly ClientEndpoint[];
  readonly identities: IdentitySource;
  readonly validitySeconds: number;
  readonly renewBeforeSeconds: number;
  readonly organization: string;
  readonly reconcilerCommonName: string;
  /** Who the reconciler is to Kafka; undefined where only its own configuration knows. */
  readonly reconcilerPrincipal: string | undefined;
  readonly reconcilerSecretName: string;
  readonly connection: AdminConnection;
  /** CA certificates of the nodes. */
  readonly trust: readonly TrustSource[];
  /** Numeric user of pods besides the nodes; undefined where the platform picks it. */
  readonly uid: number | undefined;
  readonly platform: PlatformSpec;
  /** Domain of the Kubernetes cluster. */
  readonly clusterDomain: string;
  /** The image of the nodes, as far as somebody said it. */
  readonly image: ImageSpec | undefined;
  readonly said: Said;
}

const DAY = 24 * 3600;
const CERT_MANAGER = 'cert-manager.io';

/** The facts of a cluster of the program. */
export function factsOfCluster(cluster: ClusterModel): ClusterFacts {
  const { certificates, authorization, name, namespace } = cluster;
  const config = cluster.pools.find((pool) => pool.isBroker)?.config ?? {};
  const brokers = brokerCount(cluster.spec.nodePools);
  const bootstrap = serviceHost(bootstrapServiceName(name), namespace);
  return {
    name,
    namespace,
    namespaceKnown: cluster.spec.namespace !== undefined,
    // On ZooKeeper Kafka chooses one by chance, and nobody knows it but who has said it.
    clusterId: cluster.mode.hasControllers ? cluster.clusterId : cluster.spec.clusterId,
    version: cluster.versionKnown ? cluster.version.version : undefined,
    brokersBefore28: false,
    brokers,
    defaultPartitions: wholeOf(config['num.partitions'], 1),
    defaultReplicationFactor: wholeOf(config['default.replication.factor'], 1),
    defaultMinInsyncReplicas: wholeOf(config['min.insync.replicas'], 1),
    refusedTopicConfig: cluster.mode.nodes.broker.refusedTopicConfig,
    authorization: authorization.enabled,
    superUsers: authorization.superUsers,
    reserved: reservedPrincipals(cluster),
    endpoints: insideFirst(cluster.listeners).map((listener) => endpointOf(cluster, listener)),
    identities: identitiesOf(cluster),
    validitySeconds: certificates.validitySeconds,
    renewBeforeSeconds: certificates.renewBeforeSeconds,
    organization: certificates.organization,
    reconcilerCommonName: reconcilerName(name),
    reconcilerPrincipal: authorization.reconcilerPrincipal,
    reconcilerSecretName: reconcilerName(name),
    connection: {
      bootstrapServers: [`${bootstrap}:${String(REPLICATION.port)}`],
      tls: { kind: 'cluster' },
      authentication: { kind: 'cluster' },
    },
    trust: clusterTrust(cluster).filter(
      // Others may not read the nodes' key, which lies in that Secret too.
      ({ secretName }) => secretName !== certificates.nodeSecretName,
    ),
    ...podsOf(cluster),
    said: cluster.spec.said,
  };
}

/** What pods beside the nodes do as the nodes do. */
const podsOf = ({
  platform,
  clusterDomain,
  spec: { image },
}: ClusterModel): Pick<ClusterFacts, 'uid' | 'platform' | 'clusterDomain' | 'image'> => ({
  uid: platform.kind === 'openshift' ? undefined : 1000,
  platform,
  clusterDomain,
  image,
});

/** Who does not say which way means the one that does not leave the Kubernetes cluster. */
const insideFirst = (listeners: readonly ListenerModel[]): readonly ListenerModel[] => [
  ...listeners.filter(({ kind }) => !kind.isOutside),
  ...listeners.filter(({ kind }) => kind.isOutside),
];

function reservedPrincipals(cluster: ClusterModel): ClusterFacts['reserved'] {
  const { authorization, certificates } = cluster;
  return [
    { principal: authorization.nodePrincipal, whose: 'of the nodes' },
    { principal: authorization.reconcilerPrincipal, whose: 'of the reconciler' },
    { principal: `User:${certificates.subject}`, whose: "of the nodes' certificate" },
  ];
}

function wholeOf(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  return Number.isSafeInteger(number) ? number : otherwise;
}

function endpointOf(cluster: ClusterModel, listener: ListenerModel): ClientEndpoint {
  const { authentication, tls } = listener;
  return {
    listener: listener.name,
    bootstrapServers: `${listener.bootstrapHost}:${String(listener.bootstrapPort)}`,
    securityProtocol: listener.securityProtocol,
    authentication: authentication.kind,
    mechanism: MECHANISM[authentication.kind](authentication),
    trust: tls.kind === 'clusterCa' ? publicTrust(cluster) : undefined,
  };
}

const MECHANISM: Readonly<
  Record<AuthenticationSpec['kind'], (said: AuthenticationSpec) => ClientEndpoint['mechanism']>
> = {
  none: () => undefined,
  tls: () => undefined,
  scram: (said) => (said.kind === 'scram' ? said.mechanism : undefined),
  plain: () => 'PLAIN',
};

/** From where clients take the CA of the nodes. */
function publicTrust({ name, certificates: { spec } }: ClusterModel): SecretKeySpec {
  return spec.kind === 'provided'
    ? spec.clusterCa
    : { secretName: clusterCaCertName(name), key: 'ca.crt' };
}

function identitiesOf({ name, certificates: { spec } }: ClusterModel): IdentitySource {
  if (spec.kind !== 'certManager') return { kind: spec.kind };
  const own = (issuer: string): IssuerRefSpec => ({
    name: issuer,
    kind: 'Issuer',
    group: CERT_MANAGER,
  });
  return {
    kind: 'certManager',
    nodesIssuer: spec.issuer ?? own(clusterCaName(name)),
    clientsIssuer: own(clientsCaName(name)),
  };
}

/** The facts of a cluster that was made elsewhere: what somebody said, and Kafka's defaults. */
export function factsOfBootstrap(spec: BootstrapSpec): ClusterFacts {
  const { name, version } = spec;
  return {
    name,
    namespace: spec.namespace ?? 'default',
    namespaceKnown: spec.namespace !== undefined,
    clusterId: spec.clusterId,
    version: version !== undefined && factsFor(version) !== undefined ? version : undefined,
    brokersBefore28: version !== undefined && compareVersions(version, '2.8.0') < 0,
    brokers: spec.brokers,
    defaultPartitions: 1,
    defaultReplicationFactor: Math.min(Math.max(spec.brokers ?? 3, 1), 3),
    defaultMinInsyncReplicas: 1,
    refusedTopicConfig: [],
    authorization: undefined,
    superUsers: spec.superUsers.map((user) => (user.startsWith('User:') ? user : `User:${user}`)),
    reserved: [],
    endpoints: [bootstrapEndpoint(spec)],
    identities: { kind: 'provided' },
    validitySeconds: 90 * DAY,
    renewBeforeSeconds: 30 * DAY,
    organization: '',
    reconcilerCommonName: reconcilerName(name),
    reconcilerPrincipal: undefined,
    reconcilerSecretName: reconcilerName(name),
    connection: {
      bootstrapServers: serversOf(spec.bootstrapServers),
      tls: spec.tls,
      authentication: spec.authentication,
    },
    trust: [],
    uid: 1000,
    platform: { kind: 'kubernetes' },
    clusterDomain: 'cluster.local',
    image: undefined,
    said: spec.said,
  };
}

export const serversOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((server) => server.trim())
    .filter((server) => server !== '');

function bootstrapEndpoint({
  tls,
  authentication,
  bootstrapServers,
}: BootstrapSpec): ClientEndpoint {
  const sasl = authentication?.kind === 'sasl' ? authentication : undefined;
  const encrypted = tls !== undefined || authentication?.kind === 'tls';
  const plain = encrypted ? 'SSL' : 'PLAINTEXT';
  return {
    listener: undefined,
    bootstrapServers,
    securityProtocol: sasl === undefined ? plain : encrypted ? 'SASL_SSL' : 'SASL_PLAINTEXT',
    authentication: 'any',
    mechanism: sasl?.mechanism,
    trust: tls?.kind === 'ca' ? tls.ca : undefined,
  };
}
