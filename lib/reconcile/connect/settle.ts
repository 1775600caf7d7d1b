import type { DesiredConnect, DesiredConnector } from '../../spec/desired-state';
import { failureOf } from './plan';
import { PAUSE_MS } from './patience';
import type { ConnectPorts } from './patience';
import type { LiveConnector } from './rest';

/** A connector that does not do what it should. */
export interface Unhealthy {
  readonly name: string;
  readonly why: string;
  /** It has failed, and does not come up by itself. */
  readonly failed: boolean;
}

/** Those that do not do what they should when there was time enough. */
export async function settled(
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
  live: readonly LiveConnector[],
): readonly Unhealthy[] {
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
