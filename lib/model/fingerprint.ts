import type { ClusterSpec } from '../spec/cluster';
import { sha256 } from '../util/hash';
import { sortedEntries } from '../util/sort';

const LENGTH = 16;
/** Where in the program something was said is no part of what was said. */
const PLACES: readonly string[] = ['said', 'origin'];

function canonical(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = sortedEntries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.filter(([key]) => !PLACES.includes(key)));
}

/** Equal for equal specs, in whatever order and place of the program they were said. */
export const fingerprint = (spec: object): string =>
  sha256(JSON.stringify(spec, canonical)).slice(0, LENGTH);

/** Of all that a program says of a cluster besides the step of its migration. */
export const migrationRest = (spec: ClusterSpec): string =>
  fingerprint({ ...spec, migration: undefined });
