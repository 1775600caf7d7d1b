import type { ItemResult } from '../../lib/reconcile/admin';
import { persistently } from '../../lib/reconcile/batches';
import { refusal } from '../support/fake-admin';

const patience = { attempts: 3, sleep: (): Promise<void> => Promise.resolve() };
const THROTTLED = refusal('THROTTLING_QUOTA_EXCEEDED', true, 100);

test('whoever is throttled and gets on is asked for as long as it takes', async () => {
  const items = Array.from({ length: 40 }, (_, index) => index);
  let calls = 0;
  const results = await persistently(
    items,
    (some) => {
      calls += 1;
      // One of each request gets through.
      const answers = some.map((_, index): ItemResult => (index === 0 ? { ok: true } : THROTTLED));
      return Promise.resolve(answers);
    },
    patience,
  );
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(calls).toBeGreaterThan(patience.attempts);
});

test('whoever gets nowhere is given up', async () => {
  let calls = 0;
  const results = await persistently(
    [1],
    () => {
      calls += 1;
      return Promise.resolve([THROTTLED]);
    },
    patience,
  );
  expect([calls, results]).toEqual([3, [THROTTLED]]);
});
