import { sortedSet } from '../util/sort';
import type { ListenerModel, PoolModel } from './cluster-model';
import { bootstrapServiceName, formsOfService, nodesServiceName } from './names';

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
  names: ClusterNames,
  listeners: readonly ListenerModel[],
  pools: readonly PoolModel[],
): readonly string[] {
  const nodes = nodesServiceName(names.cluster);
  const bootstrap = bootstrapServiceName(names.cluster);
  const services = pools.some((pool) => pool.isBroker) ? [nodes, bootstrap] : [nodes];
  return sortedSet([
    ...services.flatMap((service) => formsOfService(service, names)),
    ...formsOfService(nodes, names)
      .slice(2)
      .map((host) => `*.${host}`),
    ...listeners.flatMap((listener) => listenerNames(listener)),
  ]);
}

function listenerNames(listener: ListenerModel): readonly string[] {
  if (listener.tls.kind !== 'clusterCa') return [];
  const own = listener.kind.onCommonServices ? [] : ownHosts(listener);
  return [...own, ...listener.spec.alternativeNames.filter((name) => !isIpAddress(name))];
}

function ownHosts({
  serviceHost: inside,
  bootstrapHost,
  brokers,
}: ListenerModel): readonly string[] {
  const hosts = [
    inside,
    bootstrapHost,
    ...brokers.flatMap(({ host, routeHost }) => [host, routeHost]),
  ];
  return hosts.flatMap((host) => (host === undefined || isIpAddress(host) ? [] : [host]));
}

/** Addresses that were given as names: a certificate has them in another list. */
export function certificateAddresses(listeners: readonly ListenerModel[]): readonly string[] {
  return sortedSet(
    listeners
      .filter(({ tls }) => tls.kind === 'clusterCa')
      .flatMap(({ bootstrapHost, spec, brokers }) => [
        bootstrapHost,
        ...spec.alternativeNames,
        ...brokers.flatMap(({ host }) => host ?? []),
      ])
      .filter((name) => isIpAddress(name)),
  );
}

const IPV4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.|$)){4}$/;

/** IPv4 in four numbers, or anything of the letters of IPv6 with two colons: no host name has one. */
export const isIpAddress = (text: string): boolean =>
  IPV4.test(text) || /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text);

/** Whether a certificate for these names is good for a host, as Java and OpenSSL compare them. */
export function isCovered(host: string, names: readonly string[]): boolean {
  const dot = host.indexOf('.');
  return names.includes(host) || (dot > 0 && names.includes(`*${host.slice(dot)}`));
}
