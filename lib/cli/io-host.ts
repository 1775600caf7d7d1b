import { WriteStream } from 'node:tty';
import pc from 'picocolors';
import { NO_PROGRESS, ProgressBars } from './progress';
import type { Progress } from './progress';

/** What is wrong or worth knowing; the issues of the constructs and of the commands fit in alike. */
export interface CliIssue {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string | undefined;
  readonly prop: string | undefined;
  readonly fix: string | undefined;
  /** File, or `file:line:column`. */
  readonly origin: string | undefined;
}

/** Where commands leave what they have to say. Results go to standard output, all else to standard error. */
export interface IoHost {
  /** Whether a person looks at the results. */
  readonly isTerminal: boolean;
  /** Width of the terminal in columns; undefined where there is none. */
  readonly columns: number | undefined;
  result(text: string): void;
  note(text: string): void;
  issues(issues: readonly CliIssue[]): void;
  /** Bars where a person waits; nothing where none does. */
  progress(): Progress;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The only writer to the terminal. */
export class TerminalHost implements IoHost {
  constructor(
    private readonly out: Stream,
    private readonly err: Stream,
  ) {}

  get isTerminal(): boolean {
    return this.out.isTTY === true;
  }

  get columns(): number | undefined {
    return this.out.columns;
  }

  result(text: string): void {
    this.out.write(`${text}\n`);
  }

  note(text: string): void {
    this.err.write(`${text}\n`);
  }

  issues(issues: readonly CliIssue[]): void {
    if (issues.length > 0) this.note(formatIssues(issues, pc.createColors(this.isColored)));
  }

  progress(): Progress {
    return this.err instanceof WriteStream && this.err.isTTY
      ? new ProgressBars(this.err)
      : NO_PROGRESS;
  }

  private get isColored(): boolean {
    return this.err.isTTY === true && pc.isColorSupported;
  }
}

type Colors = ReturnType<typeof pc.createColors>;

// The code stands at the right of the message, as compilers print it.
const CODE_COLUMN = 72;

/** Issues under the file they belong to, then their number. */
export function formatIssues(issues: readonly CliIssue[], colors: Colors): string {
  const origins = [...new Set(issues.map((each) => each.origin))];
  const blocks = origins.map((origin) => {
    const own = issues.filter((each) => each.origin === origin);
    const head = origin === undefined ? [] : [colors.underline(origin)];
    return [...head, ...own.map((each) => formatIssue(each, colors))].join('\n');
  });
  return [...blocks, summary(issues)].join('\n\n');
}

function formatIssue(issue: CliIssue, colors: Colors): string {
  const severity = issue.severity === 'error' ? colors.red('error ') : colors.yellow('warning');
  const [first, ...others] = issue.message.split('\n');
  const place = [issue.path, issue.prop].filter((part) => part !== undefined && part !== '');
  return [
    `  ${severity} ${(first ?? '').padEnd(CODE_COLUMN)}  ${colors.dim(issue.code)}`,
    ...others,
    ...(place.length === 0 ? [] : [`at ${place.join(' ')}`]),
    ...(issue.fix === undefined ? [] : [`fix: ${issue.fix}`]),
  ].join('\n         ');
}

function summary(issues: readonly CliIssue[]): string {
  const errors = issues.filter((each) => each.severity === 'error').length;
  return [count(errors, 'error'), count(issues.length - errors, 'warning')]
    .filter((part) => part !== undefined)
    .join(', ');
}

function count(number: number, noun: string): string | undefined {
  return number === 0 ? undefined : `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
