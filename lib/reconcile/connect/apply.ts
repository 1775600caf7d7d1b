import type { DesiredConnect, DesiredConnector } from '../../spec/desired-state';
import { reasonOf } from '../../util/errors';
import { digestOf, failureOf, planConnectors, strangers } from './plan';
import type { ConnectInput, ConnectorChange, ConnectorVerb } from './plan';
import { ConnectRefusal } from './rest';
import type { ConnectRest } from './rest';
import { connectorKey } from './state';
import type { AppliedConnector, AppliedConnectors, ConnectorStore } from './state';

/** What the engine needs of the world, for one group of workers. */
export interface ConnectPorts {
  readonly rest: ConnectRest;
  readonly store: ConnectorStore;
  /** How long connectors have to come up after a change, in ms. */
  readonly settleMs: number;
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface ConnectReport {
  readonly changes: readonly ConnectorChange[];
  /** What could not be made so, in words. */
  readonly problems: readonly string[];
  readonly strangers: readonly string[];
}

export async function readConnect(
  desired: DesiredConnect,
  { rest, store, now }: Pick<ConnectPorts, 'rest' | 'store' | 'now'>,
): Promise<ConnectInput> {
  return { desired, applied: await store.load(), live: await rest.connectors(), now: now() };
}

const named = ({ connect, name }: Pick<ConnectorChange, 'connect' | 'name'>): string =>
  `connector ${connect}/${name}`;

/** What the plugins have against what would be written. */
async function refusals(
  { connectors }: DesiredConnect,
  changes: readonly ConnectorChange[],
  rest: ConnectRest,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const written = changes.filter(({ verb }) => verb === 'create' || verb === 'update');
  for (const change of written) {
    const config = connectors.find(({ name }) => name === change.name)?.config ?? {};
    const problems = await rest.problems(config);
    if (problems.length > 0)
      found.set(
        change.name,
        problems.map((problem) => `${named(change)}: ${problem}`),
      );
  }
  return found;
}

/** What differs, and what Connect would say to it. */
export async function compareConnect(
  desired: DesiredConnect,
  ports: Pick<ConnectPorts, 'rest' | 'store' | 'now'>,
): Promise<ConnectReport> {
  const input = await readConnect(desired, ports);
  const changes = planConnectors(input);
  const refused = await refusals(desired, changes, ports.rest);
  return { changes, problems: [...refused.values()].flat(), strangers: strangers(input) };
}

/** Makes the connectors of one group of workers what the program says, and waits until they run. */
export async function applyConnect(
  desired: DesiredConnect,
  ports: ConnectPorts,
): Promise<ConnectReport> {
  const input = await readConnect(desired, ports);
  const changes = planConnectors(input);
  const refused = await refusals(desired, changes, ports.rest);
  const undone = new Set(refused.keys());
  const problems = [...refused.values()].flat();
  for (const change of changes.filter(({ name }) => !undone.has(name))) {
    try {
      await patiently(ports, () => carryOut(change, desired, ports.rest));
    } catch (error) {
      problems.push(`${named(change)}: ${change.verb}: ${reasonOf(error)}`);
      undone.add(change.name);
    }
  }
  const open = (await settled(desired, ports)).filter(({ name }) => !undone.has(name));
  const failed = new Set(open.map(({ name }) => name));
  await ports.store.save(nextState(input, { changes, failed, undone }));
  const unhealthy = open.map(({ name, why }) => `connector ${desired.name}/${name}: ${why}`);
  return { changes, problems: [...problems, ...unhealthy], strangers: strangers(input) };
}

const ATTEMPTS = 10;
const PAUSE_MS = 2_000;

/** While workers share out their work anew they change nothing. */
async function patiently(ports: ConnectPorts, act: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await act();
      return;
    } catch (error) {
      const isPassing = error instanceof ConnectRefusal && error.isPassing;
      if (!isPassing || attempt >= ATTEMPTS) throw error;
      await ports.sleep(PAUSE_MS);
    }
  }
}

type Act = (rest: ConnectRest, name: string, desired: DesiredConnector) => Promise<void>;

