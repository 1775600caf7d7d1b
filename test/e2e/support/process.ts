import { spawn } from 'node:child_process';

export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly input?: string;
  readonly timeoutSeconds?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const live = new Set<number>();

// Each child leads a process group of its own: a timeout ends what it started, too.
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

/** Ends every child that still runs; for the signal handlers of the suite. */
export function endChildren(): void {
  live.forEach(endGroup);
}

/** Runs a program to its end and never rejects because of its exit code; a timeout gives `code: null`. */
export function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      detached: true,
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const pid = child.pid;
    if (pid !== undefined) live.add(pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(
      () => {
        timedOut = true;
        if (pid !== undefined) endGroup(pid);
      },
      (options.timeoutSeconds ?? 60) * 1000,
    );
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      if (pid !== undefined) live.delete(pid);
      then();
    };
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
    child.on('close', (code) => {
      settle(() => {
        resolve({
          code: timedOut ? null : code,
          stdout: Buffer.concat(stdout).toString('utf8'),
          stderr: Buffer.concat(stderr).toString('utf8'),
        });
      });
    });
    // A program that does not read its input closes the pipe: its exit code tells, not this error.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
