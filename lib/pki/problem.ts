/** One thing that is wrong, in the words of the one who has to mend it. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The object or file that is meant. */
  readonly path: string | undefined;
  /** The place in it: `certificates[0].dnsNames[1]`. */
  readonly prop: string | undefined;
  readonly fix: string | undefined;
  /** The file in which it was read. */
  readonly origin: string | undefined;
}

/** Ends an operation with everything that is wrong, not only the first of it. */
export class PkiError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((each) => `${each.message} (${each.code})`).join('; '));
    this.name = 'PkiError';
  }
}

type Where = Partial<Pick<Problem, 'path' | 'prop' | 'fix' | 'origin'>>;

export function error(code: string, message: string, where: Where = {}): Problem {
  return { ...NOWHERE, ...where, code, severity: 'error', message };
}

export function warning(code: string, message: string, where: Where = {}): Problem {
  return { ...NOWHERE, ...where, code, severity: 'warning', message };
}

/** Throws when an error is among the problems; warnings do not stop anything. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.some((each) => each.severity === 'error')) throw new PkiError(problems);
}

const NOWHERE = { path: undefined, prop: undefined, fix: undefined, origin: undefined };
