import type { ApplyReport } from '../reconcile/apply';
import type { Change, Plan, PolicyFinding } from '../reconcile/plan';

/** Lines for the log of the pod. No password is in a plan, so none is here. */
export const changeLine = ({ kind, name, verb, cause, fields }: Change): string => {
  const details = fields
    .filter(({ field }) => field !== 'acl' && field !== 'password')
    .map(({ field, live, desired }) => `${field} ${live ?? 'absent'} -> ${desired ?? 'absent'}`);
  const what = verb === 'none' ? 'leave' : verb;
  return `${what} ${kind} ${name} (${cause})${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
};

export const findingLine = ({ rule, severity, message, fix, waived }: PolicyFinding): string => {
  const how = waived === undefined ? (fix === undefined ? '' : `; ${fix}`) : `; waived: ${waived}`;
  return `${severity} ${rule}: ${message}${how}`;
};

export const planLines = ({ changes, findings, unmanaged }: Plan): readonly string[] => [
  ...changes.map(changeLine),
  ...findings.map(findingLine),
  ...(unmanaged.length > 0 ? [`${String(unmanaged.length)} objects belong to nobody here`] : []),
];

export function summary(report: ApplyReport): string {
  const { outcomes, failed, held, unseen, stopped } = report;
  if (stopped.length > 0) return 'nothing was changed';
  const count = (number: number, what: string): string => `${String(number)} ${what}`;
  return [
    count(outcomes.length - failed.length, 'changed'),
    count(failed.length, 'failed'),
    count(held.length, 'held'),
    count(unseen.length, 'not seen yet'),
  ].join(', ');
}

/** Whether everything is as the program says. */
export const isClean = ({ failed, held, unseen, stopped, interrupted }: ApplyReport): boolean =>
  [failed, held, unseen, stopped].every((list) => list.length === 0) && !interrupted;

/** Whether a run came to its end; some of it may wait for a decision. */
export const isCarriedOut = ({ failed, stopped, unseen, interrupted }: ApplyReport): boolean =>
  [failed, stopped, unseen].every((list) => list.length === 0) && !interrupted;

/** Whether all that is left waits for somebody's decision: another run would not get further. */
export const isForSomebody = ({ failed, unseen, interrupted }: ApplyReport): boolean =>
  failed.length === 0 && unseen.length === 0 && !interrupted;
