import { applyConnect, compareConnect } from '../../../lib/reconcile/connect/apply';
import { applyConnectors, isOpen } from '../../../lib/reconcile/connect/run';
import type { DesiredConnect, DesiredConnector, Waiver } from '../../../lib/spec/desired-state';
import { FakeConnect, FakeConnectorStore } from './fake-connect';

const MINUTE = 60_000;

const connector = (
  said: Partial<Omit<DesiredConnector, 'config'>> & { readonly config?: object } = {},
): DesiredConnector => ({
  name: 'files',
  state: 'running',
  maxRestarts: 50,
  removal: 'delete',
  offsets: undefined,
  path: 'app/files',
  origin: undefined,
  ...said,
  config: { name: said.name ?? 'files', file: '/in', ...said.config },
});
const connect = (...connectors: readonly DesiredConnector[]): DesiredConnect => ({
  name: 'etl',
  restUrl: 'http://etl:8083',
  access: undefined,
  connectors,
});

/** Workers over several runs, and a clock that each sleep moves. */
function world() {
  const rest = new FakeConnect();
  const store = new FakeConnectorStore();
  let time = 1_000_000;
  const ports = {
    rest,
    settleMs: 10_000,
    now: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
  const waivers: Waiver[] = [];
  const input = async (...connectors: readonly DesiredConnector[]) => ({
    desired: connect(...connectors),
    applied: await store.load(),
    live: await rest.connectors(),
    positions: Object.fromEntries(rest.positions),
    waivers,
    now: time,
  });
  const run = async (...connectors: readonly DesiredConnector[]) => {
    rest.calls.length = 0;
    const report = await applyConnect(await input(...connectors), ports);
    await store.save(report.applied);
    return { calls: [...rest.calls], problems: report.problems, report };
  };
  const wait = (ms: number): void => {
    time += ms;
  };
  return { rest, store, ports, waivers, input, run, wait };
}

test('what is declared is made, and then there is nothing to do', async () => {
  const { run } = world();
  expect((await run(connector())).calls).toEqual(['create files running']);
  expect((await run(connector())).calls).toEqual([]);
});

test('a connector that is to be stopped never runs', async () => {
  expect((await world().run(connector({ state: 'stopped' }))).calls).toEqual([
    'create files stopped',
  ]);
});

test('another configuration is written as a whole, and is a change', async () => {
  const { run } = world();
  await run(connector());
  const { calls, report } = await run(connector({ config: { file: '/other' } }));
  expect(calls).toEqual(['configure files']);
  expect(report.changes).toMatchObject([
    {
      verb: 'update',
      cause: 'change',
      fields: [{ field: 'file', live: '/in', desired: '/other' }],
    },
  ]);
});

test('what somebody has changed, added, paused or deleted is drift, and is made good', async () => {
  const { rest, run } = world();
  await run(connector());
  rest.put({ name: 'files', file: '/elsewhere', extra: '1' }, 'paused');
  const { report, calls } = await run(connector());
  expect(report.changes.map(({ verb, cause }) => [verb, cause])).toEqual([
    ['update', 'drift'],
    ['state', 'drift'],
  ]);
  expect(report.changes[0]?.fields.map(({ field }) => field)).toEqual(['extra', 'file']);
  expect(calls).toEqual(['configure files', 'running files']);
  rest.live.delete('files');
  expect((await run(connector())).report.changes).toMatchObject([
    { verb: 'create', cause: 'drift' },
  ]);
});

test('a connector that left the program goes, one that is retained stays, strangers are left alone', async () => {
  const { rest, run } = world();
  rest.put({ name: 'stranger' });
  await run(connector(), connector({ name: 'kept', removal: 'retain' }));
  const { calls, report } = await run();
  expect(calls).toEqual(['remove files']);
  expect(report.strangers).toEqual(['stranger']);
  expect([...rest.live.keys()]).toEqual(['stranger', 'kept']);
  const again = await run();
  expect(again.calls).toEqual([]);
  expect(again.report.changes.filter(isOpen)).toEqual([]);
});

const FAILING = connector({ config: { fail: 'yes' } });

test('a failed task is told with its innermost cause', async () => {
  const { problems } = await world().run(FAILING);
  expect(problems).toEqual([
    'connector etl/files: task 0 has failed: Not authorized to access topics: [t]',
  ]);
});

test('what fails after a change is started anew once more in the same run', async () => {
  const { run } = world();
  expect((await run(FAILING)).calls).toEqual(['create files running', 'restart files']);
});

test('a right that comes into force a moment later is waited for', async () => {
  const { rest, run, wait, store } = world();
  await run(FAILING);
  wait(60 * MINUTE);
  rest.mends = 2;
  const { calls, problems } = await run(FAILING);
  expect(calls).toEqual(['restart files', 'restart files']);
  expect(problems).toEqual([]);
  expect(store.applied['etl/files']?.restarts).toBe(0);
});

test('what is never to be started anew is not', async () => {
  const { run } = world();
  expect((await run({ ...FAILING, maxRestarts: 0 })).calls).toEqual(['create files running']);
});

test('all workers are asked once for their connectors, and the applied state is read once', async () => {
  const { rest, store, ports } = world();
  rest.put({ name: 'files', file: '/in' });
  await applyConnectors([connect(connector())], {
    ...ports,
    restOf: () => rest,
    store,
    waivers: [],
    waitSeconds: 0,
    say: () => undefined,
  });
  // Once to compare, once to see that all run.
  expect([rest.asked, store.loaded]).toEqual([2, 1]);
});

test('attempts come ever more rarely, and end', async () => {
  const { run, wait } = world();
  const failing = { ...FAILING, maxRestarts: 2 };
  await run(failing);
  const early = await run(failing);
  expect(early.calls).toEqual([]);
  expect(early.report.changes[0]?.note).toContain('the next attempt is due in 2 min');
  wait(2 * MINUTE);
  // An attempt is two starts.
  expect((await run(failing)).calls).toEqual(['restart files', 'restart files']);
  wait(60 * MINUTE);
  expect((await run(failing)).report.changes[0]?.note).toContain('somebody has to look');
});

test('attempts are counted anew once it has run', async () => {
  const { rest, run, store } = world();
  await run(FAILING);
  expect(store.applied['etl/files']?.restarts).toBe(1);
  await run(connector());
  expect(rest.calls).toEqual(['configure files']);
  expect(store.applied['etl/files']?.restarts).toBe(0);
});

test('what the plugin refuses is not written, and not noted as applied', async () => {
  const { run, store } = world();
  const { calls, problems } = await run(connector({ config: { file: '' } }));
  expect(calls).toEqual([]);
  expect(problems).toEqual(['connector etl/files: file: must not be empty']);
  expect(store.applied).toEqual({});
});

test('workers that share out their work are asked again', async () => {
  const { rest, run } = world();
  rest.busy = 3;
  expect((await run(connector())).calls).toEqual(['create files running']);
});

test('workers that never come to an end of it are told, and a removal is tried again', async () => {
  const { rest, run } = world();
  await run(connector());
  rest.busy = 99;
  expect((await run()).problems).toEqual(['connector etl/files: delete: a rebalance is under way']);
  rest.busy = 0;
  expect((await run()).calls).toEqual(['remove files']);
});

test('a comparison writes nothing, and says what would be refused', async () => {
  const { rest, store, input } = world();
  const report = await compareConnect(await input(connector({ config: { file: '' } })), rest);
  expect(report.changes).toMatchObject([{ verb: 'create' }]);
  expect(report.problems).toEqual(['connector etl/files: file: must not be empty']);
  expect([rest.calls, store.applied]).toEqual([[], {}]);
});

test('no value is in what is kept', async () => {
  const { run, store } = world();
  await run(connector({ config: { 'db.password': 'hunter2' } }));
  expect(JSON.stringify(store.applied)).not.toContain('hunter2');
});

describe('other offsets', () => {
  const WAIVER: Waiver = {
    rule: 'ConnectorOffsets',
    subject: 'connector:etl/files',
    reason: 'DATA-123',
  };
  const START = { partition: { filename: '/in' }, offset: { position: 0 } };
  const alter = (request = 'DATA-123'): DesiredConnector['offsets'] => ({
    kind: 'alter',
    request,
    positions: [START],
  });
  const RESET: DesiredConnector['offsets'] = { kind: 'reset', request: 'anew', positions: [] };
  const stopped = connector({ state: 'stopped', offsets: alter() });

  test('are held until somebody waives the rule by name', async () => {
    const { run, store } = world();
    const { calls, report } = await run(stopped);
    expect(calls).toEqual(['create files stopped']);
    expect(report.held).toEqual([
      "connector etl/files: offsets: held by ConnectorOffsets: waive it for 'connector:etl/files' in the reconciler's waivers",
    ]);
    expect(store.applied['etl/files']?.offsets).toBeUndefined();
  });

  test('are held while the connector is to run', async () => {
    const { run, waivers } = world();
    waivers.push(WAIVER);
    const { calls, report } = await run(connector({ offsets: alter() }));
    expect(calls).toEqual(['create files running']);
    expect(report.held[0]).toContain('set state: ConnectorState.STOPPED');
  });

  test('are set once, after the connector has come to its stop', async () => {
    const { rest, run, waivers } = world();
    waivers.push(WAIVER);
    await run(connector());
    rest.stopping = 2;
    const { calls, problems } = await run(stopped);
    expect([calls, problems]).toEqual([['stopped files', 'alter files'], []]);
    expect(rest.positions.get('files')).toEqual([START]);
    expect((await run(stopped)).calls).toEqual([]);
    expect((await run({ ...stopped, state: 'running' })).calls).toEqual(['running files']);
  });

  test('are set again for another request', async () => {
    const { run, waivers } = world();
    waivers.push(WAIVER);
    await run(stopped);
    expect((await run({ ...stopped, offsets: alter('DATA-124') })).calls).toEqual(['alter files']);
  });

  test('are forgotten, and the plan tells what they were', async () => {
    const { rest, run, waivers } = world();
    waivers.push(WAIVER);
    await run(stopped);
    const { calls, report } = await run({ ...stopped, offsets: RESET });
    expect(calls).toEqual(['reset files']);
    expect(report.changes[0]?.fields).toEqual([
      {
        field: 'offsets',
        live: '{"filename":"/in"}: {"position":0}',
        desired: 'none (anew)',
        cause: 'change',
      },
    ]);
    expect(rest.positions.get('files')).toEqual([]);
  });

  test('that are held keep nobody from starting anew what has failed', async () => {
    const { run, wait } = world();
    await run(FAILING);
    wait(60 * MINUTE);
    expect((await run({ ...FAILING, offsets: RESET })).calls).toContain('restart files');
  });
});
