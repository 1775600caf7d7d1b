import { ADMIN } from '../apps/orders';
import { type Clients, client, kafkaTool, startClients, writeClientFile } from '../support/clients';
import { applyProgram, makeNamespace, waitForReady, withSynth } from '../support/cluster';
import { type Pod, isReady, kubectl, list, sh, until } from '../support/kubectl';
import { CLUSTER_CA_FILE, mtlsConnection } from '../support/listeners';
import type { Connection } from '../support/load';
import { type LocalAuthority, localAuthority } from '../support/local-authority';
import { expect } from '../support/outcome';
import type { Scene } from '../support/suite';
import { type ConnectOptions, LINES, REST_SECRET, SOURCE_FILE, WORKERS, connectApp } from './app';

export interface ConnectDeployment {
  readonly namespace: string;
  readonly authority: LocalAuthority;
  options: ConnectOptions;
  readonly clients: Clients;
  readonly admin: Connection;
  /** All lines that the source file has. */
  lines: readonly string[];
  /** Seconds from apply until all workers were Ready. */
  readonly readySeconds: number;
}

async function synthAndApply(of: Pick<ConnectDeployment, 'authority' | 'options'>): Promise<void> {
  const program = (outdir: string): ReturnType<typeof connectApp> => connectApp(of.options, outdir);
  await withSynth(program, (folder) => of.authority.beforeApply(folder));
  await applyProgram(program);
}

/** Applies the program with something changed. */
export async function apply(
  deployment: ConnectDeployment,
  by: Partial<ConnectOptions>,
): Promise<void> {
  deployment.options = { ...deployment.options, ...by };
  await synthAndApply(deployment);
}

export async function deployConnect(namespace: string, scene: Scene): Promise<ConnectDeployment> {
  scene.progress.begin('cold start');
  await makeNamespace(namespace);
  const authority = await localAuthority(namespace);
  const options: ConnectOptions = {
    namespace,
    certificates: authority.props,
    flushMs: '2000',
    connectors: true,
    sinkFile: '/shared/out',
    denied: undefined,
    image: undefined,
    replay: undefined,
  };
  await makeRestSecret(namespace);
  const begun = Date.now();
  await synthAndApply({ authority, options });
  await waitForReady(namespace, 4, 300);
  await waitForWorkers(namespace, 300);
  const readySeconds = (Date.now() - begun) / 1000;
  scene.progress.begin('clients');
  const clients = await startClients(namespace);
  const clusterCa = await authority.clusterCa();
  await writeClientFile(clients, CLUSTER_CA_FILE, clusterCa);
  const certificate = await authority.clientCertificate(ADMIN);
  const admin = await mtlsConnection(clients, ADMIN, clusterCa, certificate);
  return { namespace, authority, options, clients, admin, lines: [], readySeconds };
}

/** Signs in it that a properties file would read as something else. */
const PASSWORD = 'p#a =s:s!w\\ord';
export const REST_LOGIN = { username: 'admin', password: PASSWORD };
const AUTHORIZATION = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;

async function makeRestSecret(namespace: string): Promise<void> {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/basic-auth',
    metadata: { name: REST_SECRET, namespace },
    stringData: REST_LOGIN,
  };
  await kubectl(['apply', '--server-side', '-f', '-'], { input: JSON.stringify(secret) });
}

export const workers = (namespace: string): Promise<readonly Pod[]> =>
  list<Pod>(['-n', namespace, 'pods', '-l', 'app.kubernetes.io/name=kafka-connect']);

export function waitForWorkers(namespace: string, timeoutSeconds: number): Promise<void> {
  return until('all Connect workers are Ready', timeoutSeconds, async () => {
    const pods = await workers(namespace);
    const ready = pods.filter(isReady);
    const states = pods.map(({ metadata, status }) => {
      const [container] = status.containerStatuses ?? [];
      return `${metadata.name} restarts=${String(container?.restartCount ?? 0)}`;
    });
    expect(ready.length === WORKERS && pods.length === WORKERS, states.join(', '));
    return true;
  });
}

export const inWorker = (namespace: string, pod: string, script: string): ReturnType<typeof sh> =>
  sh({ namespace, pod, container: 'connect' }, script);

/** Asks Connect from inside of a worker, by the shell alone: nobody else gets to the port. */
export async function rest(
  { namespace }: Pick<ConnectDeployment, 'namespace'>,
  method: string,
  path: string,
  body = '',
): Promise<string> {
  const lines = [
    `${method} ${path} HTTP/1.0`,
    'Host: localhost',
    `Authorization: ${AUTHORIZATION}`,
    'Content-Type: application/json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    '',
    body,
  ].join('\\r\\n');
  const script = `bash -c 'exec 3<>/dev/tcp/127.0.0.1/8084; printf "%b" "$0" >&3; cat <&3' '${lines}'`;
  const { stdout, stderr, code } = await inWorker(namespace, 'etl-connect-0', script);
  expect(code === 0, `${method} ${path}: ${stdout}${stderr}`);
  return stdout;
}

/** Writes lines to the source's file, on each worker: the task is on one of them, and may move to another. */
export async function feed(deployment: ConnectDeployment, more: readonly string[]): Promise<void> {
  deployment.lines = [...deployment.lines, ...more];
  for (const { metadata } of await workers(deployment.namespace)) {
    const text = `${deployment.lines.join('\n')}\n`;
    // What is there already stays as it is: the task reads on where it was.
    const script = `touch ${SOURCE_FILE}; tail -c +$(($(wc -c <${SOURCE_FILE}) + 1)) >>${SOURCE_FILE}`;
    await kubectl(
      [
        '-n',
        deployment.namespace,
        'exec',
        '-i',
        metadata.name,
        '-c',
        'connect',
        '--',
        'sh',
        '-c',
        script,
      ],
      { input: text },
    ).catch(() => undefined);
  }
}

/** All that is in the topic of the lines. */
export async function topicLines({
  clients,
  admin,
}: ConnectDeployment): Promise<readonly string[]> {
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const text = await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-console-consumer')} --bootstrap-server ${admin.bootstrapServers} --topic ${LINES} --from-beginning --isolation-level read_committed --timeout-ms 6000 --consumer.config ${config} 2>/dev/null || true`,
    60,
  );
  return text.split('\n').filter((line) => line !== '');
}

/** What sinks have written, on whichever worker they were. */
export async function sunkLines(deployment: ConnectDeployment): Promise<readonly string[]> {
  const pods = await workers(deployment.namespace);
  const texts = await Promise.all(
    pods.map(async ({ metadata }) => {
      const script = `cat ${deployment.options.sinkFile} 2>/dev/null || true`;
      return (await inWorker(deployment.namespace, metadata.name, script)).stdout;
    }),
  );
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
}

export async function killWorker(namespace: string, pod: string): Promise<void> {
  const script = [
    'for p in /proc/[0-9]*; do',
    '  if [ "$(cat "$p/comm" 2>/dev/null)" = java ]; then kill -KILL "${p#/proc/}" && echo sent; fi',
    'done',
  ].join('\n');
  const { stdout, stderr } = await inWorker(namespace, pod, script);
  expect(stdout.trim() === 'sent', `no JVM was killed in ${pod}: ${stdout}${stderr}`);
}
