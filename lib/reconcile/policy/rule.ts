import type { SafetyRuleName } from '../../spec/safety';
import type { PlanInput } from '../plan-input';
import type { Change, PolicyFinding } from '../plan';

/** What a rule says of one subject. */
export interface Verdict {
  /** `topic:orders.v1`, `acl:User:shop`, or `cluster` for the whole run. */
  readonly subject: string;
  readonly message: string;
  readonly fix: string | undefined;
}

/**
 * A row of the safety table. `refuse` and `approve` hold the changes of their subject until a waiver names rule and
 * subject with a reason; `refuse` says that nobody should. Of the subject `cluster` they hold the whole run.
 */
export interface SafetyRule {
  readonly name: SafetyRuleName;
  readonly severity: PolicyFinding['severity'];
  readonly why: string;
  check(input: PlanInput, changes: readonly Change[]): readonly Verdict[];
}

export const WHOLE_RUN = 'cluster';

export const subjectOf = ({ kind, name }: Pick<Change, 'kind' | 'name'>): string =>
  `${kind}:${name}`;

/** Changes that would be made. */
export const acting = (changes: readonly Change[], kind?: Change['kind']): readonly Change[] =>
  changes.filter(
    (change) => change.verb !== 'none' && (kind === undefined || change.kind === kind),
  );

export const deleting = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ verb }) => verb === 'delete');
