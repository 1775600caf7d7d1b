import fc from 'fast-check';
import { LISTENER_KINDS } from '../../lib/model/listener-kinds';
import { EMPTY_POD_TEMPLATE } from '../../lib/model/pools';
import type { CertificatesSpec } from '../../lib/spec/certificates';
import type { AuthorizationSpec, ClusterSpec, ImageSpec, QuorumSpec } from '../../lib/spec/cluster';
import type {
  AuthenticationSpec,
  ListenerSpec,
  MetadataSpec,
  BrokerOverrideSpec,
  ReachSpec,
  ParentRefSpec,
  SecretKeySpec,
  TlsSpec,
} from '../../lib/spec/listener';
import { MIGRATION_STEPS } from '../../lib/spec/migration';
import type { MetricsSpec } from '../../lib/spec/metrics';
import type { JvmSpec, NodePoolSpec, RackSpec } from '../../lib/spec/node-pool';
import type { KubernetesObject, PodTemplateSpec } from '../../lib/spec/pod-template';
import type { StorageSpec, VolumeSpec } from '../../lib/spec/storage';
import { clusterSpec, controllers, listener, outsideListener, pool, single } from './build';

type Arb<T> = fc.Arbitrary<T>;
type Texts = Readonly<Record<string, string>>;

const GIB = 1024 ** 3;

/** A fields' table that forgets none: with a new field of the type it no longer compiles. */
type Fields<T> = { readonly [K in keyof T]-?: Arb<T[K]> };
const record = <T>(fields: Fields<T>): Arb<T> => fc.record(fields);
const maybe = <T>(arbitrary: Arb<T>): Arb<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

// --- anything that the types allow -------------------------------------------------------------

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    'a',
    'kafka',
    'a'.repeat(300),
    "'",
    '${env:X}',
    '__proto__',
    'a\nb',
    'constructor',
  ),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 6 }),
  fc.constantFrom(9092, 9090, 2 ** 31, 2 ** 53, -0, 0.5, NaN, Infinity, -Infinity),
  fc.double(),
);
const texts: Arb<Texts> = fc.dictionary(text, text, { maxKeys: 3 });
const few = <T>(arbitrary: Arb<T>): Arb<readonly T[]> => fc.array(arbitrary, { maxLength: 3 });
const configKey = fc.oneof(
  text,
  fc.constantFrom('num.io.threads', 'node.id', 'min.insync.replicas', 'default.replication.factor'),
);
const config: Arb<Texts> = fc.dictionary(configKey, fc.oneof(text, fc.constant('3')), {
  maxKeys: 3,
});
const kubernetesObject = fc.oneof(
  fc.dictionary(fc.oneof(text, fc.constantFrom('name', 'image', 'mountPath')), fc.jsonValue()),
  // JavaScript has no types: also what is none.
  fc.jsonValue(),
) as Arb<KubernetesObject>;
const secretKey = record<SecretKeySpec>({ secretName: text, key: text });

const podTemplate = record<PodTemplateSpec>({
  labels: texts,
  annotations: texts,
  affinity: maybe(kubernetesObject),
  tolerations: few(kubernetesObject),
  topologySpreadConstraints: maybe(few(kubernetesObject)),
  nodeSelector: texts,
  priorityClassName: maybe(text),
  schedulerName: maybe(text),
  imagePullSecrets: few(text),
  env: texts,
  volumes: few(kubernetesObject),
  volumeMounts: few(kubernetesObject),
  containers: few(kubernetesObject),
  initContainers: few(kubernetesObject),
});

const volume = record<VolumeSpec>({
  id: maybe(number),
  kind: fc.constantFrom('persistent', 'ephemeral'),
  sizeBytes: maybe(number),
  storageClassName: maybe(text),
  selector: maybe(texts),
  deleteClaim: maybe(fc.boolean()),
  metadata: maybe(fc.boolean()),
});
const storage = record<StorageSpec>({
  kind: fc.constantFrom('single', 'jbod'),
  volumes: few(volume),
});
const jvm = record<JvmSpec>({
  heapBytes: maybe(number),
  heapMinBytes: maybe(number),
  xx: texts,
  systemProperties: texts,
  gcLogging: maybe(fc.boolean()),
});
const rack: Arb<RackSpec> = fc.oneof(
  record<Extract<RackSpec, { kind: 'literal' }>>({ kind: fc.constant('literal'), rack: text }),
  record<Extract<RackSpec, { kind: 'podLabel' }>>({ kind: fc.constant('podLabel'), label: text }),
);
const common = {
  resources: maybe(
    record({ cpuRequest: maybe(text), cpuLimit: maybe(text), memoryBytes: maybe(number) }),
  ),
  jvm: maybe(jvm),
  logging: maybe(record({ rootLevel: maybe(text), loggers: texts })),
  podTemplate: maybe(podTemplate),
  config,
};
const nodePool = record<NodePoolSpec>({
  ...common,
  name: maybe(text),
  roles: fc.subarray(['controller', 'broker'] as const),
  replicas: number,
  firstNodeId: maybe(number),
  storage: maybe(storage),
  rack: maybe(rack),
  origin: maybe(text),
});

