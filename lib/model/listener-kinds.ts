import type { ListenerType } from '../spec/listener';

/** What a type of listener can do. Rules and renderers ask this table, never the type itself. */
export interface ListenerKind {
  /** The factory that makes it, for messages. */
  readonly factory: string;
  /** Whether the ports stand on the common bootstrap and headless Services. */
  readonly onCommonServices: boolean;
  /** Whether each broker has a Service of its own. */
  readonly servicePerBroker: boolean;
  readonly serviceType: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Which pods may connect when the user names no peers. */
  readonly defaultPeers: 'sameNamespace' | 'everyone';
  /** Reached from outside of the Kubernetes cluster: TLS unless the user says otherwise. */
  readonly isOutside: boolean;
  /** The way in tells brokers apart by the name that the client asks for in TLS (SNI), and passes the bytes on. */
  readonly routesByName: boolean;
  /** The object that routes a host to a Service. */
  readonly route: 'Route' | 'Ingress' | 'TLSRoute' | undefined;
  /** Where brokers are found whose host nobody says. */
  readonly hostOtherwise: 'pod' | 'service' | 'appsDomain' | 'loadBalancer' | 'node' | 'nowhere';
  /** The port that clients are told. */
  readonly advertisedPort: 'listenerPort' | 'https' | 'nodePort';
  /** The platform that has the kind of route; undefined: any, with the right add-on. */
  readonly platform: 'openshift' | undefined;
}

const INSIDE = {
  serviceType: 'ClusterIP',
  defaultPeers: 'sameNamespace',
  isOutside: false,
  routesByName: false,
  route: undefined,
  advertisedPort: 'listenerPort',
  platform: undefined,
} as const;

const OUTSIDE = {
  onCommonServices: false,
  servicePerBroker: true,
  defaultPeers: 'everyone',
  isOutside: true,
  platform: undefined,
} as const;

const BY_NAME = {
  ...OUTSIDE,
  serviceType: 'ClusterIP',
  routesByName: true,
  // Whatever the port on the brokers: routers listen on one.
  advertisedPort: 'https',
} as const;

export const LISTENER_KINDS: Readonly<Record<ListenerType, ListenerKind>> = {
  internal: {
    ...INSIDE,
    factory: 'Listener.internal',
    onCommonServices: true,
    servicePerBroker: false,
    hostOtherwise: 'pod',
  },
  'cluster-ip': {
    ...INSIDE,
    factory: 'Listener.clusterIp',
    onCommonServices: false,
    servicePerBroker: true,
    hostOtherwise: 'service',
  },
  route: {
    ...BY_NAME,
    factory: 'Listener.route',
    route: 'Route',
    hostOtherwise: 'appsDomain',
    platform: 'openshift',
  },
  loadbalancer: {
    ...OUTSIDE,
    factory: 'Listener.loadBalancer',
    serviceType: 'LoadBalancer',
    routesByName: false,
    route: undefined,
    hostOtherwise: 'loadBalancer',
    advertisedPort: 'listenerPort',
  },
  nodeport: {
    ...OUTSIDE,
    factory: 'Listener.nodePort',
    serviceType: 'NodePort',
    routesByName: false,
    route: undefined,
    hostOtherwise: 'node',
    advertisedPort: 'nodePort',
  },
  ingress: {
    ...BY_NAME,
    factory: 'Listener.ingress',
    route: 'Ingress',
    hostOtherwise: 'nowhere',
  },
  tlsroute: {
    ...BY_NAME,
    factory: 'Listener.tlsRoute',
    route: 'TLSRoute',
    hostOtherwise: 'nowhere',
  },
};
