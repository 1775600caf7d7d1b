import type { DesiredConnector } from '../../spec/desired-state';
import { sha256 } from '../../util/hash';
import { byText, sortedSet } from '../../util/sort';
import { causeOf, heaviest } from '../three-way';
import type { ConnectInput, ConnectorChange, ConnectorField, ConnectorVerb } from './change';
import { isAsked, obstacleTo, offsetsField } from './offsets';
import type { LiveConnector } from './rest';
import { connectorKey } from './state';
import type { AppliedConnector, AppliedConnectors } from './state';

/** What has to be done to the connectors of one group of workers, those that go first: two would do the same work. Pure. */
export function planConnectors(input: ConnectInput): readonly ConnectorChange[] {
  const wanted = input.desired.connectors.flatMap((one) => changesOf(one, input));
  return [...goneChanges(input), ...wanted];
}

/** Connectors that nobody here has ever known: named, and never touched. */
export function strangers({ desired, applied, live }: ConnectInput): readonly string[] {
  return live
    .map(({ name }) => name)
    .filter(
      (name) =>
        !Object.hasOwn(applied, connectorKey(desired.name, name)) &&
        !desired.connectors.some((one) => one.name === name),
    )
    .sort(byText);
}

function goneChanges({ desired, applied, live }: ConnectInput): readonly ConnectorChange[] {
  return live.flatMap(({ name }) => {
    const known = appliedOf(applied, desired.name, name);
    if (known === undefined || desired.connectors.some((one) => one.name === name)) return [];
    const keeps = known.removal === 'retain';
    return [
      {
        connect: desired.name,
        name,
        verb: keeps ? ('none' as const) : ('delete' as const),
        cause: 'prune' as const,
        fields: [],
        held: false,
        note: keeps ? 'it has left the program, which said that it is retained' : undefined,
      },
    ];
  });
}

const appliedOf = (
  applied: AppliedConnectors,
  connect: string,
  name: string,
): AppliedConnector | undefined => {
  const key = connectorKey(connect, name);
  return Object.hasOwn(applied, key) ? applied[key] : undefined;
};

function changesOf(desired: DesiredConnector, input: ConnectInput): readonly ConnectorChange[] {
  const connect = input.desired.name;
  const live = input.live.find(({ name }) => name === desired.name);
  const known = appliedOf(input.applied, connect, desired.name);
  const change = (verb: ConnectorVerb, fields: readonly ConnectorField[], note?: string) => ({
    connect,
    name: desired.name,
    verb,
    cause: fields.length === 0 ? ('drift' as const) : heaviest(fields.map(({ cause }) => cause)),
    fields,
    note,
    held: false,
  });
  const offsets = offsetsChange(desired, known, input);
  if (live === undefined) return [change('create', [presence(known)]), ...offsets];
  const fields = configFields(desired, live, known);
  const state = stateField(desired, live);
  const changes = [
    ...(fields.length > 0 ? [change('update', fields)] : []),
    ...(state === undefined ? [] : [change('state', [state])]),
  ];
  const failure = desired.state === 'running' ? failureOf(live) : undefined;
  // What is changed starts anew by itself.
  if (changes.length > 0 || failure === undefined) return [...changes, ...offsets];
  const wait = waitOf(desired, known, input.now);
  return [
    wait === undefined ? change('restart', [], failure) : change('none', [], `${failure}; ${wait}`),
    ...offsets,
  ];
}

function offsetsChange(
  desired: DesiredConnector,
  known: AppliedConnector | undefined,
  { desired: { name: connect }, positions, waivers }: ConnectInput,
): readonly ConnectorChange[] {
  const { name, offsets } = desired;
  if (offsets === undefined || !isAsked(desired, known)) return [];
  const note = obstacleTo(desired, connect, waivers);
  const field = offsetsField(offsets, positions[name]);
  const held = note !== undefined;
  const verb = held ? 'none' : 'offsets';
  return [{ connect, name, verb, cause: 'change', fields: [field], note, held }];
}

/** It was never there, or somebody has deleted it. */
const presence = (known: AppliedConnector | undefined): ConnectorField => ({
  field: 'connector',
  desired: 'present',
  live: undefined,
  cause: known === undefined ? 'change' : 'drift',
});

export const digestOf = (value: string): string => sha256(value).slice(0, 16);

function configFields(
  desired: DesiredConnector,
  live: LiveConnector,
  known: AppliedConnector | undefined,
): readonly ConnectorField[] {
  const keys = sortedSet([...Object.keys(desired.config), ...Object.keys(live.config)]);
  return keys.flatMap((field) => {
    const wanted = ownValue(desired.config, field);
    const there = ownValue(live.config, field);
    const cause = causeOf({
      desired: wanted && digestOf(wanted),
      applied: known && ownValue(known.digests, field),
      live: there === undefined ? undefined : digestOf(there),
    });
    // A configuration is replaced as a whole: what somebody has added goes with it.
    const isAdded = cause === 'unmanaged' && known !== undefined;
    return cause === undefined || wanted === there
      ? []
      : [{ field, desired: wanted, live: there, cause: isAdded ? 'drift' : cause }];
  });
}

const ownValue = (map: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

function stateField(desired: DesiredConnector, live: LiveConnector): ConnectorField | undefined {
  const is = live.state === 'PAUSED' || live.state === 'STOPPED' ? live.state : 'RUNNING';
  return is === desired.state.toUpperCase()
    ? undefined
    : { field: 'state', desired: desired.state.toUpperCase(), live: is, cause: 'drift' };
}

/** What is wrong with a connector, in one line: the innermost cause says most. */
export function failureOf({ state, trace, tasks }: LiveConnector): string | undefined {
  if (state === 'FAILED') return `the connector has failed: ${causeIn(trace)}`;
  const failed = tasks.filter((task) => task.state === 'FAILED');
  const [first] = failed;
  if (first === undefined) return undefined;
  const ids = failed.map(({ id }) => String(id)).join(', ');
  return `task ${ids} has failed: ${causeIn(first.trace)}`;
}

function causeIn(trace: string | undefined): string {
  const lines = (trace ?? 'no reason is told').split('\n');
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  return (causes.at(-1)?.slice('Caused by: '.length) ?? lines[0] ?? '').trim().slice(0, 300);
}

const MINUTE = 60_000;

/** Minutes to wait before the next attempt: 0, 2, 6, 12, 20, 30, 42, 56, and an hour from then on. */
const pauseAfter = (restarts: number): number => Math.min(restarts * (restarts + 1), 60) * MINUTE;

/** Why failed tasks are left alone; undefined where they are not. */
function waitOf(
  { maxRestarts }: DesiredConnector,
  known: AppliedConnector | undefined,
  now: number,
): string | undefined {
  const { restarts, restartedAt } = known ?? { restarts: 0, restartedAt: 0 };
  if (restarts >= maxRestarts)
    return `it was started anew ${String(restarts)} times, and somebody has to look`;
  const left = restartedAt + pauseAfter(restarts) - now;
  return left <= 0
    ? undefined
    : `the next attempt is due in ${String(Math.ceil(left / MINUTE))} min`;
}
