import { sortedSet } from '../util/sort';
import type { ListenerModel, PoolModel } from './cluster-model';
import { bootstrapServiceName, nodesServiceName, serviceHost } from './names';

/**
 * The DNS names of the nodes' certificate. Pods are covered by a wildcard of their headless Service, so that scaling
 * a pool neither issues a certificate anew nor starts a pod before its name is in one.
 */
export function certificateNames(
  cluster: string,
  namespace: string,
  listeners: readonly ListenerModel[],
  pools: readonly PoolModel[],
): readonly string[] {
  const nodes = nodesServiceName(cluster);
  const bootstrap = bootstrapServiceName(cluster);
  const services = pools.some((pool) => pool.isBroker) ? [nodes, bootstrap] : [nodes];
  return sortedSet([
    ...services.flatMap((service) => formsOf(service, namespace)),
    ...formsOf(nodes, namespace)
      .slice(2)
      .map((host) => `*.${host}`),
    ...listeners.flatMap((listener) => listenerNames(listener)),
  ]);
}

/** The four ways in which a Service is called in its own cluster. */
function formsOf(service: string, namespace: string): readonly string[] {
  const host = serviceHost(service, namespace);
  return [service, `${service}.${namespace}`, host, `${host}.cluster.local`];
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
