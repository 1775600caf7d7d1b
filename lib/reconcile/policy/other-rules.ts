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
    name: 'Paused',
    severity: 'warn',
    why: 'What is paused is looked at and left alone, so that somebody can work on it; it should not be forgotten.',
    check: (_, changes) =>
      changes
        .filter(({ cause }) => cause === 'paused')
        .map((change) => ({
          subject: subjectOf(change),
          message: `${change.kind} ${change.name} is paused, and differs`,
          fix: 'remove paused when the work on it is done',
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
    check: ({ live }, changes) => {
      const gone = deleting(changes).filter(({ kind }) => kind === 'topic');
      const counts = new Map(gone.map(({ name }) => [name, 0]));
      for (const { resourceType, resourceName, patternType } of live.acls) {
        const count = counts.get(resourceName);
        const isOf = resourceType === 'TOPIC' && patternType === 'LITERAL' && count !== undefined;
        if (isOf) counts.set(resourceName, count + 1);
      }
      return gone
        .filter(({ name }) => counts.get(name) !== 0)
        .map((change) => ({
          subject: subjectOf(change),
          message: `${String(counts.get(change.name))} ACLs of topic ${change.name} are left`,
          fix: 'remove the grants too',
        }));
    },
  },
];
