import * as pulumi from '@pulumi/pulumi';
import { formatIssues } from '../validate/format';
import type { Issue } from '../validate/issue';

/**
 * Ends the program if there is an error, with all of them. Pulumi prints the text of a RunError as it is; any other
 * error gets a stack around it that shows this library and not the line to mend.
 */
export function refuseErrors(issues: readonly Issue[]): void {
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) throw new pulumi.RunError(formatIssues(errors));
}

/** Shows each warning beside its resource. */
export function logWarnings(issues: readonly Issue[], resource: pulumi.Resource): void {
  for (const issue of issues) {
    // Not awaited: Pulumi keeps the program alive until its logs are written.
    if (issue.severity === 'warning') void pulumi.log.warn(formatIssues([issue]), resource);
  }
}
