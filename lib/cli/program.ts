import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommandContext, CommandEntry, CommandRow, ExitCode, OptionRow } from './command';
import { CommandInput, IssuesError, isGroup, UsageError } from './command';
import type { CliIssue } from './io-host';

export interface Program {
  readonly version: string;
  readonly commands: readonly CommandEntry[];
}

const NAME = 'cdk8s-kafka';

/** Runs one command line (without node and script) to its exit code. Never throws. */
export async function runProgram(
  program: Program,
  args: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const root = rootCommand(program, context);
  for (const entry of program.commands) {
    addEntry(root, entry, async (row, input) => {
      exitCode = await row.run(input, context);
    });
  }
  try {
    await root.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (cause) {
    return failed(cause, args, context);
  }
}

function rootCommand({ version }: Program, { io }: CommandContext): Command {
  return new Command(NAME)
    .description('Apache Kafka for Kubernetes and OpenShift, without an operator')
    .version(version, '-V, --version')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => {
        io.result(text.trimEnd());
      },
      // Errors are shown in the form of all other issues, by `failed`.
      writeErr: () => undefined,
    });
}

type Act = (row: CommandRow, input: CommandInput) => Promise<void>;

function addEntry(parent: Command, entry: CommandEntry, act: Act): void {
  if (!isGroup(entry)) {
    addRow(parent, entry, act);
    return;
  }
  const group = parent.command(entry.name).description(entry.summary).helpCommand(false);
  for (const row of entry.commands) addRow(group, row, act);
}

function addRow(parent: Command, row: CommandRow, act: Act): void {
  const command = parent.command(row.name).description(row.summary);
  for (const each of row.arguments ?? []) command.argument(each.name, each.description);
  for (const each of row.options) command.addOption(optionOf(each));
  command.action(async () => {
    await act(row, new CommandInput(command.args, command.opts()));
  });
}

function optionOf(row: OptionRow): Option {
  const option = new Option(row.flags, row.description);
  if (row.default !== undefined) option.default(row.default);
  if (row.required === true) option.makeOptionMandatory();
  const { parse } = row;
  return parse === undefined ? option : option.argParser((text) => asCommander(parse, text));
}

function asCommander(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw cause instanceof UsageError ? new InvalidArgumentError(cause.message) : cause;
  }
}

function failed(cause: unknown, args: readonly string[], { io }: CommandContext): ExitCode {
  if (cause instanceof CommanderError && cause.exitCode === 0) return 0;
  const issues = issuesOf(cause);
  if (args.includes('--json')) io.result(JSON.stringify({ issues }, undefined, 2));
  else io.issues(issues);
  return cause instanceof CommanderError || cause instanceof UsageError ? 2 : 1;
}

function issuesOf(cause: unknown): readonly CliIssue[] {
  if (cause instanceof IssuesError) return cause.issues;
  if (cause instanceof CommanderError && cause.code === 'commander.help') {
    return [usage('no command given')];
  }
  if (cause instanceof CommanderError || cause instanceof UsageError) {
    return [usage(cause.message.replace(/^error: /, ''))];
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return [{ ...usage(message), code: 'Unexpected', fix: undefined }];
}

function usage(message: string): CliIssue {
  return {
    code: 'CommandLineUsage',
    severity: 'error',
    message,
    path: undefined,
    prop: undefined,
    fix: `see: ${NAME} --help`,
    origin: undefined,
  };
}
