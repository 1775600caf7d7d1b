import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { ISSUE_REPORT_VARIABLE } from '../validate/issue-report';
import { UsageError } from './command';
import type { CliIssue } from './io-host';

const run = promisify(execFile);
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** What came of running a program. */
export interface Synthesis {
  /** Errors first. With one of them nothing was written. */
  readonly issues: readonly CliIssue[];
  readonly failed: boolean;
}

interface Config {
  readonly app?: string;
  readonly output?: string;
}

/** `cdk8s.yaml` of the folder. */
export function configOf(cwd: string): Config {
  const file = join(cwd, 'cdk8s.yaml');
  if (!existsSync(file)) return {};
  return (parse(readFileSync(file, 'utf8')) as Config | null) ?? {};
}

/** What the user named, or what `cdk8s.yaml` does. */
export function appOf(said: string | undefined, cwd: string): string {
  const app = said ?? configOf(cwd).app;
  if (app === undefined)
    throw new UsageError('name the program or its manifests, or `app` in cdk8s.yaml');
  return app;
}

/** Whether a word names manifests: a folder, or a file of YAML. */
export function isManifests(app: string, cwd: string): boolean {
  const path = resolve(cwd, app);
  return existsSync(path) && (statSync(path).isDirectory() || /\.ya?ml$/.test(path));
}

/** Runs a program as `cdk8s synth` does, and gathers the issues of all its constructs. */
export async function synthesize(app: string, cwd: string, outdir: string): Promise<Synthesis> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-'));
  const report = join(folder, 'issues.jsonl');
  const env = { ...process.env, CDK8S_OUTDIR: outdir, [ISSUE_REPORT_VARIABLE]: report };
  const [command, args] = commandOf(app, existsSync(resolve(cwd, app)));
  try {
    await run(command, [...args], { cwd, env, maxBuffer: OUTPUT_BYTES });
    return { issues: issuesIn(report), failed: false };
  } catch (error) {
    const issues = issuesIn(report);
    const isExplained = issues.some(({ severity }) => severity === 'error');
    return { issues: isExplained ? issues : [failure(app, error), ...issues], failed: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program for the sake of what it writes, which is gone afterwards. */
export async function withSynthesis<T>(
  app: string,
  cwd: string,
  use: (outdir: string, synthesis: Synthesis) => T,
): Promise<T> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-'));
  try {
    return use(outdir, await synthesize(app, cwd, outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A script by its interpreter, anything else as a command line. */
function commandOf(app: string, isFile: boolean): readonly [string, readonly string[]] {
  if (isFile && /\.[cm]?ts$/.test(app)) return ['npx', ['tsx', app]];
  return isFile && /\.[cm]?js$/.test(app) ? [process.execPath, [app]] : ['sh', ['-c', app]];
}

function issuesIn(report: string): readonly CliIssue[] {
  if (!existsSync(report)) return [];
  const lines = new Set(readFileSync(report, 'utf8').split('\n'));
  lines.delete('');
  const issues = [...lines].map((line) => JSON.parse(line) as CliIssue);
  return (['error', 'warning'] as const).flatMap((severity) =>
    issues.filter((issue) => issue.severity === severity),
  );
}

const SHOWN = 8000;

function failure(app: string, error: unknown): CliIssue {
  const { stderr = '', message } = error as { readonly stderr?: string; readonly message: string };
  return {
    code: 'SynthFailed',
    severity: 'error',
    message: (stderr.trim() === '' ? message : stderr.trim()).slice(0, SHOWN),
    path: undefined,
    prop: undefined,
    fix: 'correct what the program reports',
    origin: app,
  };
}
