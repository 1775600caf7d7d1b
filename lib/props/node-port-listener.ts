import type { ListenerSpec } from '../spec/listener';
import { reachSpec } from './per-broker-listener';
import type { BrokerOptions, PerBrokerListenerOptions } from './per-broker-listener';

/** What holds for one broker with a port on every host. */
export interface NodePortBrokerOptions extends BrokerOptions {
  /**
   * Addresses, routed to the hosts by others, on which the Service answers too (`externalIPs`).
   * @default - none
   */
  readonly externalIPs?: string[];
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

export const nodePortReach = (options: NodePortListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers, {
    bootstrapNodePort: options.bootstrapNodePort,
    brokerNodePorts: options.brokerNodePorts ?? {},
    externalTrafficPolicy: options.externalTrafficPolicy,
    preferredNodePortAddressType: options.preferredNodePortAddressType,
    bootstrapExternalIPs: options.bootstrapExternalIPs ?? [],
  });
