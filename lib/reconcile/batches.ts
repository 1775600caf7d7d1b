import type { ItemResult } from './admin';
import { reasonOf } from '../util/errors';

/** Kafka writes this many records for one request at most (`QuorumController.MAX_RECORDS_PER_USER_OP`), all or none. */
export const MAX_RECORDS = 10_000;

/** Items in as few batches as the limit allows; `recordsOf` is what one item makes Kafka write. */
export function inBatches<T>(
  items: readonly T[],
  recordsOf: (item: T) => number,
  limit = MAX_RECORDS,
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let room = 0;
  for (const item of items) {
    const records = recordsOf(item);
    const last = batches.at(-1);
    if (last === undefined || records > room) {
      batches.push([item]);
      room = limit - records;
    } else {
      last.push(item);
      room -= records;
    }
  }
  return batches;
}

export interface Patience {
  readonly attempts: number;
  sleep(milliseconds: number): Promise<void>;
}

interface Pending<T> {
  readonly item: T;
  readonly index: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Asks again for what Kafka asked to be asked again, as long as patience lasts: after the time that Kafka names, or after
 * growing pauses, and for half of the items at once when it said that they were too many. Only rounds in which nothing got
 * done try the patience: whoever is throttled gets there, slowly.
 */
export async function persistently<T>(
  items: readonly T[],
  call: (items: readonly T[]) => Promise<readonly ItemResult[]>,
  patience: Patience,
): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = items.map(() => NEVER_ASKED);
  let pending: readonly Pending<T>[] = items.map((item, index) => ({ item, index }));
  let most = items.length;
  let fruitless = 0;
  for (let attempt = 1; pending.length > 0 && fruitless < patience.attempts; attempt++) {
    let pause = 0;
    const again: Pending<T>[] = [];
    for (let from = 0; from < pending.length; from += most) {
      const some = pending.slice(from, from + most);
      const answers = await answered(
        some.map(({ item }) => item),
        call,
      );
      some.forEach((one, position) => {
        const answer = settled(answers[position] ?? NEVER_ASKED, attempt);
        results[one.index] = answer;
        if (answer.ok || !answer.retriable) return;
        again.push(one);
        pause = Math.max(pause, answer.throttleMs);
      });
    }
    fruitless = again.length < pending.length ? 0 : fruitless + 1;
    if (again.length > 0) {
      if (pause > 0) most = Math.max(1, Math.ceil(most / 2));
      const growing = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, fruitless - 1), LONGEST_PAUSE_MS);
      await patience.sleep(Math.max(pause, growing));
    }
    pending = again;
  }
  return results;
}

const NEVER_ASKED: ItemResult = {
  ok: false,
  error: 'NOT_ATTEMPTED',
  message: 'not attempted',
  retriable: true,
  throttleMs: 0,
};

/** What an attempt whose answer was lost has made is there at the next one. */
const settled = (answer: ItemResult, attempt: number): ItemResult =>
  !answer.ok && answer.error === 'TOPIC_ALREADY_EXISTS' && attempt > 1 ? { ok: true } : answer;

/** A request without an answer may have been carried out: everything here can be asked twice. */
async function answered<T>(
  items: readonly T[],
  call: (items: readonly T[]) => Promise<readonly ItemResult[]>,
): Promise<readonly ItemResult[]> {
  try {
    return await call(items);
  } catch (error) {
    const message = reasonOf(error);
    return items.map(() => ({
      ok: false,
      error: 'NO_ANSWER',
      message,
      retriable: true,
      throttleMs: 0,
    }));
  }
}
