/** Somebody who can be given rights. */
export interface IKafkaGrantee {
  /** Who Kafka takes it for, with the type: `User:billing`. */
  readonly principal: string;
  /** Whether this program decides what it may do. */
  readonly managed: boolean;
}

/** What came of a grant. */
export class GrantResult {
  /** @internal */
  public static _of(applied: boolean, remedy: readonly string[]): GrantResult {
    return new GrantResult(applied, [...remedy]);
  }

  private constructor(
    /** Whether the rights will be there. They are not given to a user who is made elsewhere. */
    public readonly applied: boolean,
    /** Commands of Kafka's own tools that give the rights where they are not applied. */
    public readonly remedy: string[],
  ) {}
}
