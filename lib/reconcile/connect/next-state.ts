import type { DesiredConnector } from '../../spec/desired-state';
import { offsetsDigest } from './offsets';
import { digestOf } from './plan';
import type { ConnectInput, ConnectorChange } from './change';
import { connectorKey } from './state';
import type { AppliedConnector, AppliedConnectors } from './state';

/** What came of a run, by the names of connectors. */
export interface Results {
  readonly changes: readonly ConnectorChange[];
  /** They do not run. */
  readonly failed: ReadonlySet<string>;
  /** They were started anew in this run. */
  readonly restarted: ReadonlySet<string>;
  /** What they were to become they have not become. */
  readonly undone: ReadonlySet<string>;
}

/** L: all that is as the program says, and what is still there of what it said before. */
export function nextState(input: ConnectInput, results: Results): AppliedConnectors {
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
  desired: DesiredConnector,
  before: AppliedConnector | undefined,
  { now }: ConnectInput,
  results: Results,
): AppliedConnector {
  const { name, config, removal } = desired;
  const digests = Object.fromEntries(
    Object.entries(config).map(([field, value]) => [field, digestOf(value)]),
  );
  const made = { digests, removal, offsets: requestNow(desired, before, results) };
  if (!results.failed.has(name)) return { ...made, restarts: 0, restartedAt: 0 };
  const { restarts, restartedAt } = before ?? { restarts: 0, restartedAt: 0 };
  return results.restarted.has(name)
    ? { ...made, restarts: restarts + 1, restartedAt: now }
    : { ...made, restarts, restartedAt };
}

/** The request for other offsets that was carried out last. */
function requestNow(
  { name, offsets }: DesiredConnector,
  before: AppliedConnector | undefined,
  { changes }: Results,
): string | undefined {
  const isMoved = changes.some((change) => change.name === name && change.verb === 'offsets');
  return isMoved && offsets !== undefined ? offsetsDigest(offsets) : before?.offsets;
}
