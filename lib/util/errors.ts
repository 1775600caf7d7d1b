/** What an error says; of something else that was thrown, what it is as text. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A call that has no answer: thrown where there is no value to go on with. */
export class UsageError extends Error {
  public constructor(
    public readonly code: string,
    message: string,
  ) {
    super(`${message} (${code})`);
    this.name = 'UsageError';
  }
}
