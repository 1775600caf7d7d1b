import { ExpectationFailed } from './outcome';
import { type ProcessOptions, type ProcessResult, run, sleep } from './process';

/** The kubectl to use. */
export const PROGRAM = process.env['KUBECTL'] ?? 'kubectl';

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt: string };
  readonly terminated?: { readonly exitCode: number; readonly reason?: string };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly lastState: ContainerState;
  readonly image: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

export interface Pod {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly nodeName?: string; readonly containers: readonly Container[] };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** Runs kubectl; a failure throws with kubectl's own words. */
export async function kubectl(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const result = await tryKubectl(args, options);
  if (result.code !== 0) {
    const how = result.code === null ? 'timed out' : `ended with ${result.code}`;
    throw new ExpectationFailed(
      `kubectl ${args.join(' ').slice(0, 300)} ${how}: ${(result.stderr || result.stdout).trim().slice(-1500)}`,
    );
  }
  return result.stdout;
}

export function tryKubectl(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return run(PROGRAM, args, options);
}

export async function getJson<T>(args: readonly string[]): Promise<T> {
  return JSON.parse(await kubectl(['get', ...args, '-o', 'json'])) as T;
}

export async function list<T>(args: readonly string[]): Promise<readonly T[]> {
  return (await getJson<{ readonly items: readonly T[] }>(args)).items;
}

export interface ContainerOf {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/**
 * Runs a POSIX sh script in a container. The script goes over standard input, so that no argv holds what it says, and is read
 * to its end first, so that no command of it can swallow the rest.
 */
export function sh(
  { namespace, pod, container }: ContainerOf,
  script: string,
  timeoutSeconds = 60,
): Promise<ProcessResult> {
  const place = ['-n', namespace, 'exec', '-i', pod, '-c', container];
  return tryKubectl([...place, '--', 'sh', '-c', 'eval "$(cat)"'], {
    input: script,
    timeoutSeconds,
  });
}

export const isReady = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp === undefined &&
  (pod.status.conditions ?? []).some((c) => c.type === 'Ready' && c.status === 'True');

/**
 * Asks until the answer is true. What is asked may fail on the way (a pod that is not there yet), but the last failure is
 * part of the message when the time is over.
 */
export async function until(
  what: string,
  timeoutSeconds: number,
  ask: () => Promise<boolean>,
  intervalMilliseconds = 1500,
): Promise<void> {
  const end = Date.now() + timeoutSeconds * 1000;
  let failure = '';
  while (Date.now() < end) {
    try {
      if (await ask()) return;
      failure = '';
    } catch (error) {
      failure = error instanceof Error ? `; last: ${error.message}` : '';
    }
    await sleep(intervalMilliseconds);
  }
  throw new ExpectationFailed(`not within ${timeoutSeconds} s: ${what}${failure}`);
}
