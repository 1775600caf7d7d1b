import { App, Chart, Duration, Size } from 'cdk8s';
import {
  Authorization,
  type Certificates,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  NodePool,
  type RouteListenerOptions,
  Storage,
} from 'cdk8s-kafka';
import { ADMIN, CLUSTER, FIRST_BROKER_ID } from '../apps/orders';

export const OUTSIDE_LISTENERS = ['lb', 'found', 'np', 'route', 'ing', 'gw'] as const;
/** Listeners whose peers are named: hosts of the Kubernetes cluster, and nobody. */
export const PEER_LISTENERS = ['peer', 'closed'] as const;
export type OutsideListener = (typeof OUTSIDE_LISTENERS)[number];
export type PeerListener = (typeof PEER_LISTENERS)[number];

/** What the Kubernetes cluster has that leads to a Service by name. */
export interface Ways {
  readonly hasRoutes: boolean;
  readonly ingressClassName: string | undefined;
  readonly gatewayClassName: string | undefined;
}

export interface OutsideOptions extends Ways {
  readonly namespace: string;
  readonly certificates: Certificates;
  readonly brokers: number;
  /** Addresses that are known only when there are Services, and those of the hosts. */
  readonly addresses: readonly string[];
  /** Addresses of the hosts, which may connect to `peer`. */
  readonly peers: readonly string[];
  /** Brokers of `lb` that are advertised under a host of their own. */
  readonly alone: readonly number[];
  /** Those who come by certificate come by password, and the other way round. */
  readonly otherAuthentication: boolean;
}

export const GATEWAY = 'kafka';
export const GATEWAY_PORT = 9094;

const TLS = ListenerAuthentication.tls();
const SCRAM = ListenerAuthentication.scramSha512();

/** Half of them by certificate, half of them by password; then the other half. */
const BY_CERTIFICATE: readonly OutsideListener[] = ['np', 'route', 'ing'];

export const byCertificate = (
  { otherAuthentication }: Pick<OutsideOptions, 'otherAuthentication'>,
  listener: OutsideListener,
): boolean => BY_CERTIFICATE.includes(listener) !== otherAuthentication;

/** A host of a listener: of a broker, or of all. Routers are shared, so each namespace has hosts of its own. */
export const hostOf = (
  { namespace }: Pick<OutsideOptions, 'namespace'>,
  listener: OutsideListener,
  nodeId?: number | string,
): string => `${listener}${nodeId === undefined ? '' : `-${String(nodeId)}`}.${namespace}.test`;

/** The other host of a broker's load balancer. */
export const ownHost = (options: Pick<OutsideOptions, 'namespace'>, nodeId: number): string =>
  hostOf(options, 'lb', `own-${String(nodeId)}`);

type Named = Pick<RouteListenerOptions, 'name' | 'port' | 'authentication'>;

function listeners(options: OutsideOptions): Listener[] {
  const { addresses, hasRoutes, ingressClassName, gatewayClassName } = options;
  const alternativeNames = [...addresses];
  const as = (name: OutsideListener, port: number): Named => ({
    name,
    port,
    authentication: byCertificate(options, name) ? TLS : SCRAM,
  });
  const hosts = (name: OutsideListener): { bootstrapHost: string; brokerHostTemplate: string } => ({
    bootstrapHost: hostOf(options, name),
    brokerHostTemplate: hostOf(options, name, '{nodeId}'),
  });
  return [
    // Mixed: plain inside, encrypted outside.
    Listener.internal({ name: 'inside', port: 9092 }),
    Listener.loadBalancer({
      ...as('lb', 9101),
      ...hosts('lb'),
      brokers: options.alone.map((nodeId) => ({
        nodeId,
        advertisedHost: ownHost(options, nodeId),
      })),
    }),
    Listener.loadBalancer({ ...as('found', 9102), alternativeNames }),
    Listener.nodePort({ ...as('np', 9103), alternativeNames }),
    ...peerListeners(options),
    ...(hasRoutes ? [Listener.route({ ...as('route', 9105), ...hosts('route') })] : []),
    ...(ingressClassName === undefined
      ? []
      : [Listener.ingress({ ...as('ing', 9106), ingressClassName, ...hosts('ing') })]),
    ...(gatewayClassName === undefined
      ? []
      : [
          Listener.tlsRoute({
            ...as('gw', 9107),
            parentRefs: [{ name: GATEWAY, sectionName: 'kafka' }],
            advertisedPort: GATEWAY_PORT,
            ...hosts('gw'),
          }),
        ]),
  ];
}

/** `Local`: the NetworkPolicy sees the client's address, not that of the host it came through. */
function peerListeners({ addresses, peers }: OutsideOptions): Listener[] {
  const more = {
    authentication: TLS,
    externalTrafficPolicy: 'Local',
    alternativeNames: [...addresses],
  };
  const block = (cidr: string): { ipBlock: { cidr: string } } => ({ ipBlock: { cidr } });
  return [
    Listener.nodePort({
      ...more,
      name: 'peer',
      port: 9108,
      networkPolicyPeers: peers.map((address) => block(`${address}/32`)),
    }),
    // Addresses for documentation: nobody has one.
    Listener.nodePort({
      ...more,
      name: 'closed',
      port: 9104,
      networkPolicyPeers: [block('192.0.2.0/24')],
    }),
  ];
}

/** One controller and brokers on disks that move with them, with every way in from outside. */
export function outsideApp(options: OutsideOptions, outdir: string): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'outside', { namespace: options.namespace });
  new KafkaCluster(chart, CLUSTER, {
    nodePools: [
      NodePool.controllers({
        replicas: 1,
        storage: Storage.persistent({ size: Size.gibibytes(1), deleteClaim: true }),
        resources: { cpuRequest: '100m', memory: Size.mebibytes(768) },
        jvm: { heap: Size.mebibytes(256) },
      }),
      NodePool.brokers({
        replicas: options.brokers,
        firstNodeId: FIRST_BROKER_ID,
        storage: Storage.ephemeral({ sizeLimit: Size.gibibytes(2) }),
        resources: { cpuRequest: '100m', memory: Size.mebibytes(1024) },
        jvm: { heap: Size.mebibytes(384) },
      }),
    ],
    listeners: listeners(options),
    certificates: options.certificates,
    // Who asks how to come in does not ask how fast brokers are after a start.
    rolling: { warmUp: Duration.seconds(5) },
    authorization: Authorization.acl({ superUsers: [`User:CN=${ADMIN}`] }),
  });
  return app;
}
