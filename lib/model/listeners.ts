import type { AuthenticationSpec, ListenerSpec, TlsSpec } from '../spec/listener';
import type { BrokerEndpoint, ListenerModel } from './cluster-model';
import { LISTENER_KINDS } from './listener-kinds';
import {
  bootstrapServiceName,
  listenerBootstrapServiceName,
  listenerNodeServiceName,
  nodesServiceName,
  podHost,
  serviceHost,
} from './names';
import type { NodeRef } from './node-ids';

/** Ports between the nodes themselves; named as Strimzi names them. */
export const CONTROL_PLANE = {
  id: 'CONTROLPLANE-9090',
  port: 9090,
  portName: 'tcp-ctrlplane',
} as const;
export const REPLICATION = {
  id: 'REPLICATION-9091',
  port: 9091,
  portName: 'tcp-replication',
} as const;

/** What a cluster has whose program names no listener: clients come with a certificate, or not at all. */
export const DEFAULT_LISTENERS: readonly ListenerSpec[] = [
  {
    name: 'tls',
    port: 9093,
    type: 'internal',
    tls: { kind: 'clusterCa' },
    authentication: { kind: 'tls' },
    networkPolicyPeers: undefined,
    annotations: {},
    labels: {},
    alternativeNames: [],
    maxConnections: undefined,
    maxConnectionCreationRate: undefined,
    origin: undefined,
  },
];

export interface ListenerContext {
  readonly cluster: string;
  readonly namespace: string;
  readonly brokers: readonly NodeRef[];
}

export function completeListener(spec: ListenerSpec, context: ListenerContext): ListenerModel {
  const kind = LISTENER_KINDS[spec.type];
  const authentication = spec.authentication ?? { kind: 'none' };
  const tls = spec.tls ?? (authentication.kind === 'tls' ? { kind: 'clusterCa' } : { kind: 'off' });
  const bootstrap = kind.servicePerBroker
    ? listenerBootstrapServiceName(context.cluster, spec.name)
    : bootstrapServiceName(context.cluster);
  return {
    spec,
    kind,
    name: spec.name,
    port: spec.port,
    id: `${spec.name.toUpperCase()}-${String(spec.port)}`,
    portName: portNameOf(spec),
    tls,
    authentication,
    securityProtocol: securityProtocolOf(tls, authentication),
    bootstrapHost: serviceHost(bootstrap, context.namespace),
    brokers: context.brokers.map((node) => endpointOf(spec, node, context)),
  };
}

// Strimzi's names of the two ports that every one of its clusters has.
function portNameOf(spec: ListenerSpec): string {
  if (spec.name === 'plain' && spec.port === 9092) return 'tcp-clients';
  if (spec.name === 'tls' && spec.port === 9093) return 'tcp-clientstls';
  return `tcp-${spec.name}`;
}

function securityProtocolOf(
  tls: TlsSpec,
  authentication: AuthenticationSpec,
): ListenerModel['securityProtocol'] {
  const sasl = authentication.kind === 'scram' || authentication.kind === 'plain';
  if (tls.kind === 'off') return sasl ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
  return sasl ? 'SASL_SSL' : 'SSL';
}

function endpointOf(spec: ListenerSpec, node: NodeRef, context: ListenerContext): BrokerEndpoint {
  const host = LISTENER_KINDS[spec.type].servicePerBroker
    ? serviceHost(listenerNodeServiceName(context.cluster, spec.name, node), context.namespace)
    : podHost(node.podName, nodesServiceName(context.cluster), context.namespace);
  return { node, host, port: spec.port };
}
