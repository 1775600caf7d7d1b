import type { ItemResult } from '../reconcile/admin';
import type { Api } from './connection';
import { errorName, itemResult } from './errors';

export const TIMEOUT_MS = 60_000;
export const TOPIC = 2;
export const BROKER = 4;

/** The request as the library types it has brands of its own numbers; what is sent are plain ones. */
export const api = <A extends readonly unknown[], T>(of: { readonly api: unknown }): Api<A, T> =>
  of.api as Api<A, T>;

export interface Answer {
  readonly throttleTimeMs: number;
  readonly errorCode?: number;
  readonly errorMessage?: string | null;
}

export interface Named {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** The request as a whole was refused: a right is missing, the cluster cannot. */
export class KafkaRefusal extends Error {
  public constructor(
    public readonly code: string,
    message: string | null | undefined,
  ) {
    super(message === null || message === undefined ? code : `${code}: ${message}`);
    this.name = 'KafkaRefusal';
  }
}

/** An error of the whole request: a right that is missing, a cluster that cannot. */
export function refuse({ errorCode = 0, errorMessage }: Answer): void {
  if (errorCode === 0) return;
  throw new KafkaRefusal(errorName(errorCode), errorMessage);
}

export const resultOf =
  ({ throttleTimeMs }: Answer) =>
  ({ errorCode, errorMessage }: Named): ItemResult =>
    itemResult(errorCode, errorMessage, throttleTimeMs);

/** Results in the order of what was asked; Kafka answers in an order of its own. */
export function byKey<R extends Named>(
  asked: readonly string[],
  results: readonly R[],
  keyOf: (result: R) => string,
  answer: Answer,
): readonly ItemResult[] {
  const found = new Map(results.map((result) => [keyOf(result), result]));
  return asked.map((key) => {
    const result = found.get(key);
    return result === undefined
      ? itemResult(-1, 'Kafka says nothing of it', 0)
      : resultOf(answer)(result);
  });
}
