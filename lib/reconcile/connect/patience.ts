import { ConnectRefusal } from './rest';
import type { ConnectRest } from './rest';

/** What the engine needs of the world to change one group of workers. */
export interface ConnectPorts {
  readonly rest: ConnectRest;
  /** How long connectors have to come up after a change, in ms. */
  readonly settleMs: number;
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

const ATTEMPTS = 10;
export const PAUSE_MS = 2_000;

/** While workers share out their work anew they change nothing. */
export async function patiently(
  { sleep }: Pick<ConnectPorts, 'sleep'>,
  act: () => Promise<void>,
  isPassing = (refusal: ConnectRefusal): boolean => refusal.isPassing,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await act();
      return;
    } catch (error) {
      const waits = error instanceof ConnectRefusal && isPassing(error);
      if (!waits || attempt >= ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
