import type { ClusterModel, ListenerModel, PoolModel } from '../../model/cluster-model';
import type { NodePoolSpec } from '../../spec/node-pool';
import type { Finding } from '../issue';

/** A finding before it is known which part of the cluster it is about. */
export interface Complaint {
  /** Relative to the part: `tls` of a listener, `storage.volumes[1].id` of a pool. */
  readonly prop: string;
  readonly message: string;
  readonly fix: string;
}

/** Complaints of nothing. */
export const NONE: readonly Complaint[] = [];

export type Check = (cluster: ClusterModel) => readonly Finding[];

/** A check of the cluster as a whole; the props of its complaints are those of the cluster. */
export function ofCluster(judge: (cluster: ClusterModel) => readonly Complaint[]): Check {
  return (cluster) => judge(cluster).map((complaint) => ({ ...complaint, origin: undefined }));
}

/** A check of each pool. */
export function ofPools(
  judge: (pool: PoolModel, cluster: ClusterModel, index: number) => readonly Complaint[],
): Check {
  return (cluster) =>
    cluster.pools.flatMap((pool, index) =>
      judge(pool, cluster, index).map((complaint) => ({
        ...complaint,
        prop: `${poolProp(index)}.${complaint.prop}`,
        origin: pool.spec.origin,
      })),
    );
}

/** A check of each listener. Those that nobody wrote are in order. */
export function ofListeners(
  judge: (listener: ListenerModel, cluster: ClusterModel, index: number) => readonly Complaint[],
): Check {
  return (cluster) =>
    cluster.listeners.flatMap((listener, index) =>
      judge(listener, cluster, index).map((complaint) => ({
        ...complaint,
        prop: `listeners[${String(index)}].${complaint.prop}`,
        origin: listener.spec.origin,
      })),
    );
}

/** What can be said of the whole cluster and again of one pool. */
export type Common = Pick<NodePoolSpec, 'resources' | 'jvm' | 'logging' | 'podTemplate'>;

/** A check of what is said of all nodes, of the cluster's words and of each pool's, without defaults. */
export function ofCommon(
  judge: (said: Common, cluster: ClusterModel) => readonly Complaint[],
): Check {
  const whole = ofCluster((cluster) => judge(cluster.spec, cluster));
  const each = ofPools((pool, cluster) => judge(pool.spec, cluster));
  return (cluster) => [...whole(cluster), ...each(cluster)];
}

export const poolProp = (index: number): string => `nodePools[${String(index)}]`;

/**
 * The prop behind a completed value: the pool's own word, else the cluster's, else the pool's, where it could be said.
 * For complaints of the cluster.
 */
export function saidWhere(
  cluster: ClusterModel,
  index: number,
  prop: string,
  saidIn: (common: Common) => unknown,
): string {
  const own = cluster.pools[index]?.spec;
  const isTheClusters =
    (own === undefined || saidIn(own) === undefined) && saidIn(cluster.spec) !== undefined;
  return isTheClusters ? prop : `${poolProp(index)}.${prop}`;
}

/** `listener 'tls'`. */
export const namedListener = (listener: ListenerModel): string =>
  `listener ${quoted(listener.name)}`;

/** `listener 'external' of type 'route'`. */
export const namedByType = (listener: ListenerModel): string =>
  `${namedListener(listener)} of type ${quoted(listener.spec.type)}`;

/** Ports have numbers from 1 to this one. */
export const HIGHEST_PORT = 65535;

/** `pool 'brokers'`. */
export const named = (pool: PoolModel): string => `pool ${quoted(pool.name)}`;

/** A value for a message: quoted, without line ends, cut where it is long. */
export function quoted(value: string): string {
  const text = JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"');
  return text.length > 70 ? `'${text.slice(0, 67)}...'` : `'${text}'`;
}

/** A text of others' that may hold line ends of the user's. */
export const inOneLine = (text: string): string => text.replace(/\r/g, '\\r').replace(/\n/g, '\\n');

/** A number or what there is in its place, for a message. */
export const shown = (value: number | undefined): string =>
  value === undefined ? 'nothing' : String(value);

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}

/** `size`, `'app.kubernetes.io/name'` in brackets: how a key of a map is written behind its prop. */
export const entry = (prop: string, key: string): string =>
  `${prop}['${key.replace(/['\\]/g, '\\$&')}']`;

export const item = (prop: string, index: number): string => `${prop}[${String(index)}]`;

export const isWhole = (value: number | undefined, least: number, most: number): boolean =>
  value !== undefined && Number.isSafeInteger(value) && value >= least && value <= most;

export const MAX_INT = 2 ** 31 - 1;

/** Each member with the first one before it that is the same by a key. */
export function repeats<T>(
  members: readonly T[],
  keyOf: (member: T) => string,
): readonly { readonly member: T; readonly index: number; readonly first: T }[] {
  const seen = new Map<string, T>();
  return members.flatMap((member, index) => {
    const key = keyOf(member);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, member);
    return first === undefined ? [] : [{ member, index, first }];
  });
}
