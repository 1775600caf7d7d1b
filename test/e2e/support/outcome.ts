import type { LoadReport } from './analysis';

/** A fact that does not hold. Everything else that is thrown is a fault of the suite or of the machine. */
export class ExpectationFailed extends Error {}

/** What this cluster or machine cannot do: reported as skipped, never as passed. */
export class Skipped extends Error {}

export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ExpectationFailed(message);
}

export function expectEqual<T>(actual: T, wanted: T, what: string): void {
  const [is, want] = [JSON.stringify(actual), JSON.stringify(wanted)];
  expect(is === want, `${what}: got ${is}, wanted ${want}`);
}

export interface Outcome {
  readonly group: string;
  readonly scenario: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  readonly reason: string | undefined;
  readonly load: LoadReport | undefined;
  readonly notes: readonly string[];
}
