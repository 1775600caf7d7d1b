import type { DriftPolicy } from '../spec/desired-state';
import type { Cause, ChangeCause, FieldChange } from './plan';

/** Values of one field: what the program says, what was last applied, what the cluster has. */
export interface ThreeValues {
  readonly desired: string | undefined;
  readonly applied: string | undefined;
  readonly live: string | undefined;
}

/** How a difference is treated. */
export interface Treatment {
  readonly drift: DriftPolicy;
  /** Which side wins where all three differ; undefined: neither, the change is held. */
  readonly prefer: 'desired' | 'live' | undefined;
  /** What the cluster has and the program no longer says may go. */
  readonly prune: boolean;
  /** Nothing is done about it. */
  readonly paused: boolean;
}

/** Why the live value is not the desired one; undefined where it is. */
export function causeOf({ desired, applied, live }: ThreeValues): Cause | undefined {
  if (desired === live) return undefined;
  if (desired === undefined) return applied === undefined ? 'unmanaged' : 'prune';
  if (applied === undefined) return live === undefined ? 'change' : 'adopt';
  if (applied === live) return 'change';
  return applied === desired ? 'drift' : 'conflict';
}

const APPLIES: Readonly<Record<Cause, (how: Treatment) => boolean>> = {
  change: () => true,
  adopt: () => true,
  drift: ({ drift }) => drift === 'revert',
  conflict: ({ prefer }) => prefer === 'desired',
  prune: ({ prune }) => prune,
  unmanaged: () => false,
};

/** Where changes behind the program's back are adopted, nothing has drifted, and what the program says next is a change. */
function treatedAs(cause: Cause, { drift, prefer }: Treatment): Cause {
  if (drift !== 'adopt') return cause;
  if (cause === 'drift') return 'adopt';
  return cause === 'conflict' && prefer === undefined ? 'change' : cause;
}

/** The change of a field; undefined where there is none. */
export function fieldChange(
  field: string,
  values: ThreeValues,
  how: Treatment,
): FieldChange | undefined {
  const found = causeOf(values);
  if (found === undefined) return undefined;
  const cause = treatedAs(found, how);
  // What is adopted instead of reverted is left as it is.
  const applies = !how.paused && APPLIES[found === 'drift' ? found : cause](how);
  return { field, ...values, cause, applies };
}

/** Of several causes the one that a reader must know first. */
const BY_WEIGHT: readonly Cause[] = ['conflict', 'drift', 'change', 'adopt', 'prune', 'unmanaged'];

export function heaviest(causes: readonly Cause[]): Cause {
  return BY_WEIGHT.find((cause) => causes.includes(cause)) ?? 'unmanaged';
}

/** The cause of a whole change. */
export const causeOfAll = (fields: readonly FieldChange[], { paused }: Treatment): ChangeCause =>
  paused ? 'paused' : heaviest(fields.map(({ cause }) => cause));
