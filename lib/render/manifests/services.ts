import type { Manifest } from '../../manifest/manifest';
import type { BrokerEndpoint, ClusterModel, ListenerModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import { bootstrapServiceName, nodesServiceName } from '../../model/names';
import type { NodeRef } from '../../model/node-ids';
import type { MetadataSpec } from '../../spec/listener';
import type { NamedPort } from './container';
import { brokerSelector, clusterSelector, ownerOf } from './labels';
import type { Owner } from './labels';

/** The Services that every cluster has. */
export function commonServices(cluster: ClusterModel): readonly Manifest[] {
  const shared = cluster.listeners
    .filter((listener) => listener.kind.onCommonServices)
    .map(({ portName, port }) => ({ name: portName, port }));
  return [
    service(ownerOf(cluster), {
      name: bootstrapServiceName(cluster.name),
      ports: [{ name: REPLICATION.portName, port: REPLICATION.port }, ...shared],
      selector: brokerSelector(cluster),
    }),
    service(ownerOf(cluster), {
      name: nodesServiceName(cluster.name),
      ports: [
        ...(cluster.mode.runsControllers
          ? [{ name: CONTROL_PLANE.portName, port: CONTROL_PLANE.port }]
          : []),
        { name: REPLICATION.portName, port: REPLICATION.port },
        ...shared,
      ],
      selector: clusterSelector(cluster),
      headless: true,
    }),
  ];
}

/** The Services of a listener whose brokers each have an address of their own. */
export function listenerServices(
  cluster: ClusterModel,
  listener: ListenerModel,
): readonly Manifest[] {
  if (!listener.kind.servicePerBroker) return [];
  return [
    ...bootstrapService(cluster, listener),
    ...listener.brokers.flatMap((broker) => brokerService(cluster, listener, broker)),
  ];
}

function bootstrapService(cluster: ClusterModel, listener: ListenerModel): readonly Manifest[] {
  const { bootstrapServiceName: name, reach } = listener;
  if (name === undefined) return [];
  return [
    service(ownerOf(cluster), {
      name,
      ports: [portOf(listener, reach.bootstrapNodePort)],
      selector: brokerSelector(cluster),
      ...metadataOf(listener, reach.bootstrap, reach.bootstrapHost),
      spec: exposure(listener, {
        externalIPs: reach.bootstrapExternalIPs,
        loadBalancerIP: reach.bootstrapLoadBalancerIP,
      }),
      publishNotReadyAddresses: reach.publishNotReadyAddresses ?? false,
    }),
  ];
}

function brokerService(
  cluster: ClusterModel,
  listener: ListenerModel,
  broker: BrokerEndpoint,
): readonly Manifest[] {
  if (broker.serviceName === undefined) return [];
  const { kind, reach } = listener;
  return [
    service(ownerOf(cluster), {
      name: broker.serviceName,
      ports: [portOf(listener, broker.nodePort)],
      selector: nodeSelector(cluster, broker.node),
      ...metadataOf(listener, broker, broker.host),
      spec: exposure(listener, broker),
      // A broker must find itself and its peers before it is ready; from outside nobody has to.
      publishNotReadyAddresses: reach.publishNotReadyAddresses ?? !kind.isOutside,
    }),
  ];
}

const portOf = ({ portName, port }: ListenerModel, nodePort: number | undefined): ServicePort => ({
  name: portName,
  port,
  nodePort,
});

const EXTERNAL_DNS = 'external-dns.alpha.kubernetes.io/hostname';

/** What was said of all objects of the listener, of this one, and the host that external-dns shall make point here. */
function metadataOf(
  { spec, kind, reach }: ListenerModel,
  own: MetadataSpec,
  host: string | undefined,
): MetadataSpec & { readonly finalizers: readonly string[] } {
  const isNamed = kind.serviceType === 'LoadBalancer' && host !== undefined;
  const isOurs = reach.brokerHostTemplate !== undefined || reach.bootstrapHost !== undefined;
  return {
    annotations: {
      ...(isNamed && isOurs ? { [EXTERNAL_DNS]: host } : {}),
      ...spec.annotations,
      ...own.annotations,
    },
    labels: { ...spec.labels, ...own.labels },
    finalizers: reach.finalizers,
  };
}

/** The part of the Service's spec that says how it is reached. */
function exposure(
  { kind, reach }: ListenerModel,
  { externalIPs, loadBalancerIP }: Pick<BrokerEndpoint, 'externalIPs' | 'loadBalancerIP'>,
): object {
  const {
    loadBalancerSourceRanges: ranges,
    loadBalancerClass,
    allocateLoadBalancerNodePorts,
    externalTrafficPolicy,
    ipFamilyPolicy,
    ipFamilies,
  } = reach;
  const said = {
    loadBalancerIP,
    loadBalancerClass,
    allocateLoadBalancerNodePorts,
    externalTrafficPolicy,
    ipFamilyPolicy,
  };
  return {
    type: kind.serviceType,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(ranges.length > 0 ? { loadBalancerSourceRanges: ranges } : {}),
    ...(ipFamilies.length > 0 ? { ipFamilies } : {}),
    ...(externalIPs.length > 0 ? { externalIPs } : {}),
  };
}

function nodeSelector(cluster: ClusterModel, node: NodeRef): Readonly<Record<string, string>> {
  return { ...brokerSelector(cluster), 'statefulset.kubernetes.io/pod-name': node.podName };
}

interface ServicePort extends NamedPort {
  readonly nodePort?: number | undefined;
}

interface ServiceOptions {
  readonly name: string;
  readonly ports: readonly ServicePort[];
  readonly selector: Readonly<Record<string, string>>;
  readonly headless?: boolean;
  readonly publishNotReadyAddresses?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  /** How it is reached; a Service of the cluster's own inside where nothing is said. */
  readonly spec?: object;
}

export function service(owner: Owner, options: ServiceOptions): Manifest {
  const { annotations = {}, headless = false, publishNotReadyAddresses = headless } = options;
  const { finalizers = [] } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: options.name,
      namespace: owner.namespace,
      labels: { ...options.labels, ...owner.labels },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(finalizers.length > 0 ? { finalizers: [...finalizers] } : {}),
    },
    spec: {
      ...(options.spec ?? { type: 'ClusterIP' }),
      ...(headless ? { clusterIP: 'None' } : {}),
      ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
      selector: options.selector,
      ports: options.ports.map(({ name, port, nodePort }) => ({
        name,
        port,
        targetPort: name,
        protocol: 'TCP',
        ...(nodePort === undefined ? {} : { nodePort }),
      })),
    },
  };
}
