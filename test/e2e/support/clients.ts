import { type Pod, getJson, isReady, kubectl, sh, until } from './kubectl';
import { ExpectationFailed } from './outcome';
import type { ProcessResult } from './process';
import { images } from './settings';

/** The clients: one pod in the cluster's namespace with Kafka's own tools, Node and kcat. */
export interface Clients {
  readonly namespace: string;
  /** The Kubernetes node that the clients run on: a scenario that breaks nodes spares this one. */
  readonly nodeName: string;
}

const POD = 'clients';
/** Every file of the clients is below this folder of the pod, a volume that its containers share. */
export const HOME = '/clients';

// The tools' JVMs share two cores with the brokers in the smallest of test clusters.
const TOOL_ENV = [
  { name: 'LOG_DIR', value: '/tmp/logs' },
  { name: 'KAFKA_HEAP_OPTS', value: '-Xmx128m' },
  {
    name: 'KAFKA_JVM_PERFORMANCE_OPTS',
    value: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto',
  },
];

function container(name: string, image: string): object {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1000 & wait $!; done'],
    env: name === 'kafka' ? TOOL_ENV : [],
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'home', mountPath: HOME },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** Where the clients are; in a pod's network of their own where nothing is said. */
export interface ClientsPlace {
  readonly hostNetwork?: boolean;
  readonly hostAliases?: readonly object[];
}

function clientsPod(namespace: string, place: ClientsPlace): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, namespace, labels: { 'app.kubernetes.io/name': 'e2e-clients' } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      ...place,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 12345,
        runAsGroup: 0,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        container('kafka', images.kafka),
        container('node', images.node),
        container('kcat', images.kcat),
      ],
      volumes: [
        { name: 'home', emptyDir: {} },
        { name: 'tmp', emptyDir: {} },
      ],
    },
  };
}

export async function startClients(namespace: string, place: ClientsPlace = {}): Promise<Clients> {
  await kubectl(['apply', '--server-side', '-f', '-'], {
    input: JSON.stringify(clientsPod(namespace, place)),
  });
  const get = (): Promise<Pod> => getJson<Pod>(['-n', namespace, 'pod', POD]);
  await until('the clients are Ready', 120, async () => isReady(await get()));
  return { namespace, nodeName: (await get()).spec.nodeName ?? '' };
}

export type ClientKind = 'kafka' | 'node' | 'kcat';

/** Runs a script where the clients are; its exit code is part of the answer. */
export const tryClient = (
  clients: Clients,
  kind: ClientKind,
  script: string,
  timeoutSeconds = 60,
): Promise<ProcessResult> =>
  sh({ namespace: clients.namespace, pod: POD, container: kind }, script, timeoutSeconds);

export async function client(
  clients: Clients,
  kind: ClientKind,
  script: string,
  timeoutSeconds = 60,
): Promise<string> {
  const result = await tryClient(clients, kind, script, timeoutSeconds);
  if (result.code !== 0) {
    const how =
      result.code === null ? `did not end within ${timeoutSeconds} s` : `ended with ${result.code}`;
    throw new ExpectationFailed(
      // Not the whole script: what follows its first line may be input with a key.
      `client ${kind} ${how}: ${(script.split('\n')[0] ?? '').slice(0, 300)}\n${`${result.stdout}\n${result.stderr}`.trim().slice(-1500)}`,
    );
  }
  return result.stdout;
}

/** Writes a file below HOME; the content goes over standard input. */
export async function writeClientFile(
  clients: Clients,
  path: string,
  content: string,
): Promise<string> {
  const full = `${HOME}/${path}`;
  const make = `mkdir -p "$(dirname ${full})" && umask 077 && cat > ${full}`;
  await kubectl(
    ['-n', clients.namespace, 'exec', '-i', POD, '-c', 'kafka', '--', 'sh', '-c', make],
    { input: content },
  );
  return full;
}

/** A Kafka command of either image layout: on the PATH, or where apache/kafka has it. */
export const kafkaTool = (name: string): string =>
  name.endsWith('.sh') ? `/opt/kafka/bin/${name}` : `/opt/kafka/bin/${name}.sh`;
