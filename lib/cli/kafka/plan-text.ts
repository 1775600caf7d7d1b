import type { Change, Plan } from '../../reconcile/plan';

const SIGNS: Readonly<Record<Change['verb'], string>> = {
  create: '+',
  update: '~',
  delete: '-',
  none: ' ',
};

function changeLines({ kind, name, verb, cause, fields, origins }: Change): readonly string[] {
  const shown = fields.filter(({ field }) => field !== 'acl');
  const asked = [
    ...new Set(origins.map(({ origin, path, reason }) => `${reason} at ${origin ?? path}`)),
  ];
  return [
    `${SIGNS[verb]} ${kind} ${name}  (${cause}${verb === 'none' ? ', left alone' : ''})`,
    ...shown.map(
      ({ field, live, desired, cause: why }) =>
        `    ${field}: ${live ?? 'absent'} -> ${desired ?? 'absent'}  (${why})`,
    ),
    ...asked.map((text) => `    asked for by ${text}`),
  ];
}

/** A plan for people: every change with its cause and who asked for it, then what the safety table says. */
export function planText({ changes, findings, unmanaged }: Plan): string {
  const acting = changes.filter(({ verb }) => verb !== 'none').length;
  const lines = [
    ...changes.flatMap(changeLines),
    ...findings.map(({ rule, severity, message, fix, waived }) => {
      const end =
        waived === undefined
          ? fix === undefined
            ? ''
            : `\n    fix: ${fix}`
          : `\n    waived: ${waived}`;
      return `! ${severity} ${rule}: ${message}${end}`;
    }),
    `${String(acting)} changes, ${String(changes.length - acting)} left alone, ${String(unmanaged.length)} objects that belong to nobody here`,
  ];
  return lines.join('\n');
}
