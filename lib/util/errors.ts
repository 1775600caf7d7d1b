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
