import type { DriftPolicy } from '../../lib/spec/desired-state';
import { causeOf, fieldChange } from '../../lib/reconcile/three-way';
import { play } from './play';
import { World } from './support';
import { THREE_WAY_CASES } from './three-way-cases';

const [A, B, C, NONE] = ['a', 'b', 'c', undefined];

/** desired, applied, live: the cause. */
test.each([
  [A, A, A, undefined],
  [A, B, A, undefined],
  [A, NONE, A, undefined],
  [A, B, B, 'change'],
  [A, NONE, NONE, 'change'],
  [A, A, B, 'drift'],
  [A, A, NONE, 'drift'],
  [A, B, C, 'conflict'],
  [A, B, NONE, 'conflict'],
  [A, NONE, B, 'adopt'],
  [NONE, A, A, 'prune'],
  [NONE, A, B, 'prune'],
  [NONE, A, NONE, undefined],
  [NONE, NONE, A, 'unmanaged'],
] as const)('desired %s, applied %s, live %s: %s', (desired, applied, live, cause) => {
  expect(causeOf({ desired, applied, live })).toBe(cause);
});

describe('what is done about it', () => {
  const how = { drift: 'revert' as DriftPolicy, prefer: undefined, prune: false, paused: false };
  const drifted = { desired: A, applied: A, live: B };
  const conflict = { desired: A, applied: B, live: C };
  const gone = { desired: NONE, applied: A, live: A };

  test.each([
    ['drift is reverted', drifted, how, true],
    ['drift is ignored', drifted, { ...how, drift: 'ignore' as const }, false],
    ['drift is for the program to adopt', drifted, { ...how, drift: 'adopt' as const }, false],
    ['nothing is done about what is paused', drifted, { ...how, paused: true }, false],
    ['a conflict is nobody’s to settle', conflict, how, false],
    [
      'a conflict is a change where the cluster’s side is adopted',
      conflict,
      { ...how, drift: 'adopt' as const },
      true,
    ],
    [
      'a conflict is settled for the program',
      conflict,
      { ...how, prefer: 'desired' as const },
      true,
    ],
    ['a conflict is settled for the cluster', conflict, { ...how, prefer: 'live' as const }, false],
    ['what left the program stays', gone, how, false],
    ['what left the program goes', gone, { ...how, prune: true }, true],
  ])('%s', (_, values, treatment, applies) => {
    expect(fieldChange('x', values, treatment)?.applies).toBe(applies);
  });
});

describe('each row, from end to end; test/e2e/reconciler plays the same with a real Kafka', () => {
  test.each(THREE_WAY_CASES)('$name', async (one) => {
    const settle = (): Promise<void> => Promise.resolve();
    await play(one, 'case-', { stage: new World(), settle });
  });
});
