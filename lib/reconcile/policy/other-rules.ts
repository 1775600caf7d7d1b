import { deleting, subjectOf } from './rule';
import type { SafetyRule } from './rule';

export const OTHER_SAFETY: readonly SafetyRule[] = [
  {
    name: 'Conflict',
    severity: 'approve',
    why: 'The program, the last run and the cluster say three different things: somebody has to know which is right.',
    check: (_, changes) =>
      changes
        .filter(({ fields }) =>
          fields.some(({ cause, applies }) => cause === 'conflict' && !applies),
        )
        .map((change) => ({
          subject: subjectOf(change),
          message: `${change.kind} ${change.name}: ${change.fields
            .filter(({ cause }) => cause === 'conflict')
            .map(
              ({ field, desired, applied, live }) =>
                `${field} is ${live ?? 'absent'}, was applied as ${applied ?? 'absent'}, and shall be ${desired ?? 'absent'}`,
            )
            .join('; ')}`,
          fix: 'look which is right, then prefer desired or live',
        })),
  },
  {
    name: 'NotPruned',
    severity: 'warn',
    why: 'What left the program stays in the cluster unless the policy lets it go.',
    check: (_, changes) =>
      changes
        .filter(({ cause, verb }) => cause === 'prune' && verb === 'none')
        .map((change) => ({
          subject: subjectOf(change),
          message: `${change.kind} ${change.name} left the program, and stays`,
          fix: 'set a PrunePolicy that removes it',
        })),
  },
  {
    name: 'DetachedAcls',
    severity: 'warn',
    why: 'ACLs outlive their topic, and are in force again for another of the same name.',
    check: ({ live }, changes) =>
      deleting(changes)
        .filter(({ kind }) => kind === 'topic')
        .flatMap((change) => {
          const left = live.acls.filter(
            ({ resourceType, resourceName, patternType }) =>
              resourceType === 'TOPIC' && patternType === 'LITERAL' && resourceName === change.name,
          ).length;
          return left === 0
            ? []
            : [
                {
                  subject: subjectOf(change),
                  message: `${String(left)} ACLs of topic ${change.name} are left`,
                  fix: 'remove the grants too',
                },
              ];
        }),
  },
];
