import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { CommandContext, CommandInput, ExitCode } from './command';
import { IssuesError, UsageError } from './command';
import type { CliIssue } from './io-host';
import { sarifOf } from './sarif';
import { appOf, configOf, isManifests, synthesize, withSynthesis } from './synthesis';

export const CHECK_FORMATS = ['text', 'json', 'sarif'] as const;

function programOf(input: CommandInput, cwd: string): string {
  const app = appOf(input.positionals[0], cwd);
  if (!isManifests(app, cwd)) return app;
  throw new UsageError(`'${app}' are manifests; name the program that makes them`);
}

/** Manifests to a folder, when there is no error in the whole program. */
export async function synthApp(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const { io, cwd } = context;
  const app = programOf(input, cwd);
  const folder = resolve(cwd, input.text('output') ?? configOf(cwd).output ?? 'dist');
  mkdirSync(dirname(folder), { recursive: true });
  // Beside it, so that a file gets its place in one step.
  const fresh = mkdtempSync(`${folder}.new-`);
  try {
    const { issues, failed } = await synthesize(app, cwd, fresh);
    if (failed) throw new IssuesError(issues);
    const files = moved(fresh, folder).map((file) => relative(cwd, file));
    const stale = leftBehind(folder, files, cwd);
    if (input.flag('json')) {
      io.result(JSON.stringify({ files, stale, issues }, undefined, 2));
      return 0;
    }
    io.result(files.join('\n'));
    io.issues(issues);
    for (const file of stale) io.note(`not of this program: ${file}`);
    return 0;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function moved(from: string, to: string): readonly string[] {
  return filesIn(from).map((name) => {
    const target = join(to, name);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(from, name), target);
    return target;
  });
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** Manifests of earlier: whoever applies the folder would apply them too. */
function leftBehind(folder: string, files: readonly string[], cwd: string): readonly string[] {
  return filesIn(folder)
    .filter((name) => name.endsWith('.k8s.yaml'))
    .map((name) => relative(cwd, join(folder, name)))
    .filter((file) => !files.includes(file) && existsSync(resolve(cwd, file)));
}

type Format = (issues: readonly CliIssue[], context: CommandContext) => void;

const FORMATS: Readonly<Record<(typeof CHECK_FORMATS)[number], Format>> = {
  text: (issues, { io }) => {
    io.issues(issues);
    if (issues.length === 0) io.result('no issues');
  },
  json: (issues, { io }) => {
    io.result(JSON.stringify({ issues }, undefined, 2));
  },
  sarif: (issues, { io }) => {
    io.result(JSON.stringify(sarifOf(issues), undefined, 2));
  },
};

/** What all rules say of a program. */
export async function checkApp(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const format = input.flag('json')
    ? 'json'
    : CHECK_FORMATS.find((each) => each === input.textOf('format'));
  const { issues, failed } = await withSynthesis(
    programOf(input, context.cwd),
    context.cwd,
    (_, synthesis) => synthesis,
  );
  FORMATS[format ?? 'text'](issues, context);
  return failed || issues.some(({ severity }) => severity === 'error') ? 1 : 0;
}
