import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { type Pod, isReady, kubectl, list, sh, tryKubectl, until } from './kubectl';
import type { PoolName } from '../apps/orders';
import { expect } from './outcome';

/** Writes a program's manifests to a folder of their own, and hands the folder to `use`. */
export async function withSynth<T>(
  program: (outdir: string) => App,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-e2e-'));
  try {
    program(folder).synth();
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function applyProgram(program: (outdir: string) => App): Promise<string> {
  return withSynth(program, (folder) => kubectl(['apply', '--server-side', '-f', folder]));
}

/** Restricted from the start: what Pod Security refuses never becomes a pod. */
export async function makeNamespace(namespace: string): Promise<void> {
  await destroyNamespace(namespace);
  const labels = {
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  };
  await kubectl(['create', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels },
    }),
  });
}

export async function destroyNamespace(namespace: string): Promise<void> {
  // What is left has nothing to wait for: a node that stops orderly waits for the others.
  await tryKubectl(['-n', namespace, 'delete', 'statefulsets', '--all', '--cascade=orphan']);
  await tryKubectl(['-n', namespace, 'delete', 'pods', '--all', '--grace-period=0', '--force']);
  await kubectl(['delete', 'namespace', namespace, '--ignore-not-found'], { timeoutSeconds: 180 });
}

export const nodeIdOf = (pod: Pod): number =>
  Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));

/** Kafka pods, of one pool or of all, in the order of their node ids. */
export async function kafkaPods(namespace: string, pool?: PoolName): Promise<readonly Pod[]> {
  const more = pool === undefined ? '' : `,cdk8s-kafka/pool=${pool}`;
  const pods = await list<Pod>([
    '-n',
    namespace,
    'pods',
    '-l',
    `app.kubernetes.io/name=kafka${more}`,
  ]);
  return [...pods].sort((a, b) => nodeIdOf(a) - nodeIdOf(b));
}

export async function podOfNode(namespace: string, nodeId: number): Promise<Pod> {
  const pod = (await kafkaPods(namespace)).find((candidate) => nodeIdOf(candidate) === nodeId);
  expect(pod !== undefined, `there is no pod of node ${nodeId}`);
  return pod;
}

export function waitForReady(
  namespace: string,
  count: number,
  timeoutSeconds: number,
  pool?: PoolName,
): Promise<void> {
  return until(
    `${count} Kafka pods${pool === undefined ? '' : ` of ${pool}`} are Ready`,
    timeoutSeconds,
    async () => {
      const pods = await kafkaPods(namespace, pool);
      const ready = pods.filter(isReady);
      expect(pods.length === count && ready.length === count, podStates(pods));
      return true;
    },
  );
}

const podStates = (pods: readonly Pod[]): string =>
  pods
    .map((pod) => {
      const status = pod.status.containerStatuses?.find((each) => each.name === 'kafka');
      const state = status?.state.waiting?.reason ?? (isReady(pod) ? 'Ready' : pod.status.phase);
      return `${pod.metadata.name} ${state} restarts=${status?.restartCount ?? 0}`;
    })
    .join(', ');

/** What changes when a pod is replaced or its container starts anew. */
export interface Incarnation {
  readonly uid: string;
  readonly restarts: number;
}

export async function incarnations(
  namespace: string,
  pool?: PoolName,
): Promise<Readonly<Record<string, Incarnation>>> {
  const pods = await kafkaPods(namespace, pool);
  return Object.fromEntries(
    pods.map((pod) => [
      pod.metadata.name,
      {
        uid: pod.metadata.uid,
        restarts:
          pod.status.containerStatuses?.find((each) => each.name === 'kafka')?.restartCount ?? 0,
      },
    ]),
  );
}

/** Returns when each pod of the pool is another one than before and all are Ready. */
export function waitForRoll(
  namespace: string,
  pool: PoolName,
  before: Readonly<Record<string, Incarnation>>,
  timeoutSeconds: number,
): Promise<void> {
  return until(`all pods of ${pool} are replaced and Ready`, timeoutSeconds, async () => {
    const pods = await kafkaPods(namespace, pool);
    const replaced = pods.filter(
      (pod) => isReady(pod) && before[pod.metadata.name]?.uid !== pod.metadata.uid,
    );
    expect(replaced.length === pods.length && pods.length > 0, podStates(pods));
    return true;
  });
}

export const killJvm = (namespace: string, pod: string): Promise<void> =>
  signalJvm(namespace, pod, 'KILL');

/** To the JVM of the Kafka container; the start script, process 1, is not it. */
export async function signalJvm(
  namespace: string,
  pod: string,
  signal: 'KILL' | 'STOP' | 'CONT',
): Promise<void> {
  const script = [
    'for p in /proc/[0-9]*; do',
    `  if [ "$(cat "$p/comm" 2>/dev/null)" = java ] && grep -q kafka.Kafka "$p/cmdline"; then kill -${signal} "\${p#/proc/}" && echo sent; fi`,
    'done',
  ].join('\n');
  const { stdout, stderr } = await sh({ namespace, pod, container: 'kafka' }, script);
  expect(stdout.trim() === 'sent', `no JVM got ${signal} in ${pod}: ${stdout}${stderr}`);
}

/** A disk that is lost with all that is on it: claim and pod go, the StatefulSet makes both anew. */
export async function loseDisk(namespace: string, pod: string): Promise<void> {
  const claims = await list<{ readonly metadata: { readonly name: string } }>([
    '-n',
    namespace,
    'pvc',
  ]);
  const own = claims.map((claim) => claim.metadata.name).filter((name) => name.endsWith(`-${pod}`));
  expect(own.length > 0, `${pod} has no claim`);
  await kubectl(['-n', namespace, 'delete', 'pvc', '--wait=false', ...own]);
  await kubectl(['-n', namespace, 'delete', 'pod', pod, '--grace-period=0', '--force']);
  await until(`the claim of ${pod} is another`, 60, async () => {
    const now = await list<{ readonly metadata: { readonly deletionTimestamp?: string } }>([
      '-n',
      namespace,
      'pvc',
    ]);
    return now.every((claim) => claim.metadata.deletionTimestamp === undefined);
  });
}

export async function containerLog(
  namespace: string,
  pod: string,
  options: readonly string[] = [],
): Promise<string> {
  return (await tryKubectl(['-n', namespace, 'logs', pod, '-c', 'kafka', ...options])).stdout;
}
