import type { Admin } from './admin';
import { inBatches } from './batches';
import type { Phase } from './phase';
import { phasesOf } from './phases';
import type { Plan, PolicyFinding } from './plan';
import type { PlanInput } from './plan-input';
import { findingOf, released, stopping, subjectOf } from './policy';
import type { Step } from './ports';

/** The row of the safety table whose verdict is Kafka's. */
export const REFUSAL_RULE = {
  name: 'RefusedByKafka',
  severity: 'refuse',
  why: 'The brokers have rules of their own (create.topic.policy.class.name, rights, limits): what they would refuse is not tried.',
} as const;

/**
 * The plan, and what Kafka says of it: topics, their configuration and quotas are sent once to be validated and nothing else.
 * ACLs and users cannot be asked that way. Of a plan without changes nothing is asked.
 */
export async function rehearsed(plan: Plan, input: PlanInput, admin: Admin): Promise<Plan> {
  if (stopping(plan.findings).length > 0) return plan;
  const found: PolicyFinding[] = [];
  for (const phase of phasesOf({ ...input, credentials: new Map() }, released(plan))) {
    if (phase.rehearse === undefined) continue;
    for (const batch of inBatches(phase.steps, ({ records }) => records))
      found.push(...(await refusals(phase, batch, { input, admin })));
  }
  return { ...plan, findings: [...plan.findings, ...found] };
}

/** What asks to be asked again is no verdict: it is asked when it is done. */
async function refusals(
  phase: Phase,
  steps: readonly Step[],
  { input, admin }: { readonly input: PlanInput; readonly admin: Admin },
): Promise<readonly PolicyFinding[]> {
  const answers = (await phase.rehearse?.(admin, steps)) ?? [];
  return steps.flatMap((step, index) => {
    const answer = answers[index];
    if (answer === undefined || answer.ok || answer.retriable) return [];
    const { error, message } = answer;
    const verdict = {
      subject: subjectOf(step),
      message: `${step.kind} ${step.name}: Kafka refuses its ${phase.name}: ${error} ${message}`,
      fix: undefined,
    };
    return [findingOf(REFUSAL_RULE, verdict, input)];
  });
}
