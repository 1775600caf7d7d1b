import type { QuotaEntity } from '../spec/desired-state';
import { byText, sortedEntries } from '../util/sort';
import type { ReassignmentDescription, TopicDescription } from './admin';
import type { AppliedState } from './state';

/** Nothing was applied yet. */
export const NOTHING_APPLIED: AppliedState = {
  version: 1,
  clusterId: undefined,
  topics: {},
  users: {},
  quotas: [],
  acls: [],
};

/** Config keys that belong to a reassignment under way, and not to anybody's program. */
export const THROTTLES: readonly string[] = [
  'leader.replication.throttled.replicas',
  'follower.replication.throttled.replicas',
];

const PARTS = ['user', 'client-id', 'ip'] as const;

/** The entity in words: `user shop`, `user default, client-id app`. */
export function entityText(entity: QuotaEntity): string {
  return PARTS.flatMap((part) => {
    const name = entity[part];
    if (name === undefined) return [];
    return [`${part} ${name ?? '<default>'}`];
  }).join(', ');
}

/**
 * The replication factor of a topic when what is on its way has arrived. Of partitions that differ, as after a run that ended
 * in the middle, it is one that shows that something is left to do.
 */
export function replicationFactorOf(
  { name, partitions }: TopicDescription,
  {
    reassignments,
    wanted,
    known,
  }: {
    readonly reassignments: readonly ReassignmentDescription[];
    readonly wanted: number | undefined;
    /** As it was applied. */
    readonly known: number | undefined;
  },
): number {
  const leaving = new Map(
    reassignments
      .filter(({ topic }) => topic === name)
      .map(({ partition, removing }) => [partition, removing.length]),
  );
  const factors = new Set(
    partitions.map(({ partition, replicas }) => replicas.length - (leaving.get(partition) ?? 0)),
  );
  if (factors.size > 1 && wanted !== undefined) factors.delete(wanted);
  return known !== undefined && factors.has(known) ? known : Math.max(0, ...factors);
}

export const isInternalName = (name: string): boolean => name.startsWith('__');

export const namesOf = (map: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(map).sort(byText);

/** Numbers as Kafka prints them: quotas are doubles. */
export const texts = (
  numbers: Readonly<Record<string, number>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(sortedEntries(numbers).map(([key, value]) => [key, String(value)]));
