import type { PlanInput } from '../plan-input';
import type { Change, Plan, PolicyFinding } from '../plan';
import { CLUSTER_SAFETY } from './cluster-rules';
import { DATA_SAFETY } from './data-rules';
import { OTHER_SAFETY } from './other-rules';
import { PARTITION_SAFETY } from './partition-rules';
import { acting, subjectOf, WHOLE_RUN } from './rule';
import type { SafetyRule, Verdict } from './rule';
import { TOPIC_SAFETY } from './topic-rules';

export { subjectOf } from './rule';

/** The safety table. */
export const SAFETY_RULES = [
  ...CLUSTER_SAFETY,
  ...PARTITION_SAFETY,
  ...DATA_SAFETY,
  ...TOPIC_SAFETY,
  ...OTHER_SAFETY,
];

/** What the safety table says of a plan; every rule is asked. */
export function findings(input: PlanInput, changes: readonly Change[]): readonly PolicyFinding[] {
  return SAFETY_RULES.flatMap((rule) =>
    rule.check(input, changes).map((verdict) => findingOf(rule, verdict, input)),
  );
}

/** What a row says, with the reason of the waiver that sets it aside. */
export const findingOf = (
  { name, severity }: Pick<SafetyRule, 'name' | 'severity'>,
  verdict: Verdict,
  input: PlanInput,
): PolicyFinding => ({
  rule: name,
  severity,
  ...verdict,
  waived: waiverOf(input, name, verdict.subject),
});

function waiverOf({ desired }: PlanInput, rule: string, subject: string): string | undefined {
  return desired.policy.waivers.find(
    (waiver) => waiver.rule === rule && (waiver.subject === subject || waiver.subject === '*'),
  )?.reason;
}

const holds = ({ severity, waived }: PolicyFinding): boolean =>
  severity !== 'warn' && waived === undefined;

/** Findings that stop the whole run. */
export const stopping = (all: readonly PolicyFinding[]): readonly PolicyFinding[] =>
  all.filter((finding) => holds(finding) && finding.subject === WHOLE_RUN);

/** Whether a change waits for somebody's decision. */
export function heldBy(all: readonly PolicyFinding[]): (change: Change) => boolean {
  const subjects = new Set(all.filter(holds).map(({ subject }) => subject));
  return (change) => subjects.has(subjectOf(change));
}

/** What of a plan is done. */
export function released(plan: Plan): readonly Change[] {
  const isHeld = heldBy(plan.findings);
  return acting(plan.changes).filter((change) => !isHeld(change));
}
