/** Where the user said something: the construct path and, where known, the line of the program. */
export interface Said {
  readonly path: string;
  /** `examples/orders.ts:14:3`; unknown when the call came from another jsii language. */
  readonly origin: string | undefined;
}