const tls: Arb<TlsSpec> = fc.oneof(
  fc.constantFrom<TlsSpec>({ kind: 'off' }, { kind: 'clusterCa' }),
  record<Extract<TlsSpec, { kind: 'secret' }>>({
    kind: fc.constant('secret'),
    secretName: text,
    certificate: text,
    key: text,
  }),
);
const authentication: Arb<AuthenticationSpec> = fc.oneof(
  fc.constantFrom<AuthenticationSpec>(
    { kind: 'none' },
    { kind: 'tls' },
    { kind: 'scram', mechanism: 'SCRAM-SHA-256' },
  ),
  record<Extract<AuthenticationSpec, { kind: 'plain' }>>({
    kind: fc.constant('plain'),
    users: fc.dictionary(text, secretKey, { maxKeys: 3 }),
  }),
);
const metadata = record<MetadataSpec>({ annotations: texts, labels: texts });
const override = record<BrokerOverrideSpec>({
  nodeId: fc.oneof(number, fc.constantFrom(0, 1, 100, 101)),
  host: maybe(text),
  advertisedHost: maybe(text),
  advertisedPort: maybe(number),
  loadBalancerIP: maybe(text),
  externalIPs: few(text),
  annotations: texts,
  labels: texts,
});
const reach = record<ReachSpec>({
  bootstrapHost: maybe(text),
  brokerHostTemplate: maybe(text),
  advertisedHostTemplate: maybe(text),
  advertisedPort: maybe(number),
  advertisedPortTemplate: maybe(
    fc.oneof(text, fc.constantFrom('{nodeId}', '9000 + {nodeId}', '(1')),
  ),
  overrides: few(override),
  publishNotReadyAddresses: maybe(fc.boolean()),
  bootstrapService: fc.boolean(),
  bootstrapNodePort: maybe(number),
  brokerNodePorts: fc.dictionary(text, number, { maxKeys: 3 }),
  preferredNodePortAddressType: maybe(fc.oneof(text, fc.constantFrom('InternalIP', 'Hostname'))),
  bootstrapExternalIPs: few(text),
  bootstrapLoadBalancerIP: maybe(text),
  finalizers: few(text),
  loadBalancerSourceRanges: few(text),
  loadBalancerClass: maybe(text),
  allocateLoadBalancerNodePorts: maybe(fc.boolean()),
  externalTrafficPolicy: maybe(text),
  ingressClassName: maybe(text),
  ingressController: fc.constantFrom(undefined, 'nginx', 'haproxy', 'traefik'),
  parentRefs: few(
    record<ParentRefSpec>({
      name: text,
      namespace: maybe(text),
      sectionName: maybe(text),
      port: maybe(number),
    }),
  ),
  ipFamilyPolicy: maybe(text),
  ipFamilies: few(text),
  bootstrap: metadata,
  brokers: metadata,
});
const anyListener = record<ListenerSpec>({
  name: text,
  port: number,
  type: fc.constantFrom(...(Object.keys(LISTENER_KINDS) as ListenerSpec['type'][])),
  tls: maybe(tls),
  authentication: maybe(authentication),
  networkPolicyPeers: maybe(few(kubernetesObject)),
  annotations: texts,
  labels: texts,
  alternativeNames: few(text),
  maxConnections: maybe(number),
  maxConnectionCreationRate: maybe(number),
  reach: maybe(reach),
  origin: maybe(text),
});

