import { ADMIN } from '../apps/orders';
import type { ClientCertificate } from '../support/certificates';
import { type Clients, HOME, startClients, writeClientFile } from '../support/clients';
import { applyProgram, makeNamespace, waitForReady, withSynth } from '../support/cluster';
import { type Pod, getJson, kubectl, list, tryKubectl, until } from '../support/kubectl';
import { CLUSTER_CA_FILE, mtlsConnection, tlsProperties } from '../support/listeners';
import type { Connection } from '../support/load';
import { type LocalAuthority, localAuthority } from '../support/local-authority';
import { ExpectationFailed } from '../support/outcome';
import type { Scene } from '../support/suite';
import { type ContentsOptions, contentsApp } from './app';

export interface ContentsDeployment {
  readonly namespace: string;
  readonly authority: LocalAuthority;
  options: ContentsOptions;
  readonly clients: Clients;
  readonly admin: Connection;
  readonly adminCertificate: ClientCertificate;
  readonly clusterCa: string;
}

/** What a run of the reconciler said and how it ended. */
export interface RunResult {
  readonly exitCode: number;
  readonly log: string;
}

async function synthAndApply(of: Pick<ContentsDeployment, 'authority' | 'options'>): Promise<void> {
  const program = (outdir: string): ReturnType<typeof contentsApp> =>
    contentsApp(of.options, outdir);
  await withSynth(program, (folder) => of.authority.beforeApply(folder));
  await applyProgram(program);
}

export async function deployContents(namespace: string, scene: Scene): Promise<ContentsDeployment> {
  scene.progress.begin('cold start');
  await makeNamespace(namespace);
  const authority = await localAuthority(namespace);
  const options: ContentsOptions = {
    namespace,
    certificates: authority.props,
    extraTopics: 0,
    retentionMs: '604800000',
    shopWrites: true,
  };
  await synthAndApply({ authority, options });
  await waitForReady(namespace, 4, 300);
  scene.progress.begin('clients');
  const clients = await startClients(namespace);
  const clusterCa = await authority.clusterCa();
  await writeClientFile(clients, CLUSTER_CA_FILE, clusterCa);
  const adminCertificate = await authority.clientCertificate(ADMIN);
  const admin = await mtlsConnection(clients, ADMIN, clusterCa, adminCertificate);
  return { namespace, authority, options, clients, admin, adminCertificate, clusterCa };
}

interface Job {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string }[] };
}

/** Jobs of the manifests; those of the CronJob come by themselves. */
async function jobs(namespace: string): Promise<readonly Job[]> {
  const all = await list<Job>(['-n', namespace, 'jobs']);
  return all.filter(({ metadata }) => metadata.name.startsWith('orders-kafka-reconciler-'));
}

/** Applies the program, whatever Jobs that makes. */
export async function applyChange(
  deployment: ContentsDeployment,
  by: Partial<ContentsOptions>,
): Promise<void> {
  deployment.options = { ...deployment.options, ...by };
  await synthAndApply(deployment);
}

/** Applies the program, and waits for the Job that its content has made. */
export async function change(
  deployment: ContentsDeployment,
  by: Partial<ContentsOptions>,
): Promise<RunResult> {
  const before = (await jobs(deployment.namespace)).map(({ metadata }) => metadata.name);
  await applyChange(deployment, by);
  const made = (await jobs(deployment.namespace)).find(
    ({ metadata }) => !before.includes(metadata.name),
  );
  if (made === undefined) throw new ExpectationFailed('another content made no other Job');
  return ended(deployment.namespace, made.metadata.name);
}

type Of = Pick<ContentsDeployment, 'namespace'>;

/** The Job that came with the cluster. */
export async function firstRun({ namespace }: Of, timeoutSeconds?: number): Promise<RunResult> {
  const [first] = await jobs(namespace);
  if (first === undefined) throw new ExpectationFailed('the manifests have no Job');
  return ended(namespace, first.metadata.name, timeoutSeconds);
}

/** What the CronJob would do now. */
export async function compareNow({ namespace }: Of, name: string): Promise<RunResult> {
  await kubectl(['-n', namespace, 'create', 'job', name, '--from=cronjob/orders-kafka-drift']);
  return ended(namespace, name);
}

/** The same Job once more: what it does in a cluster that is as it should be, or that somebody has changed. */
export async function runAgain({ namespace }: Of, name: string): Promise<RunResult> {
  await startAgain(namespace, name);
  return ended(namespace, name);
}

export async function startAgain(namespace: string, name: string): Promise<void> {
  interface Template {
    readonly spec: {
      readonly template: { readonly metadata: { readonly labels: object }; readonly spec: object };
    };
  }
  const [newest] = [...(await jobs(namespace))].sort((a, b) =>
    b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
  );
  const { spec } = await getJson<Template>(['-n', namespace, 'job', newest?.metadata.name ?? '']);
  const labels = {
    'app.kubernetes.io/name': 'kafka-reconciler',
    'app.kubernetes.io/instance': 'orders',
  };
  await kubectl(['apply', '--server-side', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, namespace },
      spec: { backoffLimit: 0, template: { metadata: { labels }, spec: spec.template.spec } },
    }),
  });
}

export async function ended(
  namespace: string,
  name: string,
  timeoutSeconds = 180,
): Promise<RunResult> {
  const isOver = ({ status }: Job): boolean =>
    (status?.conditions ?? []).some(({ type }) => type === 'Complete' || type === 'Failed');
  await until(`the Job ${name} is over`, timeoutSeconds, async () =>
    isOver(await getJson<Job>(['-n', namespace, 'job', name])),
  );
  const pods = await list<
    Pod & { readonly status: { readonly containerStatuses?: readonly Terminated[] } }
  >(['-n', namespace, 'pods', '-l', `job-name=${name}`]);
  const codes = pods.map(
    ({ status }) => status.containerStatuses?.[0]?.state.terminated?.exitCode ?? -1,
  );
  const log = (await tryKubectl(['-n', namespace, 'logs', `job/${name}`, '--tail=200'])).stdout;
  return { exitCode: codes.includes(0) ? 0 : (codes[0] ?? -1), log };
}

interface Terminated {
  readonly state: { readonly terminated?: { readonly exitCode: number } };
}

/** A user's connection, with the password from the Secret that the reconciler has filled. */
export async function userConnection({ namespace }: Of, user: string): Promise<Connection> {
  interface Secret {
    readonly data?: Readonly<Record<string, string>>;
  }
  const { data = {} } = await getJson<Secret>(['-n', namespace, 'secret', user]);
  const login = Buffer.from(data['sasl.jaas.config'] ?? '', 'base64').toString('utf8');
  return {
    bootstrapServers: `orders-kafka-bootstrap.${namespace}.svc:9093`,
    properties: [
      'security.protocol=SASL_SSL',
      'sasl.mechanism=SCRAM-SHA-512',
      `sasl.jaas.config=${login}`,
      ...tlsProperties(`${HOME}/${CLUSTER_CA_FILE}`),
      '',
    ].join('\n'),
  };
}