const ACTS: Readonly<Record<Exclude<ConnectorVerb, 'delete' | 'none'>, Act>> = {
  create: (rest, _, { config, state }) => rest.create(config, state),
  update: (rest, _, { config }) => rest.configure(config),
  state: (rest, name, { state }) => rest.setState(name, state),
  restart: (rest, name) => rest.restartFailed(name),
};

async function carryOut(
  { verb, name }: ConnectorChange,
  { connectors }: DesiredConnect,
  rest: ConnectRest,
): Promise<void> {
  if (verb === 'none') return;
  if (verb === 'delete') {
    await rest.remove(name);
    return;
  }
  const desired = connectors.find((one) => one.name === name);
  if (desired !== undefined) await ACTS[verb](rest, name, desired);
}

interface Unhealthy {
  readonly name: string;
  readonly why: string;
}

/** Those that do not do what they should when there was time enough. */
async function settled(
  { connectors }: DesiredConnect,
  ports: ConnectPorts,
): Promise<readonly Unhealthy[]> {
  const end = ports.now() + ports.settleMs;
  for (;;) {
    const live = await ports.rest.connectors();
    const open = connectors.flatMap((desired) => unhealthy(desired, live));
    const isFinal = open.every(({ failed }) => failed);
    if (open.length === 0 || isFinal || ports.now() >= end) return open;
    await ports.sleep(PAUSE_MS);
  }
}

function unhealthy(
  { name, state }: DesiredConnector,
  live: Awaited<ReturnType<ConnectRest['connectors']>>,
): readonly (Unhealthy & { readonly failed: boolean })[] {
  const found = live.find((one) => one.name === name);
  if (found === undefined) return [{ name, why: 'it is not there', failed: false }];
  if (state !== 'running')
    return found.state === state.toUpperCase()
      ? []
      : [{ name, why: `it is ${found.state}, not ${state.toUpperCase()}`, failed: false }];
  const why = failureOf(found);
  if (why !== undefined) return [{ name, why, failed: true }];
  const states = [found.state, ...found.tasks.map((task) => task.state)];
  const runs = states.every((one) => one === 'RUNNING') && found.tasks.length > 0;
  return runs ? [] : [{ name, why: `it does not run yet: ${states.join(', ')}`, failed: false }];
}

/** What came of a run, by the names of connectors. */
interface Results {
  readonly changes: readonly ConnectorChange[];
  /** They do not run. */
  readonly failed: ReadonlySet<string>;
  /** What they were to become they have not become. */
  readonly undone: ReadonlySet<string>;
}

/** L: all that is as the program says, and what is still there of what it said before. */
function nextState(input: ConnectInput, results: Results): AppliedConnectors {
  const { desired, applied, live } = input;
  const prefix = connectorKey(desired.name, '');
  const names = desired.connectors.map(({ name }) => name);
  const kept = Object.entries(applied).filter(([key, { removal }]) => {
    if (!key.startsWith(prefix)) return true;
    const name = key.slice(prefix.length);
    const stays = removal === 'retain' || results.undone.has(name);
    return !names.includes(name) && stays && live.some((one) => one.name === name);
  });
  const own = desired.connectors.flatMap((one) => {
    const key = connectorKey(desired.name, one.name);
    const before = Object.hasOwn(applied, key) ? applied[key] : undefined;
    const after = results.undone.has(one.name) ? before : applyingNow(one, before, input, results);
    return after === undefined ? [] : [[key, after] as const];
  });
  return Object.fromEntries([...kept, ...own]);
}

/** How often failed tasks were started anew is forgotten when they run. */
function applyingNow(
  { name, config, removal }: DesiredConnector,
  before: AppliedConnector | undefined,
  { now }: ConnectInput,
  { changes, failed }: Results,
): AppliedConnector {
  const restarted = changes.some((change) => change.name === name && change.verb === 'restart');
  const digests = Object.fromEntries(
    Object.entries(config).map(([field, value]) => [field, digestOf(value)]),
  );
  if (!failed.has(name)) return { digests, removal, restarts: 0, restartedAt: 0 };
  return {
    digests,
    removal,
    restarts: (before?.restarts ?? 0) + (restarted ? 1 : 0),
    restartedAt: restarted ? now : (before?.restartedAt ?? 0),
  };
}
