import type { BrokerOverrideSpec, ListenerSpec, OutsideSpec } from '../spec/listener';
import { EMPTY_OUTSIDE } from '../spec/listener';
import type { IngressController } from './ingress-controller';
import type { ListenerOptions } from './listener-options';

/** What holds for one broker of a listener, over what holds for all. */
export interface BrokerOptions {
  /** Which broker. */
  readonly nodeId: number;
  /**
   * Host that clients are told.
   * @default - as of all brokers
   */
  readonly advertisedHost?: string;
  /**
   * Port that clients are told.
   * @default - as of all brokers
   */
  readonly advertisedPort?: number;
  /**
   * Annotations of the broker's objects, over those of all brokers.
   * @default - none
   */
  readonly annotations?: { readonly [annotation: string]: string };
  /**
   * Labels of the broker's objects, over those of all brokers.
   * @default - none
   */
  readonly labels?: { readonly [label: string]: string };
}

/** What holds for one broker behind a router that tells hosts apart by name. */
export interface RoutedBrokerOptions extends BrokerOptions {
  /**
   * Host of the object that routes to the broker; what clients are told, unless a template or `advertisedHost` says another.
   * @default - by `brokerHostTemplate`
   */
  readonly host?: string;
}

/** What holds for one broker with a load balancer. */
export interface LoadBalancerBrokerOptions extends BrokerOptions {
  /**
   * Address that the load balancer shall have (`loadBalancerIP`), where the provider lets one ask for it.
   * @default - one that the provider picks
   */
  readonly loadBalancerIP?: string;
}

/** What holds for one broker with a port on every host. */
export interface NodePortBrokerOptions extends BrokerOptions {
  /**
   * Addresses, routed to the hosts by others, on which the Service answers too (`externalIPs`).
   * @default - none
   */
  readonly externalIPs?: string[];
}

/** Options that each type of listener has whose brokers have a Service each. */
export interface PerBrokerListenerOptions extends ListenerOptions {
  /**
   * Hosts that clients are told, one for each broker, where they are not those of `brokerHostTemplate`. Templates know
   * `{nodeId}`, `{nodePodName}`, `{nodePool}`, `{clusterName}` and `{namespace}`.
   * @default - by the type of the listener
   */
  readonly advertisedHostTemplate?: string;
  /**
   * Ports that clients are told, computed for each broker: `9000 + {nodeId}`, with `+`, `-`, `*` and parentheses.
   * @default - by the type of the listener
   */
  readonly advertisedPortTemplate?: string;
  /**
   * Whether the Services lead to brokers that are not ready too (`publishNotReadyAddresses`).
   * @default - to none outside of the Kubernetes cluster; inside, each broker's own Service does
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Annotations of the objects of the bootstrap address, over `annotations`.
   * @default - none
   */
  readonly bootstrapAnnotations?: { readonly [annotation: string]: string };
  /**
   * Labels of the objects of the bootstrap address, over `labels`.
   * @default - none
   */
  readonly bootstrapLabels?: { readonly [label: string]: string };
  /**
   * Annotations of the objects of each broker, over `annotations`; the values are templates.
   * @default - none
   */
  readonly brokerAnnotations?: { readonly [annotation: string]: string };
  /**
   * Labels of the objects of each broker, over `labels`; the values are templates.
   * @default - none
   */
  readonly brokerLabels?: { readonly [label: string]: string };
  /**
   * `ipFamilyPolicy` of the Services: `SingleStack`, `PreferDualStack` or `RequireDualStack`.
   * @default - of the Kubernetes cluster
   */
  readonly ipFamilyPolicy?: string;
  /**
   * `ipFamilies` of the Services: `IPv4`, `IPv6`, or both in order.
   * @default - of the Kubernetes cluster
   */
  readonly ipFamilies?: string[];
}

