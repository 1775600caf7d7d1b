import type { DesiredConnect, DesiredConnector } from '../../spec/desired-state';
import { reasonOf } from '../../util/errors';
import { nextState } from './next-state';
import { patiently } from './patience';
import type { ConnectPorts } from './patience';
import { planConnectors, strangers } from './plan';
import type { ConnectInput, ConnectorChange, ConnectorVerb } from './change';
import type { ConnectRefusal, ConnectRest } from './rest';
import { settled } from './settle';
import type { Unhealthy } from './settle';
import type { AppliedConnectors } from './state';

export interface ConnectReport {
  readonly changes: readonly ConnectorChange[];
  /** What could not be made so, in words. */
  readonly problems: readonly string[];
  /** What waits for somebody's decision, in words. */
  readonly held: readonly string[];
  readonly strangers: readonly string[];
}

/** A report, and what is true of connectors now. */
export interface Applied extends ConnectReport {
  readonly applied: AppliedConnectors;
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
  input: ConnectInput,
  rest: ConnectRest,
): Promise<ConnectReport> {
  const changes = planConnectors(input);
  const refused = await refusals(input.desired, changes, rest);
  const problems = [...refused.values()].flat();
  return { changes, problems, held: heldIn(changes), strangers: strangers(input) };
}

/** Makes the connectors of one group of workers what the program says, and waits until they run. */
export async function applyConnect(input: ConnectInput, ports: ConnectPorts): Promise<Applied> {
  const { desired } = input;
  const changes = planConnectors(input);
  const refused = await refusals(desired, changes, ports.rest);
  const undone = new Set(refused.keys());
  const problems = [...refused.values()].flat();
  for (const change of changes.filter(({ name }) => !undone.has(name))) {
    try {
      await patiently(ports, () => carryOut(change, desired, ports.rest), isPassing);
    } catch (error) {
      problems.push(`${named(change)}: ${change.verb}: ${reasonOf(error)}`);
      undone.add(change.name);
    }
  }
  const made = changes.filter(({ verb, name }) => verb !== 'none' && !undone.has(name));
  const { open, restarted } = await comingUp(input, made, ports);
  const left = open.filter(({ name }) => !undone.has(name));
  const failed = new Set(left.map(({ name }) => name));
  return {
    changes,
    problems: [
      ...problems,
      ...left.map(({ name, why }) => `${named({ connect: desired.name, name })}: ${why}`),
    ],
    held: heldIn(changes),
    strangers: strangers(input),
    applied: nextState(input, { changes, failed, undone, restarted }),
  };
}

const heldIn = (changes: readonly ConnectorChange[]): readonly string[] =>
  changes
    .filter(({ held }) => held)
    .map((change) => `${named(change)}: offsets: ${change.note ?? ''}`);

/** A rebalance, or a stop that was asked for a moment ago. */
const isPassing = (refusal: ConnectRefusal): boolean => refusal.isPassing || refusal.isUnstopped;

/** A right that was given a moment ago is not in force on each broker yet. */
const AGAIN_MS = 10_000;

interface ComingUp {
  readonly open: readonly Unhealthy[];
  /** Names of those that were started anew. */
  readonly restarted: ReadonlySet<string>;
}

/** What has failed although something was done about it just now is started anew once more. */
async function comingUp(
  { desired }: ConnectInput,
  made: readonly ConnectorChange[],
  ports: ConnectPorts,
): Promise<ComingUp> {
  const open = await settled(desired, ports);
  const first = made.filter(({ verb }) => verb === 'restart').map(({ name }) => name);
  const again = desired.connectors
    .filter(({ name, maxRestarts }) => maxRestarts > 0 && made.some((one) => one.name === name))
    .filter(({ name }) => open.some((one) => one.failed && one.name === name))
    .map(({ name }) => name);
  if (again.length === 0) return { open, restarted: new Set(first) };
  await ports.sleep(AGAIN_MS);
  for (const name of again)
    // What Connect has against it is told by its state.
    await patiently(ports, () => ports.rest.restartFailed(name)).catch(() => undefined);
  return { open: await settled(desired, ports), restarted: new Set([...first, ...again]) };
}

type Act = (rest: ConnectRest, name: string, desired: DesiredConnector) => Promise<void>;

const ACTS: Readonly<Record<Exclude<ConnectorVerb, 'delete' | 'none'>, Act>> = {
  create: (rest, _, { config, state }) => rest.create(config, state),
  update: (rest, _, { config }) => rest.configure(config),
  state: (rest, name, { state }) => rest.setState(name, state),
  offsets: (rest, name, { offsets }) =>
    offsets?.kind === 'alter'
      ? rest.alterOffsets(name, offsets.positions)
      : rest.resetOffsets(name),
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
