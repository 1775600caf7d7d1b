import type { KubernetesObject } from './pod-template';

export type ListenerType =
  'internal' | 'cluster-ip' | 'route' | 'loadbalancer' | 'nodeport' | 'ingress' | 'tlsroute';

export type IngressControllerName = 'nginx' | 'haproxy' | 'traefik';

/** The Gateway that a TLSRoute belongs to (gateway.networking.k8s.io/v1 ParentReference). */
export interface ParentRefSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly sectionName: string | undefined;
  readonly port: number | undefined;
}

/** Labels and annotations of the objects of bootstrap, or of a broker; templates in the latter. */
export interface MetadataSpec {
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What was said of a single broker, over what was said of all. */
export interface BrokerOverrideSpec extends MetadataSpec {
  readonly nodeId: number;
  /** Host of the object that routes to it. */
  readonly host: string | undefined;
  readonly advertisedHost: string | undefined;
  readonly advertisedPort: number | undefined;
  readonly loadBalancerIP: string | undefined;
  readonly externalIPs: readonly string[];
}

/** Nothing said of a single broker. */
export const EMPTY_OVERRIDE: Omit<BrokerOverrideSpec, 'nodeId'> = {
  host: undefined,
  advertisedHost: undefined,
  advertisedPort: undefined,
  loadBalancerIP: undefined,
  externalIPs: [],
  annotations: {},
  labels: {},
};

/** How a listener with an address for each broker is reached, as far as it was said. What a type has no use for is undefined there. */
export interface ReachSpec {
  readonly bootstrapHost: string | undefined;
  /** Template of the brokers' hosts in the objects that route to them, and where they are advertised. */
  readonly brokerHostTemplate: string | undefined;
  /** Template of what clients are told, where that is another host. */
  readonly advertisedHostTemplate: string | undefined;
  readonly advertisedPort: number | undefined;
  /** Arithmetic over `{nodeId}`. */
  readonly advertisedPortTemplate: string | undefined;
  readonly overrides: readonly BrokerOverrideSpec[];
  readonly publishNotReadyAddresses: boolean | undefined;
  readonly bootstrapService: boolean;
  readonly bootstrapNodePort: number | undefined;
  readonly brokerNodePorts: Readonly<Record<string, number>>;
  readonly preferredNodePortAddressType: string | undefined;
  readonly bootstrapExternalIPs: readonly string[];
  readonly bootstrapLoadBalancerIP: string | undefined;
  readonly finalizers: readonly string[];
  readonly loadBalancerSourceRanges: readonly string[];
  readonly loadBalancerClass: string | undefined;
  readonly allocateLoadBalancerNodePorts: boolean | undefined;
  readonly externalTrafficPolicy: string | undefined;
  readonly ingressClassName: string | undefined;
  readonly ingressController: IngressControllerName | undefined;
  readonly parentRefs: readonly ParentRefSpec[];
  readonly ipFamilyPolicy: string | undefined;
  readonly ipFamilies: readonly string[];
  readonly bootstrap: MetadataSpec;
  readonly brokers: MetadataSpec;
}

/** Nothing said of how brokers are reached. */
export const EMPTY_REACH: ReachSpec = {
  bootstrapHost: undefined,
  brokerHostTemplate: undefined,
  advertisedHostTemplate: undefined,
  advertisedPort: undefined,
  advertisedPortTemplate: undefined,
  overrides: [],
  publishNotReadyAddresses: undefined,
  bootstrapService: true,
  bootstrapNodePort: undefined,
  brokerNodePorts: {},
  preferredNodePortAddressType: undefined,
  bootstrapExternalIPs: [],
  bootstrapLoadBalancerIP: undefined,
  finalizers: [],
  loadBalancerSourceRanges: [],
  loadBalancerClass: undefined,
  allocateLoadBalancerNodePorts: undefined,
  externalTrafficPolicy: undefined,
  ingressClassName: undefined,
  ingressController: undefined,
  parentRefs: [],
  ipFamilyPolicy: undefined,
  ipFamilies: [],
  bootstrap: { annotations: {}, labels: {} },
  brokers: { annotations: {}, labels: {} },
};

export interface SecretKeySpec {
  readonly secretName: string;
  readonly key: string;
}

export type TlsSpec =
  | { readonly kind: 'off' }
  | { readonly kind: 'clusterCa' }
  | {
      readonly kind: 'secret';
      readonly secretName: string;
      readonly certificate: string;
      readonly key: string;
    };

export type AuthenticationSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'tls' }
  | { readonly kind: 'scram'; readonly mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-512' }
  | { readonly kind: 'plain'; readonly users: Readonly<Record<string, SecretKeySpec>> };

/** A listener for clients as the user said it. */
export interface ListenerSpec {
  readonly name: string;
  readonly port: number;
  readonly type: ListenerType;
  readonly tls: TlsSpec | undefined;
  readonly authentication: AuthenticationSpec | undefined;
  /** NetworkPolicyPeers of the Kubernetes API; undefined: the pods of the cluster's own namespace. */
  readonly networkPolicyPeers: readonly KubernetesObject[] | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly alternativeNames: readonly string[];
  readonly maxConnections: number | undefined;
  readonly maxConnectionCreationRate: number | undefined;
  /** Undefined for the type whose brokers have no address but that of their pods. */
  readonly reach: ReachSpec | undefined;
  readonly origin: string | undefined;
}
