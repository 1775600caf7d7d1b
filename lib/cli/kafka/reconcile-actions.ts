import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyPlan, planNow } from '../../reconcile/apply';
import type { ApplyReport } from '../../reconcile/apply';
import type { Plan } from '../../reconcile/plan';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { IssuesError, UsageError } from '../command';
import type { CliIssue } from '../io-host';
import type { Declared } from './desired';
import { declared, oneOf } from './desired';
import { planText } from './plan-text';
import { openSession } from './session';
import type { Session } from './session';

/** A plan as it is kept: with what it was made of, so that it can be carried out without the program. */
interface PlanFile {
  readonly plan: Plan;
  readonly declared: Declared;
}

const isPending = ({ changes }: Plan): boolean =>
  changes.some(
    ({ verb, fields }) =>
      verb !== 'none' || fields.some(({ cause }) => cause === 'drift' || cause === 'conflict'),
  );

async function inSession<T>(
  of: Declared,
  input: CommandInput,
  context: CommandContext,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(of, input, context);
  try {
    if (session.without.length > 0)
      context.io.note(`no password at hand, left alone: ${session.without.join(', ')}`);
    return await work(session);
  } finally {
    await session.close();
  }
}

export async function plan(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const of = oneOf(await declared(input.positionals[0], context.cwd), input.text('cluster'));
  return inSession(of, input, context, async ({ intent, ports }) => {
    const made = await planNow(intent, ports);
    const out = input.text('out');
    if (out !== undefined) {
      const file: PlanFile = { plan: made.plan, declared: of };
      writeFileSync(resolve(context.cwd, out), `${JSON.stringify(file, undefined, 1)}\n`);
      context.io.note(`the plan is in ${out}`);
    }
    context.io.result(
      input.flag('json') ? JSON.stringify(made.plan, undefined, 2) : planText(made.plan),
    );
    return isPending(made.plan) ? 3 : 0;
  });
}

const STALE: CliIssue = {
  code: 'PlanStale',
  severity: 'error',
  message: 'the cluster, or what was applied to it, is not any more what the plan was made for',
  path: undefined,
  prop: undefined,
  fix: 'make a new plan, and look at it',
  origin: undefined,
};

/** Exactly that plan, or nothing: it is made again now, and has to be the same. */
export async function apply(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const file = input.text('plan');
  if (file === undefined) throw new UsageError('name the plan: --plan FILE');
  const kept = JSON.parse(readFileSync(resolve(context.cwd, file), 'utf8')) as PlanFile;
  return inSession(kept.declared, input, context, async ({ intent, ports }) => {
    const now = await planNow(intent, ports);
    if (essence(now.plan) !== essence(kept.plan)) throw new IssuesError([STALE]);
    const report = await applyPlan(now.plan, now.input, ports);
    context.io.result(
      input.flag('json') ? JSON.stringify(reportOf(report), undefined, 2) : reportText(report),
    );
    return isDone(report) ? 0 : 1;
  });
}

/** What decides: without that which only explains. */
const essence = ({ clusterId, stateGeneration, desired, changes, findings }: Plan): string =>
  JSON.stringify({
    clusterId,
    stateGeneration,
    desired,
    changes: changes.map(({ kind, name, verb, fields }) => ({ kind, name, verb, fields })),
    findings: findings.map(({ rule, subject, waived }) => ({ rule, subject, waived })),
  });

const isDone = ({ failed, held, unseen, stopped, interrupted }: ApplyReport): boolean =>
  !interrupted && [failed, held, unseen, stopped].every((list) => list.length === 0);

const reportOf = ({ outcomes, failed, held, unseen, stopped }: ApplyReport): object => ({
  changed: outcomes.length - failed.length,
  failed,
  held,
  unseen,
  stopped,
});

function reportText({ outcomes, failed, held, unseen, stopped }: ApplyReport): string {
  return [
    ...stopped.map(({ rule, message }) => `stopped by ${rule}: ${message}`),
    ...failed.map(({ change, result }) =>
      result.ok ? '' : `failed: ${change.kind} ${change.name}: ${result.error} ${result.message}`,
    ),
    ...held.map(({ kind, name }) => `held: ${kind} ${name}`),
    ...unseen.map(({ kind, name }) => `not seen yet: ${kind} ${name}`),
    `${String(outcomes.length - failed.length)} changed, ${String(failed.length)} failed, ${String(held.length)} held, ${String(unseen.length)} not seen yet`,
  ].join('\n');
}
