import type { CliIssue, IoHost } from './io-host';

/** 0 clean, 1 error, 2 usage, 3 changes pending. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The world of a command; tests give it another clock and another folder. */
export interface CommandContext {
  readonly io: IoHost;
  /** Relative paths of the command line start here. */
  readonly cwd: string;
  now(): Date;
}

/** Turns an option's text into its value; throws UsageError when it cannot. */
export type ParseOption = (text: string) => unknown;

export interface OptionRow {
  /** As commander has it: `--dir DIR` becomes `--dir <DIR>`; without a value it is a switch. */
  readonly flags: string;
  readonly description: string;
  readonly default?: string;
  readonly required?: boolean;
  readonly parse?: ParseOption;
}

export interface ArgumentRow {
  /** `<name>` must be given, `[name]` may, `[name...]` takes all that follow. */
  readonly name: string;
  readonly description: string;
}

/** A command of the command line, as data. */
export interface CommandRow {
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly ArgumentRow[];
  readonly options: readonly OptionRow[];
  run(input: CommandInput, context: CommandContext): Promise<ExitCode>;
}

/** Commands below a common word: `pki init`, `pki issue`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandRow[];
}

export type CommandEntry = CommandRow | CommandGroup;

export function isGroup(entry: CommandEntry): entry is CommandGroup {
  return 'commands' in entry;
}

/** What stood on the command line, read by the name of the option in camel case. */
export class CommandInput {
  constructor(
    readonly positionals: readonly string[],
    private readonly options: Readonly<Record<string, unknown>>,
  ) {}

  argument(index: number): string {
    return this.positionals[index] ?? '';
  }

  text(name: string): string | undefined {
    const value = this.options[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** For options with a default or required ones. */
  textOf(name: string): string {
    return this.text(name) ?? '';
  }

  texts(name: string): readonly string[] {
    const value = this.options[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  }

  number(name: string): number | undefined {
    const value = this.options[name];
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.options[name] === true;
  }
}

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Ends a command with issues: exit code 1. */
export class IssuesError extends Error {
  constructor(readonly issues: readonly CliIssue[]) {
    super(issues.map((each) => `${each.message} (${each.code})`).join('; '));
    this.name = 'IssuesError';
  }
}

const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `30d`, `12h`, `90m`, `2w` in milliseconds. */
export const parseDuration: ParseOption = (text) => {
  const [, digits, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit ?? ''];
  if (digits === undefined || unitMs === undefined) {
    throw new UsageError(`'${text}' is not a duration like 30d, 12h, 90m or 2w`);
  }
  return Number(digits) * unitMs;
};

export function parseChoice(choices: readonly string[]): ParseOption {
  return (text) => {
    if (choices.includes(text)) return text;
    throw new UsageError(`'${text}' is not one of ${choices.join(', ')}`);
  };
}

export const parseCount: ParseOption = (text) => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`'${text}' is not a whole number from 1`);
};
