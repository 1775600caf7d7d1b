import type { Said } from '../spec/said';
import type { Finding, Issue, Severity } from './issue';

/** One fact that must hold: a row of a table, never a line in a constructor. */
export interface Rule<M> {
  readonly code: string;
  readonly severity: Severity;
  /** Why, for the page of rules. */
  readonly why: string;
  check(model: M): readonly Finding[];
}

/** All issues of a model: every rule is asked, always. */
export function validate<M>(model: M, rules: readonly Rule<M>[], said: Said): readonly Issue[] {
  return rules.flatMap((rule) =>
    rule.check(model).map((finding) => ({
      ...finding,
      code: rule.code,
      severity: rule.severity,
      path: finding.path ?? said.path,
      origin: finding.origin ?? said.origin,
    })),
  );
}
