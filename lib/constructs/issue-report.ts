import { appendFileSync } from 'node:fs';
import type { Issue } from '../validate/issue';
import { ISSUE_REPORT_VARIABLE } from '../validate/issue-report';

/** Hands issues to the command line, where it is that which runs the program. The same one more than once does no harm. */
export function reportIssues(issues: readonly Issue[]): void {
  const file = process.env[ISSUE_REPORT_VARIABLE];
  if (file === undefined || file === '' || issues.length === 0) return;
  appendFileSync(file, issues.map((issue) => `${JSON.stringify(issue)}\n`).join(''));
}
