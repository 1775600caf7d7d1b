import type { Outcome } from '../e2e/support/outcome';
import { formatOutcomes } from '../e2e/support/report';

const outcome = (scenario: string, result: Outcome['result'], reason?: string): Outcome => ({
  group: 'main',
  scenario,
  result,
  seconds: 12.4,
  reason,
  load: undefined,
  notes: [],
});

describe('formatOutcomes', () => {
  const last = (outcomes: readonly Outcome[]): string | undefined =>
    formatOutcomes(outcomes).split('\n').at(-1);

  test('the last line counts what passed and what failed, and nothing else', () => {
    expect(
      last([outcome('a', 'passed'), outcome('b', 'failed', 'x'), outcome('c', 'skipped', 'y')]),
    ).toBe('1 passed, 1 failed');
  });

  test('skips stand apart, with their reason', () => {
    const text = formatOutcomes([outcome('c', 'skipped', 'no hooks')]);
    expect(text).toContain('SKIPPED main/c: no hooks');
    expect(text).toContain('\n1 skipped\n');
    expect(text.split('\n').at(-1)).toBe('0 passed, 0 failed');
  });

  test('a row has the figures of the load', () => {
    const silence = { partition: 4, from: 0, milliseconds: 1234 };
    const load = {
      acknowledged: 5000,
      lost: 0,
      reordered: 1,
      duplicates: 0,
      refused: 0,
      silence,
      silentPartitions: [silence],
      baselineMilliseconds: 120,
      consumerSilence: { ...silence, milliseconds: 1500 },
      examples: [],
    };
    const row = formatOutcomes([{ ...outcome('roll', 'passed'), load }])
      .split('\n')
      .find((line) => line.startsWith('main/roll'));
    expect(row?.split(/\s{2,}/)).toEqual([
      'main/roll',
      'passed',
      '5000',
      '0',
      '1',
      '1.23 s',
      '0.12 s',
      '1.50 s',
      '12 s',
    ]);
  });
});
