import type { CertificatesSpec } from '../spec/certificates';
import type { AuthorizationSpec, ClusterSpec, ImageSpec, RollingSpec } from '../spec/cluster';
import type { ZooKeeperSpec } from '../spec/zookeeper-connection';
import { deepFreeze } from '../util/freeze';
import { kafkaUuid } from '../util/hash';
import { sortedSet } from '../util/sort';
import { DEFAULT_VERSION, defaultFacts, factsFor } from '../versions/facts';
import type { KafkaFacts } from '../versions/facts';
import type {
  AuthorizationModel,
  CertificatesModel,
  ClusterModel,
  ListenerModel,
  PoolModel,
  QuorumModel,
  RollingModel,
} from './cluster-model';
import { certificateAddresses, certificateNames } from './certificate-names';
import type { ClusterNames } from './certificate-names';
import { brokerCount, defaultConfig } from './default-config';
import { IMAGE_PROFILES } from './image-profiles';
import { completeListener, DEFAULT_LISTENERS } from './listeners';
import { completeMetrics } from './metrics';
import { nodeCertificateSecretName } from './names';
import type { NodeRef } from './node-ids';
import { modeOf } from './modes';
import { completePool } from './pools';

const DAY = 24 * 3600;
const ORGANIZATION = 'cdk8s-kafka';

/**
 * A cluster with every default filled in. Total: whatever was said, there is a model, and only `validate` judges it.
 * Defaults stand here and in what this calls, nowhere else.
 */
export function complete(spec: ClusterSpec): ClusterModel {
  const namespace = spec.namespace ?? 'default';
  const clusterDomain = spec.clusterDomain ?? 'cluster.local';
  const names = { cluster: spec.name, namespace, clusterDomain };
  const version = factsFor(spec.version ?? DEFAULT_VERSION) ?? defaultFacts();
  const mode = modeOf(spec.zooKeeper, spec.migration);
  const pools = spec.nodePools.map((pool) =>
    completePool(pool, { cluster: spec, mode }, (said, { config }) =>
      defaultConfig(brokerCount(spec.nodePools), { version, config }, said),
    ),
  );
  const nodes = pools.flatMap((pool) => pool.nodes).sort((a, b) => a.nodeId - b.nodeId);
  const brokers = nodes.filter((node) => node.roles.includes('broker'));
  const controllers = nodes.filter((node) => node.roles.includes('controller'));
  const clusterId = clusterIdOf(spec, namespace);
  const listeners = completeListeners(spec, namespace, brokers);
  return deepFreeze({
    spec,
    name: spec.name,
    namespace,
    clusterDomain,
    clusterId,
    version,
    versionKnown: factsFor(spec.version ?? DEFAULT_VERSION) !== undefined,
    mode,
    zooKeeper: completeZooKeeper(spec),
    pools,
    nodes,
    brokers,
    controllers,
    listeners,
    quorum: completeQuorum(spec, version, controllers, clusterId),
    authorization: completeAuthorization(spec, listeners),
    certificates: completeCertificates(spec, names, listeners, pools),
    platform: spec.platform ?? { kind: 'kubernetes' },
    ...completeImage(spec.image, version),
    rolling: completeRolling(spec.rolling),
    metrics: completeMetrics(spec.metrics, 'kafka'),
  });
}

function completeListeners(
  spec: ClusterSpec,
  namespace: string,
  brokers: readonly NodeRef[],
): readonly ListenerModel[] {
  const place = { cluster: spec.name, namespace, brokers, appsDomain: appsDomainOf(spec) };
  return (spec.listeners ?? DEFAULT_LISTENERS).map((listener) => completeListener(listener, place));
}

const appsDomainOf = ({ platform }: ClusterSpec): string | undefined =>
  platform?.kind === 'openshift' ? platform.appsDomain : undefined;

const clusterIdOf = ({ name, clusterId }: ClusterSpec, namespace: string): string =>
  clusterId ?? kafkaUuid(`cdk8s-kafka/${namespace}/${name}`);

/** Each cluster has a path of its own on an ensemble of this program; another's connect string says where it is. */
function completeZooKeeper({
  name,
  zooKeeper,
  zooKeeperChroot,
}: ClusterSpec): ZooKeeperSpec | undefined {
  if (zooKeeper === undefined) return undefined;
  const chroot = zooKeeperChroot ?? (zooKeeper.ensemble === undefined ? '' : `/${name}`);
  return {
    ...zooKeeper,
    connectString: `${zooKeeper.connectString}${chroot === '/' ? '' : chroot}`,
  };
}

