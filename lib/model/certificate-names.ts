import { sortedSet } from '../util/sort';
import type { ListenerModel, PoolModel } from './cluster-model';
import { bootstrapServiceName, nodesServiceName, serviceHost } from './names';

export interface ClusterNames {
  readonly cluster: string;
  readonly namespace: string;
  readonly clusterDomain: string;
}

/**
 * The DNS names of the nodes' certificate. Pods are covered by a wildcard of their headless Service, so that scaling
 * a pool neither issues a certificate anew nor starts a pod before its name is in one.
 */
export function certificateNames(
  { cluster, namespace, clusterDomain }: ClusterNames,
  listeners: readonly ListenerModel[],
  pools: readonly PoolModel[],
): readonly string[] {
  const nodes = nodesServiceName(cluster);
  const bootstrap = bootstrapServiceName(cluster);
  const services = pools.some((pool) => pool.isBroker) ? [nodes, bootstrap] : [nodes];
  return sortedSet([
    ...services.flatMap((service) => formsOf(service, namespace, clusterDomain)),
    ...formsOf(nodes, namespace, clusterDomain)
      .slice(2)
      .map((host) => `*.${host}`),
    ...listeners.flatMap((listener) => listenerNames(listener)),
  ]);
}

/** The four ways in which a Service is called in its own cluster. */
function formsOf(service: string, namespace: string, clusterDomain: string): readonly string[] {
  const host = serviceHost(service, namespace);
  return [service, `${service}.${namespace}`, host, `${host}.${clusterDomain}`];
}

function listenerNames(listener: ListenerModel): readonly string[] {
  if (listener.tls.kind !== 'clusterCa') return [];
  const own = listener.kind.onCommonServices
    ? []
    : [listener.bootstrapHost, ...listener.brokers.map((broker) => broker.host)];
  return [...own, ...listener.spec.alternativeNames];
}

/** Whether a certificate for these names is good for a host, as Java and OpenSSL compare them. */
export function isCovered(host: string, names: readonly string[]): boolean {
  const dot = host.indexOf('.');
  return names.includes(host) || (dot > 0 && names.includes(`*${host.slice(dot)}`));
}
