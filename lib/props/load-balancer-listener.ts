import type { ListenerSpec } from '../spec/listener';
import { reachSpec } from './per-broker-listener';
import type { BrokerOptions, PerBrokerListenerOptions } from './per-broker-listener';

/** What holds for one broker with a load balancer. */
export interface LoadBalancerBrokerOptions extends BrokerOptions {
  /**
   * Address that the load balancer shall have (`loadBalancerIP`), where the provider lets one ask for it.
   * @default - one that the provider picks
   */
  readonly loadBalancerIP?: string;
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

export const loadBalancerReach = (options: LoadBalancerListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers, {
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
