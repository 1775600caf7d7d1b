import type { BrokerOverrideSpec, ListenerSpec, ReachSpec } from '../spec/listener';
import { EMPTY_REACH, EMPTY_OVERRIDE } from '../spec/listener';
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
import { portOf } from './port-template';
import { expand, NODE_NAME, wordsOf } from './templates';

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
  | 'reach'
>;

/** The port of routers that tell hosts apart by name. */
const HTTPS = 443;

/** Where a listener is, as far as it does not differ between brokers. */
export function placeOf(spec: ListenerSpec, kind: ListenerKind, context: ListenerContext): Place {
  const reach = spec.reach ?? EMPTY_REACH;
  // Strimzi had one outside listener before it had several: its objects have no name of it.
  const isFirst = kind.isOutside && spec.name === 'external' && spec.port === 9094;
  const objectName = isFirst ? undefined : spec.name;
  const serviceName = kind.servicePerBroker
    ? listenerBootstrapServiceName(context.cluster, spec.name)
    : bootstrapServiceName(context.cluster);
  const bootstrapHost = bootstrapHostOf(reach, kind, objectName, context);
  return {
    kind,
    reach,
    objectName,
    bootstrapServiceName: kind.servicePerBroker && reach.bootstrapService ? serviceName : undefined,
    serviceHost: serviceHost(serviceName, context.namespace),
    bootstrapHost: bootstrapHost ?? serviceHost(serviceName, context.namespace),
    bootstrapPort: kind.routesByName ? (reach.advertisedPort ?? HTTPS) : spec.port,
    advertised: {
      host: advertisedHostOf(reach, kind, objectName, context),
      port: advertisedPortOf(spec, kind, reach),
    },
  };
}

function bootstrapHostOf(
  reach: ReachSpec,
  kind: ListenerKind,
  objectName: string | undefined,
  { cluster, namespace, appsDomain }: ListenerContext,
): string | undefined {
  if (reach.bootstrapHost !== undefined)
    return expand(reach.bootstrapHost, { clusterName: cluster, namespace });
  if (kind.hostOtherwise !== 'appsDomain' || appsDomain === undefined) return undefined;
  return `${bootstrapRouteName(cluster, objectName)}-${namespace}.${appsDomain}`;
}

function advertisedHostOf(
  reach: ReachSpec,
  kind: ListenerKind,
  objectName: string | undefined,
  context: ListenerContext,
): string | undefined {
  const template =
    reach.advertisedHostTemplate ??
    reach.brokerHostTemplate ??
    ADDRESS_TYPES.get(reach.preferredNodePortAddressType ?? '') ??
    HOSTS_OTHERWISE[kind.hostOtherwise](objectName, context);
  return template === undefined ? undefined : known(template, context);
}

/** Addresses of a host (`status.addresses` of a Node) that a pod knows without a right, beside its `InternalIP`. */
// A Map: an object would have an answer for 'constructor'.
const ADDRESS_TYPES: ReadonlyMap<string, string> = new Map([['Hostname', `{${NODE_NAME}}`]]);

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
  reach: ReachSpec,
): string | undefined {
  const ports = { listenerPort: spec.port, https: HTTPS, nodePort: undefined };
  const port = reach.advertisedPort ?? ports[kind.advertisedPort];
  return reach.advertisedPortTemplate ?? (port === undefined ? undefined : String(port));
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
export function endpointOf(place: Place, node: NodeRef, context: ListenerContext): BrokerEndpoint {
  const { kind, reach, objectName } = place;
  const own = reach.overrides.find(({ nodeId }) => nodeId === node.nodeId) ?? EMPTY_OVERRIDE;
  const ofNode = templatesOf(node, context);
  const advertised = advertisedBy(place, node, own, ofNode);
  return {
    node,
    serviceName: kind.servicePerBroker
      ? listenerNodeServiceName(context.cluster, objectName, node)
      : undefined,
    routeHost: kind.isOutside
      ? (own.host ?? ofNode(reach.brokerHostTemplate) ?? advertised.host)
      : undefined,
    ...advertised,
    nodePort: reach.brokerNodePorts[String(node.nodeId)],
    loadBalancerIP: own.loadBalancerIP,
    externalIPs: own.externalIPs,
    annotations: { ...each(reach.brokers.annotations, ofNode), ...own.annotations },
    labels: { ...each(reach.brokers.labels, ofNode), ...own.labels },
  };
}

type OfNode = (template: string | undefined) => string | undefined;

function templatesOf(node: NodeRef, context: ListenerContext): OfNode {
  const words = { nodeId: String(node.nodeId), nodePodName: node.podName, nodePool: node.pool };
  return (template) =>
    template === undefined ? undefined : expand(known(template, context), words);
}

const each = (
  texts: Readonly<Record<string, string>>,
  ofNode: OfNode,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, ofNode(text) ?? text]));

function advertisedBy(
  { advertised, reach }: Place,
  { nodeId }: NodeRef,
  override: Omit<BrokerOverrideSpec, 'nodeId'>,
  ofNode: OfNode,
): Pick<BrokerEndpoint, 'host' | 'port' | 'own'> {
  const { advertisedHost, advertisedPort, host: routeHost } = override;
  const own = {
    // The host that leads to it is what it tells, unless a template has another for all.
    host: advertisedHost ?? (reach.advertisedHostTemplate === undefined ? routeHost : undefined),
    port: advertisedPort,
  };
  const host = ofNode(advertised.host);
  const isKnown = host !== undefined && !wordsOf(host).includes(NODE_NAME);
  return {
    own,
    host: own.host ?? (isKnown ? host : undefined),
    port: own.port ?? (advertised.port === undefined ? undefined : portOf(advertised.port, nodeId)),
  };
}
