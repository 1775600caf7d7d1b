import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyPlan, planNow } from '../../reconcile/apply';
import type { ApplyReport } from '../../reconcile/apply';
import type { ConnectorChange } from '../../reconcile/connect/change';
import { applyConnectors, compareConnectors, isOpen } from '../../reconcile/connect/run';
import type { ConnectorResult } from '../../reconcile/connect/run';
import { connectorLine, withoutSecrets } from '../../reconcile/connect/text';
import { pending } from '../../reconcile/plan';
import type { Plan } from '../../reconcile/plan';
import { rehearsed } from '../../reconcile/rehearsal';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { IssuesError, UsageError } from '../command';
import type { CliIssue } from '../io-host';
import type { Declared } from './desired';
import { declared, oneOf } from './desired';
import { alone } from './lock';
import { planText } from './plan-text';
import { openSession } from './session';
import type { Session } from './session';

/** A plan as it is kept: with what it was made of, so that it can be carried out without the program. */
interface PlanFile {
  readonly plan: Plan;
  readonly declared: Declared;
  /** Undefined: nobody looked at the connectors. */
  readonly connectors: readonly ConnectorChange[] | undefined;
}

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
    const workers = (of.desired.connect ?? []).filter(({ connectors }) => connectors.length > 0);
    if (workers.length > 0 && session.connectors === undefined)
      context.io.note(
        `connectors are not looked at, for --connect is missing: ${workers.map(({ name }) => name).join(', ')}`,
      );
    return await work(session);
  } finally {
    await session.close();
  }
}

/** What differs of the connectors; undefined where nobody looks at them. */
async function comparedConnectors(
  { desired: { connect = [] } }: Declared,
  { connectors }: Session,
): Promise<ConnectorResult | undefined> {
  if (connectors === undefined) return undefined;
  // Its lines are part of the result.
  return compareConnectors(connect, { ...connectors, say: () => undefined });
}

/** What would be changed, and what Kafka says of that. */
export const plan = (input: CommandInput, context: CommandContext): Promise<ExitCode> =>
  compared(input, context, rehearsedNow);

/** The same, and Kafka is asked nothing but what there is: who may look may compare. */
export const drift = (input: CommandInput, context: CommandContext): Promise<ExitCode> =>
  compared(input, context, ({ intent, ports }) => planNow(intent, ports));

type Planned = Awaited<ReturnType<typeof planNow>>;

async function rehearsedNow({ intent, ports }: Session): Promise<Planned> {
  const { plan: made, input } = await planNow(intent, ports);
  return { plan: await rehearsed(made, input, ports.admin), input };
}

async function compared(
  input: CommandInput,
  context: CommandContext,
  planOf: (session: Session) => Promise<Planned>,
): Promise<ExitCode> {
  const of = oneOf(await declared(input.positionals[0], context.cwd), input.text('cluster'));
  return inSession(of, input, context, async (session) => {
    const { plan: made } = await planOf(session);
    const connectors = await comparedConnectors(of, session);
    const out = input.text('out');
    if (out !== undefined) {
      const file: PlanFile = { plan: made, declared: of, connectors: connectors?.changes };
      writeFileSync(resolve(context.cwd, out), `${JSON.stringify(file, undefined, 1)}\n`);
      context.io.note(`the plan is in ${out}`);
    }
    context.io.result(input.flag('json') ? planJson(made, connectors) : fullText(made, connectors));
    if (connectors !== undefined && connectors.problems.length > 0) return 1;
    return pending(made).length > 0 || connectors?.changes.some(isOpen) === true ? 3 : 0;
  });
}

function planJson(made: Plan, compared: ConnectorResult | undefined): string {
  const connectors = compared && {
    connectors: compared.changes.map(withoutSecrets),
    connectorProblems: compared.problems,
  };
  return JSON.stringify({ ...made, ...connectors }, undefined, 2);
}

const fullText = (made: Plan, compared: ConnectorResult | undefined): string =>
  [
    planText(made),
    ...(compared?.changes ?? []).map(connectorLine),
    ...(compared?.problems ?? []).map((problem) => `! ${problem}`),
  ].join('\n');

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
  return inSession(kept.declared, input, context, (session) =>
    alone(kept.declared.settings, context, () => carryOut(kept, session, input, context)),
  );
}

async function carryOut(
  kept: PlanFile,
  session: Session,
  input: CommandInput,
  { io }: CommandContext,
): Promise<ExitCode> {
  if (kept.connectors !== undefined && session.connectors === undefined)
    throw new UsageError('the plan has connectors: say with --connect how workers are reached');
  const now = await rehearsedNow(session);
  const found = await comparedConnectors(kept.declared, session);
  if (!isSame(kept, now.plan, found)) throw new IssuesError([STALE]);
  const report = await applyPlan(now.plan, now.input, session.ports).finally(() => {
    session.progress.end();
  });
  const connectors = await appliedConnectors(kept, report, session);
  io.result(
    input.flag('json')
      ? JSON.stringify({ ...reportOf(report), ...connectors }, undefined, 2)
      : [reportText(report), ...connectors.failures].join('\n'),
  );
  if (connectors.failures.length > 0) return 1;
  return exitCodeOf(report);
}

interface AppliedConnectors {
  readonly connectors: readonly ConnectorChange[];
  /** What failed, or waits for somebody. */
  readonly failures: readonly string[];
}

/** Connectors come when Kafka is as it should be. */
async function appliedConnectors(
  { declared: { desired }, connectors: planned }: PlanFile,
  { stopped }: ApplyReport,
  { connectors: run }: Session,
): Promise<AppliedConnectors> {
  if (planned === undefined || run === undefined || stopped.length > 0)
    return { connectors: [], failures: [] };
  const { changes, problems, held } = await applyConnectors(desired.connect ?? [], run);
  return { connectors: changes.map(withoutSecrets), failures: [...problems, ...held] };
}

const isSame = (kept: PlanFile, now: Plan, compared: ConnectorResult | undefined): boolean =>
  essence(now) === essence(kept.plan) &&
  (kept.connectors === undefined ||
    connectorEssence(kept.connectors) === connectorEssence(compared?.changes ?? []));

/** Without notes, in which there are minutes. */
const connectorEssence = (changes: readonly ConnectorChange[]): string =>
  JSON.stringify(
    changes.map(({ connect, name, verb, held, fields }) => ({ connect, name, verb, held, fields })),
  );

/** What decides: without that which only explains. */
const essence = ({ clusterId, stateGeneration, desired, changes, findings }: Plan): string =>
  JSON.stringify({
    clusterId,
    stateGeneration,
    desired,
    changes: changes.map(({ kind, name, verb, fields }) => ({ kind, name, verb, fields })),
    findings: findings.map(({ rule, subject, waived }) => ({ rule, subject, waived })),
  });

/** What only waits for a decision is no error. */
function exitCodeOf(report: ApplyReport): ExitCode {
  const { failed, held, unseen, stopped, interrupted } = report;
  if (interrupted || [failed, unseen, stopped].some((list) => list.length > 0)) return 1;
  return held.length > 0 ? 3 : 0;
}

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