export function completeRolling(said: RollingSpec | undefined): RollingModel {
  return {
    warmUpSeconds: said?.warmUpSeconds ?? 30,
    maxWaitSeconds: said?.maxWaitSeconds ?? 300,
    shutdownSeconds: said?.shutdownSeconds ?? 120,
  };
}

/** Dynamic where a controller can join by itself, else static: `adr/0003-quorum.md`. */
function completeQuorum(
  spec: ClusterSpec,
  version: KafkaFacts,
  controllers: readonly NodeRef[],
  clusterId: string,
): QuorumModel {
  const autoJoin = version.supports('controllerAutoJoin');
  const kind = spec.quorum?.kind ?? (autoJoin ? 'dynamic' : 'static');
  const founders = spec.quorum?.initialControllers ?? controllers.map((node) => node.nodeId);
  return {
    kind,
    controllers,
    initialControllers: controllers
      .filter((node) => founders.includes(node.nodeId))
      .map((node) => ({
        node,
        directoryId: kafkaUuid(`${clusterId}/controller/${String(node.nodeId)}`),
      })),
    autoJoin: kind === 'dynamic' && autoJoin,
  };
}

function completeAuthorization(
  spec: ClusterSpec,
  listeners: readonly ListenerModel[],
): AuthorizationModel {
  const authenticated = listeners.some((listener) => listener.authentication.kind !== 'none');
  const byDefault: AuthorizationSpec = authenticated
    ? { kind: 'acl', superUsers: [] }
    : { kind: 'none' };
  const said = spec.authorization ?? byDefault;
  const nodePrincipal = `User:${spec.name}-kafka-node`;
  const reconcilerPrincipal = `User:${spec.name}-kafka-reconciler`;
  const named = said.kind === 'acl' ? said.superUsers.map((user) => principalOf(user)) : [];
  return {
    spec: said,
    enabled: said.kind === 'acl',
    nodePrincipal,
    reconcilerPrincipal,
    superUsers: sortedSet([nodePrincipal, reconcilerPrincipal, ...named]),
  };
}

/** `User:alice` for `alice`; a principal that already has its type stays. */
function principalOf(user: string): string {
  return user.startsWith('User:') ? user : `User:${user}`;
}

const BY_DEFAULT: CertificatesSpec = {
  kind: 'certManager',
  issuer: undefined,
  trustedCas: [],
  validitySeconds: undefined,
  renewBeforeSeconds: undefined,
};

function completeCertificates(
  cluster: ClusterSpec,
  names: ClusterNames,
  listeners: readonly ListenerModel[],
  pools: readonly PoolModel[],
): CertificatesModel {
  return certificatesOf(cluster.certificates, {
    commonName: `${cluster.name}-kafka`,
    secretName: nodeCertificateSecretName(cluster.name),
    dnsNames: certificateNames(names, listeners, pools),
    ipAddresses: certificateAddresses(listeners),
  });
}

/** The certificate that all servers of a kind have in common. */
export interface SharedCertificate extends Pick<
  CertificatesModel,
  'commonName' | 'dnsNames' | 'ipAddresses'
> {
  /** Of the Secret, where nobody else makes it. */
  readonly secretName: string;
}

export function certificatesOf(
  given: CertificatesSpec | undefined,
  { secretName, ...shared }: SharedCertificate,
): CertificatesModel {
  const spec = given ?? BY_DEFAULT;
  const validitySeconds = spec.validitySeconds ?? 90 * DAY;
  const said = spec.kind === 'provided' ? spec.subject : undefined;
  return {
    spec,
    nodeSecretName: spec.kind === 'provided' ? spec.nodeSecretName : secretName,
    validitySeconds,
    renewBeforeSeconds: spec.renewBeforeSeconds ?? Math.floor(validitySeconds / 3),
    ...shared,
    organization: ORGANIZATION,
    subject: said ?? `CN=${shared.commonName},O=${ORGANIZATION}`,
  };
}

export function completeImage(
  said: ImageSpec | undefined,
  version: KafkaFacts,
): Pick<ClusterModel, 'image' | 'imageProfile'> {
  const spec: ImageSpec = said ?? { profile: 'apache', image: undefined, pullPolicy: undefined };
  const imageProfile = IMAGE_PROFILES[spec.profile];
  const reference = spec.image ?? imageProfile.reference(version.version) ?? '';
  return { image: { ...spec, reference }, imageProfile };
}
