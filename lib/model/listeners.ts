import type { AuthenticationSpec, ListenerSpec, TlsSpec } from '../spec/listener';
import type { ListenerModel } from './cluster-model';
import { LISTENER_KINDS } from './listener-kinds';
import type { ListenerKind } from './listener-kinds';
import { endpointOf, placeOf } from './listener-places';
import type { ListenerContext } from './listener-places';

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
    reach: undefined,
    origin: undefined,
  },
];

export function completeListener(spec: ListenerSpec, context: ListenerContext): ListenerModel {
  const kind = LISTENER_KINDS[spec.type];
  const authentication = spec.authentication ?? { kind: 'none' };
  const tls = spec.tls ?? defaultTls(kind, authentication);
  const place = placeOf(spec, kind, context);
  return {
    spec,
    name: spec.name,
    port: spec.port,
    id: `${spec.name.toUpperCase()}-${String(spec.port)}`,
    portName: portNameOf(spec),
    tls,
    authentication,
    securityProtocol: securityProtocolOf(tls, authentication),
    ...place,
    brokers: context.brokers.map((node) => endpointOf(place, node, context)),
  };
}

function defaultTls(kind: ListenerKind, authentication: AuthenticationSpec): TlsSpec {
  return kind.isOutside || authentication.kind === 'tls' ? { kind: 'clusterCa' } : { kind: 'off' };
}

/** Strimzi's names of the two ports that every one of its clusters has. */
const STRIMZI_PORTS = [
  { listener: 'plain', port: 9092, portName: 'tcp-clients' },
  { listener: 'tls', port: 9093, portName: 'tcp-clientstls' },
] as const;

function portNameOf({ name, port }: Pick<ListenerSpec, 'name' | 'port'>): string {
  const known = STRIMZI_PORTS.find((one) => one.listener === name && one.port === port);
  return known?.portName ?? `tcp-${name}`;
}

/** The listener whose port is called so. */
export function listenerNameOf(portName: string, port: number): string {
  const known = STRIMZI_PORTS.find((one) => one.portName === portName && one.port === port);
  return known?.listener ?? portName.replace(/^tcp-/, '');
}

function securityProtocolOf(
  tls: TlsSpec,
  authentication: AuthenticationSpec,
): ListenerModel['securityProtocol'] {
  const sasl = authentication.kind === 'scram' || authentication.kind === 'plain';
  if (tls.kind === 'off') return sasl ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
  return sasl ? 'SASL_SSL' : 'SSL';
}