const authorities = {
  trustedCas: few(secretKey),
  validitySeconds: maybe(number),
  renewBeforeSeconds: maybe(number),
};
const certificates: Arb<CertificatesSpec> = fc.oneof(
  record<Extract<CertificatesSpec, { kind: 'certManager' }>>({
    ...authorities,
    kind: fc.constant('certManager'),
    issuer: maybe(
      record({ name: text, kind: fc.constantFrom('Issuer', 'ClusterIssuer'), group: text }),
    ),
  }),
  record<Extract<CertificatesSpec, { kind: 'localAuthority' }>>({
    ...authorities,
    kind: fc.constant('localAuthority'),
  }),
  record<Extract<CertificatesSpec, { kind: 'provided' }>>({
    ...authorities,
    kind: fc.constant('provided'),
    nodeSecretName: text,
    clusterCa: secretKey,
    clientsCa: secretKey,
    subject: maybe(text),
  }),
);
const authorization: Arb<AuthorizationSpec> = fc.oneof(
  fc.constant<AuthorizationSpec>({ kind: 'none' }),
  record<Extract<AuthorizationSpec, { kind: 'acl' }>>({
    kind: fc.constant('acl'),
    superUsers: few(text),
  }),
);
const version = fc.oneof(text, fc.constantFrom('4.3.1', '4.2.0', '3.9.1', '4.3.7'));

/** Any cluster that the types allow, mostly nonsense: nothing may throw on it. */
export const anyClusterSpec: Arb<ClusterSpec> = record<ClusterSpec>({
  ...common,
  name: text,
  namespace: maybe(text),
  clusterDomain: maybe(text),
  zooKeeper: maybe(
    fc.record({
      connectString: text,
      ensemble: maybe(fc.record({ name: text, namespace: text, fingerprint: text })),
      login: maybe(
        fc.record({ userName: text, password: fc.record({ secretName: text, key: text }) }),
      ),
      tls: maybe(
        fc.record({
          clientSecretName: text,
          cas: fc.array(fc.record({ secretName: text, key: text }), { maxLength: 2 }),
        }),
      ),
    }),
  ),
  zooKeeperChroot: maybe(text),
  migration: fc.constantFrom(undefined, ...MIGRATION_STEPS),
  version: maybe(version),
  clusterId: maybe(text),
  nodePools: few(nodePool),
  listeners: maybe(few(anyListener)),
  authorization: maybe(authorization),
  certificates: maybe(certificates),
  platform: fc.constantFrom(
    undefined,
    { kind: 'kubernetes' as const },
    { kind: 'openshift' as const, appsDomain: '*' },
  ),
  image: maybe(
    record<ImageSpec>({
      profile: fc.constantFrom('apache', 'strimzi', 'amqStreams', 'confluent'),
      image: maybe(text),
      pullPolicy: maybe(text),
    }),
  ),
  quorum: maybe(
    record<QuorumSpec>({
      kind: fc.constantFrom('static', 'dynamic'),
      initialControllers: maybe(few(number)),
    }),
  ),
  rolling: maybe(
    record({
      maxWaitSeconds: maybe(number),
      shutdownSeconds: maybe(number),
      warmUpSeconds: maybe(number),
    }),
  ),
  metrics: maybe(
    record<MetricsSpec>({
      jar: text,
      image: maybe(text),
      config: maybe(kubernetesObject),
      peers: few(kubernetesObject),
      podMonitor: maybe(record({ labels: texts, intervalSeconds: maybe(number) })),
    }),
  ),
  additionalConfigPrefixes: few(text),
  adminPeers: few(kubernetesObject),
  said: fc.constant({ path: 'app/cluster', origin: undefined }),
});

// --- what somebody might write -----------------------------------------------------------------

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,6}[a-z0-9])?$/);
const size = fc.integer({ min: 1, max: 2000 }).map((gibibytes) => gibibytes * GIB);
const claim = record<VolumeSpec>({
  id: fc.constant(undefined),
  kind: fc.constant('persistent'),
  sizeBytes: size,
  storageClassName: maybe(label),
  selector: maybe(fc.constant({ disk: 'ssd' })),
  deleteClaim: fc.constant(false),
  metadata: fc.constant(undefined),
});
const disks: Arb<StorageSpec> = fc.oneof(
  claim.map((one): StorageSpec => ({ kind: 'single', volumes: [one] })),
  fc.array(claim, { minLength: 1, maxLength: 3 }).map((all): StorageSpec => ({
    kind: 'jbod',
    volumes: all.map((one, id) => ({ ...one, id })),
  })),
  fc.constant(single({ kind: 'ephemeral', sizeBytes: undefined })),
);
const sidecar: Arb<PodTemplateSpec> = label.map((name) => ({
  ...EMPTY_POD_TEMPLATE,
  labels: { 'example.com/team': name },
  env: { TZ: 'UTC' },
  volumes: [{ name: 'extra', emptyDir: {} }],
  volumeMounts: [{ name: 'extra', mountPath: '/mnt/extra' }],
  containers: [{ name: 'sidecar', image: `registry.example.com/${name}:1` }],
}));

