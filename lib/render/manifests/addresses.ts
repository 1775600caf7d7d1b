import type { ClusterModel } from '../../model/cluster-model';
import { CONTROL_PLANE } from '../../model/listeners';
import { nodesServiceName, serviceHost } from '../../model/names';

/**
 * Host of a node for the other nodes, by the name of its pod, which may be a reference that the pod itself resolves. A whole
 * name: a short one is tried with each search domain before the right one, and one of these questions that is lost, with the
 * DNS server on a host that has gone, holds up a thread of the quorum.
 */
export function nodeHost(cluster: ClusterModel, podName: string): string {
  return `${podName}.${nodesDomain(cluster)}`;
}

/** What follows the name of a pod in its host. */
export function nodesDomain({ name, namespace, clusterDomain }: ClusterModel): string {
  return `${serviceHost(nodesServiceName(name), namespace)}.${clusterDomain}`;
}

/** Where a controller answers the other nodes. */
export function controllerAddress(cluster: ClusterModel, podName: string): string {
  return `${nodeHost(cluster, podName)}:${String(CONTROL_PLANE.port)}`;
}
