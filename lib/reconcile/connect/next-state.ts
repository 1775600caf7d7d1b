import type { DesiredConnector } from '../../spec/desired-state';
import { digestOf } from './plan';
import type { ConnectInput, ConnectorChange } from './plan';
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
  { name, config, removal }: DesiredConnector,
  before: AppliedConnector | undefined,
  { now }: ConnectInput,
  { failed, restarted }: Results,
): AppliedConnector {
  const isAttempt = restarted.has(name);
  const digests = Object.fromEntries(
    Object.entries(config).map(([field, value]) => [field, digestOf(value)]),
  );
  if (!failed.has(name)) return { digests, removal, restarts: 0, restartedAt: 0 };
  return {
    digests,
    removal,
    restarts: (before?.restarts ?? 0) + (isAttempt ? 1 : 0),
    restartedAt: isAttempt ? now : (before?.restartedAt ?? 0),
  };
}