/** Options of a listener that is reached inside of the Kubernetes cluster through a Service for each broker. */
export interface ClusterIpListenerOptions extends PerBrokerListenerOptions {
  /**
   * Port that clients are told, the same of all brokers.
   * @default - the listener's port
   */
  readonly advertisedPort?: number;
  /**
   * What holds for single brokers. A change of what one is advertised as restarts that broker only.
   * @default - nothing: all are alike
   */
  readonly brokers?: BrokerOptions[];
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

/** Options of a listener with a load balancer for each broker. */
export interface LoadBalancerListenerOptions extends PerBrokerListenerOptions {
  /**
   * Host where clients begin; external-dns makes it point to the load balancer of all brokers.
   * @default - none: clients begin at the load balancer's own address
   */
  readonly bootstrapHost?: string;
  /**
   * Hosts of the brokers: `kafka-{nodeId}.example.com`; external-dns makes them point to their load balancers.
   * @default - each node reads the address of its load balancer when it starts
   */
  readonly brokerHostTemplate?: string;
  /**
   * Port that clients are told.
   * @default - the listener's port
   */
  readonly advertisedPort?: number;
  /**
   * Address ranges (CIDR) that the load balancers let in.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];
  /**
   * Class of the load balancers (`loadBalancerClass`), which cannot be changed later.
   * @default - of the Kubernetes cluster
   */
  readonly loadBalancerClass?: string;
  /**
   * Whether Kubernetes opens a port on each host for the load balancers too.
   * @default - of the Kubernetes cluster, which does
   */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /**
   * `Cluster`, or `Local`: to hosts with the broker on them only, and with the address of the client.
   * @default - of the Kubernetes cluster, `Cluster`
   */
  readonly externalTrafficPolicy?: string;
  /**
   * Whether there is a load balancer for all brokers, where clients begin.
   * @default true
   */
  readonly bootstrapService?: boolean;
  /**
   * Address that the load balancer of bootstrap shall have (`loadBalancerIP`), where the provider lets one ask for it.
   * @default - one that the provider picks
   */
  readonly bootstrapLoadBalancerIP?: string;
  /**
   * Port on every host that leads to all brokers beside the load balancer.
   * @default - one that Kubernetes picks
   */
  readonly bootstrapNodePort?: number;
  /**
   * Ports on every host that lead to the brokers beside their load balancers, by node id.
   * @default - such as Kubernetes picks
   */
  readonly brokerNodePorts?: { readonly [nodeId: string]: number };
  /**
   * Finalizers of the Services: `service.kubernetes.io/load-balancer-cleanup` keeps a Service until its load balancer is gone,
   * where the provider does not set it itself.
   * @default - none
   */
  readonly finalizers?: string[];
  /**
   * What holds for single brokers. A change of what one is advertised as restarts that broker only.
   * @default - nothing: all are alike
   */
  readonly brokers?: LoadBalancerBrokerOptions[];
}

/** Options of a listener with a port on every host of the Kubernetes cluster for each broker. */
export interface NodePortListenerOptions extends PerBrokerListenerOptions {
  /**
   * Port where clients begin.
   * @default - one that Kubernetes picks
   */
  readonly bootstrapNodePort?: number;
  /**
   * Ports of the brokers by node id. Brokers read theirs from their Service when they start, so a new entry restarts nobody.
   * @default - such as Kubernetes picks
   */
  readonly brokerNodePorts?: { readonly [nodeId: string]: number };
  /**
   * Port that clients are told, the same of all brokers, where something in front of the hosts translates.
   * @default - the broker's node port
   */
  readonly advertisedPort?: number;
  /**
   * `Cluster`, or `Local`: to the host with the broker on it only, and with the address of the client.
   * @default - of the Kubernetes cluster, `Cluster`
   */
  readonly externalTrafficPolicy?: string;
  /**
   * Which address of its host a broker tells: `InternalIP`, or `Hostname`, which is the name of the Node. A pod does not know the
   * others of a Node without a right on all Nodes. `{nodeName}` in `advertisedHostTemplate` is that name too.
   * @default InternalIP
   */
  readonly preferredNodePortAddressType?: string;
  /**
   * Addresses, routed to the hosts by others, on which the bootstrap Service answers too (`externalIPs`).
   * @default - none
   */
  readonly bootstrapExternalIPs?: string[];
  /**
   * What holds for single brokers. A change of what one is advertised as restarts that broker only.
   * @default - nothing: all are alike
   */
  readonly brokers?: NodePortBrokerOptions[];
}

type Given = Partial<OutsideSpec>;

type AnyBrokerOptions = RoutedBrokerOptions & LoadBalancerBrokerOptions & NodePortBrokerOptions;

const override = (broker: AnyBrokerOptions): BrokerOverrideSpec => ({
  nodeId: broker.nodeId,
  host: broker.host,
  advertisedHost: broker.advertisedHost,
  advertisedPort: broker.advertisedPort,
  loadBalancerIP: broker.loadBalancerIP,
  externalIPs: broker.externalIPs ?? [],
  annotations: broker.annotations ?? {},
  labels: broker.labels ?? {},
});

/** The part of a specification that all types have, and what the one type adds. */
function outsideSpec(
  options: PerBrokerListenerOptions & { readonly advertisedPort?: number },
  brokers: readonly AnyBrokerOptions[] = [],
  more: Given = {},
): OutsideSpec {
  return {
    ...EMPTY_OUTSIDE,
    advertisedHostTemplate: options.advertisedHostTemplate,
    advertisedPort: options.advertisedPort,
    advertisedPortTemplate: options.advertisedPortTemplate,
    publishNotReadyAddresses: options.publishNotReadyAddresses,
    overrides: brokers.map(override),
    ipFamilyPolicy: options.ipFamilyPolicy,
    ipFamilies: options.ipFamilies ?? [],
    bootstrap: {
      annotations: options.bootstrapAnnotations ?? {},
      labels: options.bootstrapLabels ?? {},
    },
    brokers: { annotations: options.brokerAnnotations ?? {}, labels: options.brokerLabels ?? {} },
    ...more,
  };
}

export const clusterIpOutside = (options: ClusterIpListenerOptions): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers);

