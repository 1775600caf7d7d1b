import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import {
  bootstrapServiceName,
  listenerBootstrapServiceName,
  listenerNodeServiceName,
  nodesServiceName,
} from '../../model/names';
import type { NodeRef } from '../../model/node-ids';
import type { NamedPort } from './container';
import { brokerSelector, clusterLabels, clusterSelector } from './labels';

/** The Services that every cluster has. */
export function commonServices(cluster: ClusterModel): readonly Manifest[] {
  const shared = cluster.listeners
    .filter((listener) => listener.kind.onCommonServices)
    .map(({ portName, port }) => ({ name: portName, port }));
  return [
    service(cluster, {
      name: bootstrapServiceName(cluster.name),
      ports: [{ name: REPLICATION.portName, port: REPLICATION.port }, ...shared],
      selector: brokerSelector(cluster),
    }),
    service(cluster, {
      name: nodesServiceName(cluster.name),
      ports: [
        { name: CONTROL_PLANE.portName, port: CONTROL_PLANE.port },
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
  const { annotations, labels } = listener.spec;
  const ports = [{ name: listener.portName, port: listener.port }];
  return [
    service(cluster, {
      name: listenerBootstrapServiceName(cluster.name, listener.name),
      ports,
      selector: brokerSelector(cluster),
      annotations,
      labels,
    }),
    ...listener.brokers.map(({ node }) =>
      service(cluster, {
        name: listenerNodeServiceName(cluster.name, listener.name, node),
        ports,
        selector: nodeSelector(cluster, node),
        annotations,
        labels,
        // A broker must find itself and its peers before it is ready.
        publishNotReadyAddresses: true,
      }),
    ),
  ];
}

function nodeSelector(cluster: ClusterModel, node: NodeRef): Readonly<Record<string, string>> {
  return { ...brokerSelector(cluster), 'statefulset.kubernetes.io/pod-name': node.podName };
}

interface ServiceOptions {
  readonly name: string;
  readonly ports: readonly NamedPort[];
  readonly selector: Readonly<Record<string, string>>;
  readonly headless?: boolean;
  readonly publishNotReadyAddresses?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

function service(cluster: ClusterModel, options: ServiceOptions): Manifest {
  const { annotations = {}, headless = false, publishNotReadyAddresses = headless } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: options.name,
      namespace: cluster.namespace,
      labels: { ...options.labels, ...clusterLabels(cluster) },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    spec: {
      type: 'ClusterIP',
      ...(headless ? { clusterIP: 'None' } : {}),
      ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
      selector: options.selector,
      ports: options.ports.map(({ name, port }) => ({
        name,
        port,
        targetPort: name,
        protocol: 'TCP',
      })),
    },
  };
}
