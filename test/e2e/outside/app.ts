import { App, Chart, Size } from 'cdk8s';
import {
  Authorization,
  type Certificates,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  NodePool,
  Storage,
} from 'cdk8s-kafka';
import { ADMIN, CLUSTER, FIRST_BROKER_ID } from '../apps/orders';

export const OUTSIDE_LISTENERS = ['lb', 'found', 'np', 'route', 'ing', 'gw', 'closed'] as const;
export type OutsideListener = (typeof OUTSIDE_LISTENERS)[number];

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
}

export const GATEWAY = 'kafka';
export const GATEWAY_PORT = 9094;

const TLS = ListenerAuthentication.tls();
const SCRAM = ListenerAuthentication.scramSha512();

/** Half of them by certificate, half of them by password. */
export const BY_CERTIFICATE: readonly OutsideListener[] = ['np', 'route', 'ing'];

const hosts = (name: string): { bootstrapHost: string; brokerHostTemplate: string } => ({
  bootstrapHost: `${name}.kafka.test`,
  brokerHostTemplate: `${name}-{nodeId}.kafka.test`,
});

function listeners(options: OutsideOptions): Listener[] {
  const { addresses, hasRoutes, ingressClassName, gatewayClassName } = options;
  const alternativeNames = [...addresses];
  return [
    // Mixed: plain inside, encrypted outside.
    Listener.internal({ name: 'inside', port: 9092 }),
    Listener.loadBalancer({ name: 'lb', port: 9101, authentication: SCRAM, ...hosts('lb') }),
    Listener.loadBalancer({ name: 'found', port: 9102, authentication: SCRAM, alternativeNames }),
    Listener.nodePort({ name: 'np', port: 9103, authentication: TLS, alternativeNames }),
    Listener.nodePort({
      name: 'closed',
      port: 9104,
      authentication: TLS,
      // Addresses for documentation: nobody has one.
      networkPolicyPeers: [{ ipBlock: { cidr: '192.0.2.0/24' } }],
    }),
    ...(hasRoutes
      ? [Listener.route({ name: 'route', port: 9105, authentication: TLS, ...hosts('route') })]
      : []),
    ...(ingressClassName === undefined
      ? []
      : [
          Listener.ingress({
            name: 'ing',
            port: 9106,
            authentication: TLS,
            ingressClassName,
            ...hosts('ing'),
          }),
        ]),
    ...(gatewayClassName === undefined
      ? []
      : [
          Listener.tlsRoute({
            name: 'gw',
            port: 9107,
            authentication: SCRAM,
            parentRefs: [{ name: GATEWAY, sectionName: 'kafka' }],
            advertisedPort: GATEWAY_PORT,
            ...hosts('gw'),
          }),
        ]),
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
    authorization: Authorization.acl({ superUsers: [`User:CN=${ADMIN}`] }),
  });
  return app;
}
