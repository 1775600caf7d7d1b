import type { ListenerSpec } from '../spec/listener';
import type { IngressController } from './ingress-controller';
import { reachSpec } from './per-broker-listener';
import type { BrokerOptions, PerBrokerListenerOptions } from './per-broker-listener';

/** What holds for one broker behind a router that tells hosts apart by name. */
export interface RoutedBrokerOptions extends BrokerOptions {
  /**
   * Host of the object that routes to the broker; what clients are told, unless a template or `advertisedHost` says another.
   * @default - by `brokerHostTemplate`
   */
  readonly host?: string;
}

/** Options of a listener behind a router that tells hosts apart by name (SNI). */
export interface RoutedListenerOptions extends PerBrokerListenerOptions {
  /**
   * The port of the router, which clients are told.
   * @default 443
   */
  readonly advertisedPort?: number;
  /**
   * What holds for single brokers. A change of what one is advertised as restarts that broker only.
   * @default - nothing: all are alike
   */
  readonly brokers?: RoutedBrokerOptions[];
}

/** Options of a listener behind OpenShift's router. */
export interface RouteListenerOptions extends RoutedListenerOptions {
  /**
   * Host of the Route to all brokers, where clients begin.
   * @default - `<route>-<namespace>.<appsDomain>` as OpenShift makes it, of `Platform.openshift({ appsDomain })`
   */
  readonly bootstrapHost?: string;
  /**
   * Hosts of the Routes to each broker: `kafka-{nodeId}.apps.example.com`.
   * @default - `<route>-<namespace>.<appsDomain>` as OpenShift makes it, of `Platform.openshift({ appsDomain })`
   */
  readonly brokerHostTemplate?: string;
}

/** Options of a listener behind an Ingress controller. */
export interface IngressListenerOptions extends RoutedListenerOptions {
  /** Host of the Ingress to all brokers, where clients begin. */
  readonly bootstrapHost: string;
  /** Hosts of the Ingresses to each broker: `kafka-{nodeId}.example.com`. */
  readonly brokerHostTemplate: string;
  /**
   * Class of the Ingresses (`ingressClassName`).
   * @default - the default class of the Kubernetes cluster
   */
  readonly ingressClassName?: string;
  /**
   * Which controller serves the class: each has its own way to be told to pass TLS on.
   * @default - IngressController.NGINX
   */
  readonly ingressController?: IngressController;
}

/** A Gateway that a listener's TLSRoutes belong to (gateway.networking.k8s.io/v1 ParentReference). */
export interface ParentRef {
  /** Name of the Gateway. */
  readonly name: string;
  /**
   * Its namespace.
   * @default - that of the cluster
   */
  readonly namespace?: string;
  /**
   * Name of the Gateway's listener, which is of protocol TLS and mode Passthrough.
   * @default - all that fit
   */
  readonly sectionName?: string;
  /**
   * Port of the Gateway's listener.
   * @default - all that fit
   */
  readonly port?: number;
}

/** Options of a listener behind a Gateway (Gateway API). */
export interface TlsRouteListenerOptions extends RoutedListenerOptions {
  /** The Gateways that serve the hosts. */
  readonly parentRefs: ParentRef[];
  /** Host of the TLSRoute to all brokers, where clients begin. */
  readonly bootstrapHost: string;
  /** Hosts of the TLSRoutes to each broker: `kafka-{nodeId}.example.com`. */
  readonly brokerHostTemplate: string;
}

export const routeReach = (options: RouteListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
  });

export const ingressReach = (options: IngressListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
    ingressClassName: options.ingressClassName,
    ingressController: options.ingressController?._toSpec() ?? 'nginx',
  });

export const tlsRouteReach = (options: TlsRouteListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
    parentRefs: options.parentRefs.map(({ name, namespace, sectionName, port }) => ({
      name,
      namespace,
      sectionName,
      port,
    })),
  });
