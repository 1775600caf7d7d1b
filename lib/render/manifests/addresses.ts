import type { ClusterModel } from '../../model/cluster-model';
import { CONTROL_PLANE } from '../../model/listeners';
import { nodesServiceName, podHost } from '../../model/names';

/** Host of a node by the name of its pod, which may be a reference that the pod itself resolves. */
export function nodeHost(cluster: ClusterModel, podName: string): string {
  return podHost(podName, nodesServiceName(cluster.name), cluster.namespace);
}

/** Where a controller answers the other nodes. */
export function controllerAddress(cluster: ClusterModel, podName: string): string {
  return `${nodeHost(cluster, podName)}:${String(CONTROL_PLANE.port)}`;
}
