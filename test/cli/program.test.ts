import type { CommandRow } from '../../lib/cli/command';
import { isGroup, IssuesError, parseDuration } from '../../lib/cli/command';
import { COMMANDS } from '../../lib/cli/commands';
import { cli } from './support';

function row(run: CommandRow['run']): CommandRow {
  return {
    name: 'check',
    summary: 'all issues',
    arguments: [{ name: '[app]', description: 'program' }],
    options: [
      { flags: '--before <DURATION>', description: 'time', parse: parseDuration },
      { flags: '--dir <DIR>', description: 'folder', default: 'dist' },
      { flags: '--format <NAME>', description: 'format', required: true },
    ],
    run,
  };
}

test('--version says the version', async () => {
  expect(await cli('--version')).toMatchObject({ exitCode: 0, output: '1.2.3' });
});

test('--help lists the commands', async () => {
  const { exitCode, output } = await cli('--help');
  expect(exitCode).toBe(0);
  expect(output).toContain('pki');
});

test.each([
  ['', 'no command given'],
  ['pki', 'no command given'],
  ['nope', "unknown command 'nope'"],
  ['pki isue', "unknown command 'isue'\n(Did you mean issue?)"],
  ['pki init --dri x', "unknown option '--dri'\n(Did you mean --dir?)"],
  ['pki seal', "required option '--cert <FILE>' not specified"],
  ['pki user', "missing required argument 'name'"],
  [
    'pki renew --before soon',
    "option '--before <DURATION>' argument 'soon' is invalid. 'soon' is not a duration like 30d, 12h, 90m or 2w",
  ],
])('%j is an error of usage', async (line, message) => {
  const { exitCode, issues } = await cli(line);
  expect(exitCode).toBe(2);
  expect(issues).toMatchObject([{ code: 'CommandLineUsage', severity: 'error', message }]);
});

test('a row gets its arguments, options and defaults', async () => {
  const seen: unknown[] = [];
  const command = row((input) => {
    seen.push(input.argument(0), input.textOf('dir'), input.number('before'), input.text('format'));
    return Promise.resolve(3);
  });
  const ran = await cli('check app.ts --before 12h --format json', { commands: [command] });
  expect(ran.exitCode).toBe(3);
  expect(seen).toEqual(['app.ts', 'dist', 43_200_000, 'json']);
});

test('issues end with exit code 1, all of them shown', async () => {
  const issue = {
    severity: 'error',
    path: undefined,
    prop: undefined,
    fix: undefined,
    origin: undefined,
  } as const;
  const issues = [
    { ...issue, code: 'One', message: 'first' },
    { ...issue, code: 'Two', message: 'second' },
  ];
  const command = row(() => Promise.reject(new IssuesError(issues)));
  const ran = await cli('check --format json', { commands: [command] });
  expect(ran).toMatchObject({ exitCode: 1, codes: ['One', 'Two'] });
});

test('what nobody expected is an issue too, not a stack trace', async () => {
  const command = row(() => Promise.reject(new Error('disk full')));
  const ran = await cli('check --format json', { commands: [command] });
  expect(ran.exitCode).toBe(1);
  expect(ran.issues).toMatchObject([{ code: 'Unexpected', message: 'disk full' }]);
});

test('with --json errors are JSON as well', async () => {
  const { exitCode, output } = await cli('pki status --json --dir does-not-exist');
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ issues: [{ code: 'PkiFolderMissing' }] });
});

test.each(COMMANDS.flatMap((entry) => (isGroup(entry) ? entry.commands : [entry])))(
  '$name can say its result as JSON',
  ({ options }) => {
    expect(options.map(({ flags }) => flags)).toContain('--json');
  },
);
