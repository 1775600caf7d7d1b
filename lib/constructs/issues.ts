import type { IConstruct } from 'constructs';
import { formatIssue } from '../validate/format';
import type { Issue } from '../validate/issue';
import { reportIssues } from './issue-report';

/** Under these types issues lie in the metadata of a construct, for the command line to read. */
export const WARNING_METADATA = 'cdk8s-kafka:warning';
export const ERROR_METADATA = 'cdk8s-kafka:error';
export const ACKNOWLEDGEMENT_METADATA = 'cdk8s-kafka:acknowledgement';

/** A warning that is known and meant to be so. */
export interface IssueAcknowledgement {
  /** Code of the warning, `StorageSoleCopyEphemeral`. */
  readonly code: string;
  /** Why it is in order here, for the next reader. */
  readonly reason: string;
}

/** What the checks found in a construct and in those below it. */
export class Issues {
  /**
   * The issues of a construct: a cluster, or a chart with all that is in it.
   * @param scope the construct
   */
  public static of(scope: IConstruct): Issues {
    return new Issues(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Silences a warning here and below. Errors cannot be acknowledged: the synth fails and says so.
   * @param acknowledgement the warning's code, and why it is in order
   */
  public acknowledge(acknowledgement: IssueAcknowledgement): void {
    const { scope } = this;
    scope.node.addMetadata(ACKNOWLEDGEMENT_METADATA, acknowledgement);
    scope.node.addValidation({
      validate: () => {
        const problems = problemsOf(scope, acknowledgement);
        reportIssues(problems);
        return problems.map(textOf);
      },
    });
  }
}

/**
 * Makes a construct answer for its issues: errors stop the synth before anything is written, together with the errors
 * of all other constructs; warnings go to the construct's metadata and do not.
 */
export function attachIssues(scope: IConstruct, issues: readonly Issue[]): void {
  const errors = issues.filter((issue) => issue.severity === 'error');
  // cdk8s puts the path before each text and asks several times: the texts are made once.
  const texts = errors.map(textOf);
  scope.node.addValidation({
    validate: () => {
      reportIssues(issues.filter((issue) => !isAcknowledged(issue, scope)));
      return texts;
    },
  });
  for (const issue of issues) {
    scope.node.addMetadata(issue.severity === 'error' ? ERROR_METADATA : WARNING_METADATA, issue);
  }
}

/**
 * The same for issues that are known only when the whole program is. Each is noted at the construct that it is about, so
 * that a warning is acknowledged there; the errors stop the synth together.
 */
export function attachLateIssues(scope: IConstruct, issues: () => readonly Issue[]): void {
  const noted = new Set<string>();
  const validate = (): string[] => {
    const found = issues();
    for (const issue of found) {
      const key = JSON.stringify(issue);
      if (noted.has(key)) continue;
      noted.add(key);
      const type = issue.severity === 'error' ? ERROR_METADATA : WARNING_METADATA;
      const construct = constructAt(scope, issue.path) ?? scope;
      construct.node.addMetadata(type, issue);
      if (!isAcknowledged(issue, construct)) reportIssues([issue]);
    }
    return found.filter(({ severity }) => severity === 'error').map(textOf);
  };
  scope.node.addValidation({ validate });
}

function constructAt(scope: IConstruct, path: string): IConstruct | undefined {
  return path
    .split('/')
    .reduce<IConstruct | undefined>(
      (parent, id) => (id === '' ? parent : parent?.node.tryFindChild(id)),
      scope.node.root,
    );
}

/** The warnings at and below a construct that nobody has acknowledged. */
export function warningsOf(scope: IConstruct): readonly Issue[] {
  return scope.node
    .findAll()
    .flatMap((construct) =>
      issuesIn(construct, WARNING_METADATA).filter(
        ({ code }) => !acknowledgedFor(construct).includes(code),
      ),
    );
}

const isAcknowledged = ({ severity, code }: Issue, construct: IConstruct): boolean =>
  severity === 'warning' && acknowledgedFor(construct).includes(code);

function acknowledgedFor(construct: IConstruct): readonly string[] {
  return construct.node.scopes.flatMap((scope) =>
    acknowledgementsIn(scope).map(({ code }) => code),
  );
}

const textOf = (issue: Issue): string => [issue.origin ?? '', ...formatIssue(issue)].join('\n');

function problemsOf(scope: IConstruct, { code, reason }: IssueAcknowledgement): readonly Issue[] {
  const constructs = scope.node.findAll();
  const codes = (type: string): readonly string[] =>
    constructs.flatMap((construct) => issuesIn(construct, type).map((one) => one.code));
  const problem = (message: string, fix: string): Issue => ({
    code: 'IssueAcknowledgement',
    severity: 'error',
    path: scope.node.path,
    prop: undefined,
    origin: undefined,
    message,
    fix,
  });
  if (reason.trim() === '')
    return [
      problem(`warning '${code}' is acknowledged without a reason`, 'say why it is in order'),
    ];
  if (!codes(ERROR_METADATA).includes(code) || codes(WARNING_METADATA).includes(code)) return [];
  return [problem(`'${code}' is an error, and cannot be acknowledged`, 'correct what it is about')];
}

const issuesIn = (construct: IConstruct, type: string): readonly Issue[] =>
  dataOf(construct, type) as Issue[];

const acknowledgementsIn = (construct: IConstruct): readonly IssueAcknowledgement[] =>
  dataOf(construct, ACKNOWLEDGEMENT_METADATA) as IssueAcknowledgement[];

function dataOf(construct: IConstruct, type: string): readonly unknown[] {
  return construct.node.metadata.filter((one) => one.type === type).map((one): unknown => one.data);
}
