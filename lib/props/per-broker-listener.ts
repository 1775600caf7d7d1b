import type { BrokerOverrideSpec, ListenerSpec, ReachSpec } from '../spec/listener';
import { EMPTY_REACH } from '../spec/listener';
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

type Given = Partial<ReachSpec>;

/** Of whatever type: what a type has no use for is not there. */
interface AnyBrokerOptions extends BrokerOptions {
  readonly host?: string;
  readonly loadBalancerIP?: string;
  readonly externalIPs?: readonly string[];
}

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
export function reachSpec(
  options: PerBrokerListenerOptions & { readonly advertisedPort?: number },
  brokers: readonly AnyBrokerOptions[] = [],
  more: Given = {},
): ReachSpec {
  return {
    ...EMPTY_REACH,
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

export const clusterIpReach = (options: ClusterIpListenerOptions): ListenerSpec['reach'] =>
  reachSpec(options, options.brokers);
