import type { Log, ReportingDescriptor, Result } from 'sarif';
import { CLUSTER_RULES, ENSEMBLE_RULES } from '../validate/rules';
import { CONNECT_RULES } from '../validate/rules/connect';
import { CONTENTS_RULES } from '../validate/rules/contents';
import { sortedSet } from '../util/sort';
import type { CliIssue } from './io-host';

const WHY = new Map(
  [...CLUSTER_RULES, ...ENSEMBLE_RULES, ...CONNECT_RULES, ...CONTENTS_RULES].map(
    ({ code, why }) => [code, why],
  ),
);

/** Issues as SARIF 2.1.0, which code hosts show at the line that they are about. */
export function sarifOf(issues: readonly CliIssue[]): Log {
  const rules = sortedSet(issues.map(({ code }) => code));
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-kafka', rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: issues.map((issue) => resultOf(issue, rules.indexOf(issue.code))),
      },
    ],
  };
}

function ruleOf(code: string): ReportingDescriptor {
  const why = WHY.get(code);
  return { id: code, ...(why === undefined ? {} : { shortDescription: { text: why } }) };
}

function resultOf(issue: CliIssue, ruleIndex: number): Result {
  const { code, severity, message, prop, fix, path } = issue;
  const at = prop === undefined || prop === '' ? [] : [`at ${prop}`];
  const text = [message, ...at, ...(fix === undefined ? [] : [`fix: ${fix}`])].join('\n');
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text },
    locations: [
      {
        ...placeOf(issue.origin),
        ...(path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
  };
}

/** `app.ts:12:3`, or a file alone. */
function placeOf(
  origin: string | undefined,
): Pick<NonNullable<Result['locations']>[number], 'physicalLocation'> {
  if (origin === undefined) return {};
  const [, uri = origin, line, column] = /^(.*?):(\d+):(\d+)$/.exec(origin) ?? [];
  const region =
    line === undefined ? {} : { region: { startLine: Number(line), startColumn: Number(column) } };
  return { physicalLocation: { artifactLocation: { uri }, ...region } };
}
