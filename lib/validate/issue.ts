export type Severity = 'error' | 'warning';

/** What a rule found, in terms of the prop the user wrote. */
export interface Finding {
  /** `listeners[1].tls`; undefined where no single prop is to blame. */
  readonly prop: string | undefined;
  /** What, the value, and what is allowed: lower case, no full stop. */
  readonly message: string;
  /** What to do. */
  readonly fix: string | undefined;
  /** The line of the part that is to blame, where that is not the line of the whole. */
  readonly origin: string | undefined;
  /** The construct that is to blame, where that is not the one whose rules are asked. */
  readonly path?: string;
}

/** A finding with its rule and place. Codes are a contract, texts are not. */
export interface Issue extends Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
}
