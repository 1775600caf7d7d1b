import type { ListenerSpec, OutsideSpec } from '../spec/listener';
import { EMPTY_OUTSIDE } from '../spec/listener';
import type { BrokerEndpoint, ListenerModel } from './cluster-model';
import type { ListenerKind } from './listener-kinds';
import {
  bootstrapRouteName,
  bootstrapServiceName,
  listenerBootstrapServiceName,
  listenerNodeServiceName,
  nodesServiceName,
  podHost,
  serviceHost,
} from './names';
import type { NodeRef } from './node-ids';
import { expand } from './templates';

/** What a listener must know of its cluster. */
export interface ListenerContext {
  readonly cluster: string;
  readonly namespace: string;
  /** Domain of the router, of Platform.openshift. */
  readonly appsDomain: string | undefined;
  readonly brokers: readonly NodeRef[];
}

type Place = Pick<
  ListenerModel,
  | 'kind'
  | 'objectName'
  | 'bootstrapServiceName'
  | 'serviceHost'
  | 'bootstrapHost'
  | 'bootstrapPort'
  | 'advertised'
  | 'outside'
>;

/** The port of routers that tell hosts apart by name. */
const HTTPS = 443;

/** Where a listener is, as far as it does not differ between brokers. */
export function placeOf(spec: ListenerSpec, kind: ListenerKind, context: ListenerContext): Place {
  const outside = spec.outside ?? EMPTY_OUTSIDE;
  // Strimzi had one outside listener before it had several: its objects have no name of it.
  const isFirst = kind.isOutside && spec.name === 'external' && spec.port === 9094;
  const objectName = isFirst ? undefined : spec.name;
  const serviceName = kind.servicePerBroker
    ? listenerBootstrapServiceName(context.cluster, spec.name)
    : bootstrapServiceName(context.cluster);
  const bootstrapHost = bootstrapHostOf(outside, kind, objectName, context);
  return {
    kind,
    outside,
    objectName,
    bootstrapServiceName:
      kind.servicePerBroker && outside.bootstrapService ? serviceName : undefined,
    serviceHost: serviceHost(serviceName, context.namespace),
    bootstrapHost: bootstrapHost ?? serviceHost(serviceName, context.namespace),
    bootstrapPort: kind.routesByName ? (outside.advertisedPort ?? HTTPS) : spec.port,
    advertised: {
      host: advertisedHostOf(outside, kind, objectName, context),
      port: advertisedPortOf(spec, kind, outside),
    },
  };
}

function bootstrapHostOf(
  outside: OutsideSpec,
  kind: ListenerKind,
  objectName: string | undefined,
  { cluster, namespace, appsDomain }: ListenerContext,
): string | undefined {
  if (outside.bootstrapHost !== undefined)
    return expand(outside.bootstrapHost, { clusterName: cluster, namespace });
  if (kind.hostOtherwise !== 'appsDomain' || appsDomain === undefined) return undefined;
  return `${bootstrapRouteName(cluster, objectName)}-${namespace}.${appsDomain}`;
}

function advertisedHostOf(
  outside: OutsideSpec,
  kind: ListenerKind,
  objectName: string | undefined,
  context: ListenerContext,
): string | undefined {
  const template =
    outside.advertisedHostTemplate ??
    outside.brokerHostTemplate ??
    HOSTS_OTHERWISE[kind.hostOtherwise](objectName, context);
  return template === undefined ? undefined : known(template, context);
}

const SERVICE_NODE = { pool: '{nodePool}', nodeId: '{nodeId}' };

/** Hosts that nobody has said, as templates. */
const HOSTS_OTHERWISE: Readonly<
  Record<
    ListenerKind['hostOtherwise'],
    (objectName: string | undefined, context: ListenerContext) => string | undefined
  >
> = {
  pod: (_, { cluster, namespace }) =>
    podHost('{nodePodName}', nodesServiceName(cluster), namespace),
  service: (objectName, { cluster, namespace }) =>
    serviceHost(listenerNodeServiceName(cluster, objectName, SERVICE_NODE), namespace),
  // As OpenShift's router makes one of a Route without a host.
  appsDomain: (objectName, { cluster, namespace, appsDomain }) =>
    appsDomain === undefined
      ? undefined
      : `${listenerNodeServiceName(cluster, objectName, SERVICE_NODE)}-${namespace}.${appsDomain}`,
  loadBalancer: () => undefined,
  node: () => undefined,
  nowhere: () => undefined,
};

function advertisedPortOf(
  spec: ListenerSpec,
  kind: ListenerKind,
  outside: OutsideSpec,
): number | undefined {
  if (outside.advertisedPort !== undefined) return outside.advertisedPort;
  const ports = { listenerPort: spec.port, https: HTTPS, nodePort: undefined };
  return ports[kind.advertisedPort];
}

const known = (template: string, { cluster, namespace }: ListenerContext): string =>
  expand(template, { clusterName: cluster, namespace });

/** Listeners of which a broker reads something from its own Service when it starts. */
export const discovering = (listeners: readonly ListenerModel[]): readonly ListenerModel[] =>
  listeners.filter(
    ({ kind, advertised: { host, port } }) =>
      kind.serviceType !== 'ClusterIP' && (host === undefined || port === undefined),
  );

/** A broker of a listener. */
export function endpointOf(
  place: Place,
  node: NodeRef,
  { port }: ListenerSpec,
  context: ListenerContext,
): BrokerEndpoint {
  const { kind, outside, objectName, advertised } = place;
  const words = { nodeId: String(node.nodeId), nodePodName: node.podName, nodePool: node.pool };
  const ofNode = (template: string): string => expand(known(template, context), words);
  const host = advertised.host === undefined ? undefined : ofNode(advertised.host);
  const routeHost =
    outside.brokerHostTemplate === undefined ? host : ofNode(outside.brokerHostTemplate);
  const each = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, ofNode(text)]));
  return {
    node,
    serviceName: kind.servicePerBroker
      ? listenerNodeServiceName(context.cluster, objectName, node)
      : undefined,
    routeHost: kind.isOutside ? routeHost : undefined,
    host,
    port: kind.isOutside ? advertised.port : port,
    nodePort: outside.brokerNodePorts[String(node.nodeId)],
    annotations: each(outside.brokers.annotations),
    labels: each(outside.brokers.labels),
  };
}