/** Controllers and pools of brokers, or combined nodes, with ids a hundred apart. */
const pools: Arb<readonly NodePoolSpec[]> = fc
  .record({
    founders: fc.constantFrom(1, 3, 5),
    isCombined: fc.boolean(),
    brokers: fc.array(
      fc.record({
        replicas: fc.integer({ min: 1, max: 4 }),
        storage: disks,
        podTemplate: maybe(sidecar),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    storage: disks,
  })
  .map(({ founders, isCombined, brokers, storage: disk }) => {
    const first = isCombined
      ? pool({ roles: ['controller', 'broker'], replicas: Math.min(founders, 3), storage: disk })
      : controllers({ replicas: founders, storage: disk });
    return [
      first,
      ...brokers.map((said, index) =>
        pool({ ...said, name: `brokers-${String(index)}`, firstNodeId: 100 * (index + 1) }),
      ),
    ];
  });

const plausibleAuthentication: Arb<AuthenticationSpec> = fc.constantFrom<AuthenticationSpec>(
  { kind: 'none' },
  { kind: 'tls' },
  { kind: 'scram', mechanism: 'SCRAM-SHA-512' },
  { kind: 'plain', users: { shop: { secretName: 'users', key: 'shop' } } },
);
const plausibleTls: Arb<TlsSpec> = fc.constantFrom<TlsSpec>(
  { kind: 'clusterCa' },
  { kind: 'secret', secretName: 'own-certificate', certificate: 'tls.crt', key: 'tls.key' },
);
const insideListener = fc
  .record({
    type: fc.constantFrom('internal' as const, 'cluster-ip' as const),
    authentication: plausibleAuthentication,
    tls: maybe(plausibleTls),
  })
  .map((said) => (): ListenerSpec => listener(said));
const plausibleOutside = fc
  .record({
    type: fc.constantFrom('route', 'loadbalancer', 'nodeport', 'ingress', 'tlsroute'),
    ingressController: fc.constantFrom(undefined, 'nginx' as const, 'traefik' as const),
    isFound: fc.boolean(),
    authentication: plausibleAuthentication,
  })
  .map(({ type, ingressController, isFound, authentication }) => (index: number): ListenerSpec => {
    const hosts = {
      bootstrapHost: `kafka-${String(index)}.example.com`,
      brokerHostTemplate: `kafka-${String(index)}-{nodeId}.example.com`,
    };
    const nowhere = { bootstrapHost: undefined, brokerHostTemplate: undefined };
    const mayFind = type === 'loadbalancer' || type === 'nodeport';
    return outsideListener(
      type,
      {
        ingressController,
        parentRefs: [{ name: 'gw', namespace: undefined, sectionName: 'kafka', port: undefined }],
        ...(type === 'nodeport' || (mayFind && isFound) ? nowhere : hosts),
      },
      { authentication },
    );
  });
const listeners: Arb<readonly ListenerSpec[]> = fc
  .array(fc.oneof(insideListener, plausibleOutside), { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map((make, index) => ({
      ...make(index),
      name: `l${String(index)}`,
      port: 9092 + index,
    })),
  );

const NO_CAS = { trustedCas: [], validitySeconds: undefined, renewBeforeSeconds: undefined };
const plausibleCertificates = fc.constantFrom<CertificatesSpec | undefined>(
  undefined,
  { ...NO_CAS, kind: 'localAuthority' },
  {
    ...NO_CAS,
    kind: 'provided',
    nodeSecretName: 'nodes',
    clusterCa: { secretName: 'cas', key: 'nodes.crt' },
    clientsCa: { secretName: 'cas', key: 'clients.crt' },
    subject: 'CN=kafka,O=example',
  },
  {
    ...NO_CAS,
    kind: 'certManager',
    issuer: { name: 'company', kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
);

/** A cluster that somebody might write, and no rule has an error against. */
export const plausibleClusterSpec: Arb<ClusterSpec> = fc
  .record({
    name: label,
    namespace: label,
    clusterDomain: fc.constantFrom(undefined, 'k8s.example.com'),
    zooKeeper: fc.constant(undefined),
    zooKeeperChroot: fc.constant(undefined),
    version: fc.constantFrom(undefined, '4.3.1', '4.2.0', '3.9.1'),
    nodePools: pools,
    listeners: maybe(listeners),
    certificates: plausibleCertificates,
    platform: fc.constantFrom<ClusterSpec['platform']>(
      undefined,
      { kind: 'kubernetes' },
      { kind: 'openshift', appsDomain: 'apps.example.com' },
    ),
    config: fc.constantFrom<Texts>({}, { 'log.retention.hours': '168' }),
  })
  .map((said) => clusterSpec(said));