export const routeOutside = (options: RouteListenerOptions): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
  });

export const ingressOutside = (options: IngressListenerOptions): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
    ingressClassName: options.ingressClassName,
    ingressController: options.ingressController?._toSpec() ?? 'nginx',
  });

export const tlsRouteOutside = (options: TlsRouteListenerOptions): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
    parentRefs: options.parentRefs.map(({ name, namespace, sectionName, port }) => ({
      name,
      namespace,
      sectionName,
      port,
    })),
  });

export const loadBalancerOutside = (
  options: LoadBalancerListenerOptions,
): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers, {
    bootstrapHost: options.bootstrapHost,
    brokerHostTemplate: options.brokerHostTemplate,
    bootstrapService: options.bootstrapService ?? true,
    loadBalancerSourceRanges: options.loadBalancerSourceRanges ?? [],
    loadBalancerClass: options.loadBalancerClass,
    bootstrapLoadBalancerIP: options.bootstrapLoadBalancerIP,
    bootstrapNodePort: options.bootstrapNodePort,
    brokerNodePorts: options.brokerNodePorts ?? {},
    finalizers: options.finalizers ?? [],
    allocateLoadBalancerNodePorts: options.allocateLoadBalancerNodePorts,
    externalTrafficPolicy: options.externalTrafficPolicy,
  });

export const nodePortOutside = (options: NodePortListenerOptions): ListenerSpec['outside'] =>
  outsideSpec(options, options.brokers, {
    bootstrapNodePort: options.bootstrapNodePort,
    brokerNodePorts: options.brokerNodePorts ?? {},
    externalTrafficPolicy: options.externalTrafficPolicy,
    preferredNodePortAddressType: options.preferredNodePortAddressType,
    bootstrapExternalIPs: options.bootstrapExternalIPs ?? [],
  });
