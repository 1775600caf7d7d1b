import { UsageError } from '../util/errors';
import type { ClusterModel } from './cluster-model';

/** `host:port` of a listener by its name, or of the only one. */
export function bootstrapServersOf(cluster: ClusterModel, name: string | undefined): string {
  const [first, ...others] = cluster.listeners.filter(
    (listener) => name === undefined || listener.name === name,
  );
  if (first === undefined || (name === undefined && others.length > 0))
    throw noSuchListener(cluster, name);
  return `${first.bootstrapHost}:${String(first.bootstrapPort)}`;
}

function noSuchListener(cluster: ClusterModel, name: string | undefined): UsageError {
  const names = cluster.listeners.map((listener) => `'${listener.name}'`).join(', ');
  const what = name === undefined ? 'which listener is not said' : `there is no listener '${name}'`;
  return new UsageError(
    'ListenerUnknown',
    `cluster '${cluster.name}': ${what}; its listeners are ${names || 'none'}`,
  );
}
