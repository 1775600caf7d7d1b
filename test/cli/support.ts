import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { CommandEntry, ExitCode } from '../../lib/cli/command';
import { COMMANDS } from '../../lib/cli/commands';
import type { CliIssue, IoHost } from '../../lib/cli/io-host';
import { NO_PROGRESS } from '../../lib/cli/progress';
import { runProgram } from '../../lib/cli/program';
import type { ClusterRequests } from '../../lib/pki/requests';
import { NOW, requestsYaml } from '../pki/support';

export interface Ran {
  readonly exitCode: ExitCode;
  readonly output: string;
  readonly issues: readonly CliIssue[];
  readonly codes: readonly string[];
}

interface Where {
  readonly cwd?: string;
  readonly now?: Date;
  readonly commands?: readonly CommandEntry[];
}

/** Runs a command line and keeps what it said. */
export async function cli(line: string | readonly string[], where: Where = {}): Promise<Ran> {
  const results: string[] = [];
  const issues: CliIssue[] = [];
  const io: IoHost = {
    isTerminal: false,
    columns: undefined,
    result: (text) => results.push(text),
    note: () => undefined,
    issues: (more) => issues.push(...more),
    progress: () => NO_PROGRESS,
  };
  const words = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const exitCode = await runProgram(
    { version: '1.2.3', commands: where.commands ?? COMMANDS },
    words,
    { io, cwd: where.cwd ?? process.cwd(), now: () => where.now ?? NOW },
  );
  return { exitCode, issues, output: results.join('\n'), codes: issues.map((each) => each.code) };
}

/** The synthesized manifests of a cluster, in the folder where cdk8s puts them. */
export function writeManifests(cwd: string, requests: ClusterRequests): void {
  mkdirSync(join(cwd, 'dist'), { recursive: true });
  const other = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: kafka\n';
  const text = `${other}---\n${requestsYaml(requests)}`;
  writeFileSync(join(cwd, 'dist', `${requests.namespace}.k8s.yaml`), text);
}
