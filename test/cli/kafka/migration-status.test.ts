import { judgeMigration, statusText } from '../../../lib/cli/kafka/migration-status';
import type { LiveMigration, NextStep, SetState } from '../../../lib/cli/kafka/migration-status';

const set = (said: Partial<SetState> = {}): SetState => ({
  name: 'legacy-brokers',
  wanted: 3,
  ready: 3,
  updated: 3,
  isCurrent: true,
  ...said,
});
const live = (
  step: LiveMigration['step'],
  state: string | undefined,
  zkBrokers = 0,
  sets = [set()],
): LiveMigration => ({
  step,
  rest: 'a',
  taken: step && { name: step, rest: 'a' },
  note: state === undefined ? undefined : { state, zkBrokers, brokers: 3, lag: 0 },
  sets,
  clusterId: 'ySzSMXJ5RMS7fEW0ZyQw7A',
});
const next = (...one: Parameters<typeof live>): readonly string[] =>
  judgeMigration(live(...one)).next;

describe('what may follow', () => {
  test.each([
    ['nothing yet', live(undefined, undefined), ['provisionControllers']],
    [
      'waiting controllers',
      live('provisionControllers', 'PRE_MIGRATION'),
      ['dualWrite', 'rollBack', 'none'],
    ],
    ['dual write', live('dualWrite', 'MIGRATION', 3), ['brokersToKRaft', 'rollBack']],
    ['brokers in KRaft mode', live('brokersToKRaft', 'MIGRATION', 0), ['finish', 'dualWrite']],
    ['the last step', live('finish', 'POST_MIGRATION'), ['none']],
    ['the way back', live('rollBack', 'ROLLED_BACK'), ['none']],
    ['after the way back', live(undefined, 'ROLLED_BACK'), ['provisionControllers']],
    ['the end', live(undefined, 'POST_MIGRATION'), []],
  ])('%s', (_, found, allowed) => {
    expect(judgeMigration(found).next).toEqual(allowed);
    expect(judgeMigration(found).waitsFor).toEqual([]);
  });

  test.each([
    ['controllers that have not led', live('provisionControllers', undefined)],
    ['brokers that have not joined', live('dualWrite', 'PRE_MIGRATION', 2)],
    ['a broker that is not back yet', live('dualWrite', 'MIGRATION', 2)],
    ['a broker on ZooKeeper', live('brokersToKRaft', 'MIGRATION', 1)],
    ['controllers that write to ZooKeeper', live('finish', 'MIGRATION')],
    ['marks that are in ZooKeeper', live('rollBack', 'MIGRATION', 3)],
    ['a roll', live('dualWrite', 'MIGRATION', 3, [set({ updated: 2 })])],
    ['a roll that has not begun', live('dualWrite', 'MIGRATION', 3, [set({ isCurrent: false })])],
  ])('nothing before %s', (_, found) => {
    expect(judgeMigration(found).next).toEqual([]);
    expect(judgeMigration(found).waitsFor).toHaveLength(1);
  });
});

describe('a controller that is not registered', () => {
  const note = { state: 'PRE_MIGRATION', zkBrokers: 3, brokers: 3, lag: 0, unregistered: [1001] };
  const found = judgeMigration({ ...live('dualWrite', 'PRE_MIGRATION'), note });

  test('is a state of its own', () => {
    expect(found.waitsFor).toEqual([
      'not registered with the other controllers: 1001; whoever is not starts anew by itself after a minute',
    ]);
    expect(statusText(found)).toContain('PRE_MIGRATION, NOT REGISTERED: 1001');
  });

  test('keeps the brokers from being told of the controllers', () => {
    const before = { ...live('provisionControllers', 'PRE_MIGRATION'), note };
    expect(judgeMigration(before).next).toEqual([]);
  });
});

describe('a step that was applied', () => {
  const after = (name: NextStep, rest: string, step: LiveMigration['step']): readonly string[] =>
    judgeMigration({ ...live(step, 'MIGRATION', 3), taken: { name, rest } }).waitsFor;

  test.each([
    ['provisionControllers', 'brokersToKRaft'],
    ['provisionControllers', 'finish'],
    ['dualWrite', 'finish'],
    ['brokersToKRaft', 'rollBack'],
    ['finish', 'dualWrite'],
    ['none', 'dualWrite'],
    ['dualWrite', undefined],
  ] as const)('out of its order is said: %s, %s', (taken, step) => {
    expect(after(taken, 'a', step)[0]).toBe(
      `'${step ?? 'none'}' does not follow '${taken}', which the nodes took last: take the steps in their order`,
    );
  });

  test('with something else is said', () => {
    expect(after('provisionControllers', 'b', 'dualWrite')).toEqual([
      "together with 'dualWrite' something else was changed since 'provisionControllers': apply 'provisionControllers' with that change first, or take the change back",
    ]);
  });

  test('alone is not', () => {
    expect(after('provisionControllers', 'a', 'dualWrite')).toEqual([]);
  });
});

test('the text says what is waited for', () => {
  expect(statusText(judgeMigration(live('brokersToKRaft', 'MIGRATION', 1)))).toBe(
    [
      'step         brokersToKRaft',
      'controllers  MIGRATION, 1 of 3 brokers on ZooKeeper',
      'cluster id   ySzSMXJ5RMS7fEW0ZyQw7A',
      'waits for    1 of 3 brokers are on ZooKeeper',
      'may be next  nothing',
    ].join('\n'),
  );
  expect(next('finish', 'POST_MIGRATION')).toEqual(['none']);
});
