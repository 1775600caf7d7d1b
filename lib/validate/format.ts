import type { Issue } from './issue';

const CODE_COLUMN = 80;

/** Issues as text, those of one line of the program together. */
export function formatIssues(issues: readonly Issue[]): string {
  return issues
    .map((issue) => [issue.origin ?? issue.path, ...formatIssue(issue)].join('\n'))
    .join('\n\n');
}

/** One issue without its first line, which says where. */
export function formatIssue(issue: Issue): readonly string[] {
  const head = `  ${issue.severity}  ${issue.message}`;
  const at = [issue.path, issue.prop].filter((part) => part !== undefined && part !== '').join(' ');
  return [
    `${head.padEnd(CODE_COLUMN)} ${issue.code}`,
    `         at ${at}`,
    ...(issue.fix === undefined ? [] : [`         fix: ${issue.fix}`]),
  ];
}
