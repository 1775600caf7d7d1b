import type { KafkaVersion, Quorum } from 'cdk8s-kafka';
import {
  ADMIN,
  type Layout,
  type OrdersOptions,
  PLAIN_USERS_SECRET,
  nodeCount,
  ordersApp,
} from '../apps/orders';
import { allow, makeScramUser } from './admin';
import type { CertificateSource, ClientCertificate } from './certificates';
import { type Clients, startClients } from './clients';
import { applyProgram, makeNamespace, waitForReady, withSynth } from './cluster';
import { kubectl } from './kubectl';
import { mtlsConnection, saslConnection } from './listeners';
import type { Connection } from './load';
import type { Scene } from './suite';
import { randomPassword } from './text';

/** A deployed cluster of the orders program and what is needed to use it. */
export interface Deployment {
  readonly namespace: string;
  readonly certificates: CertificateSource;
  readonly clients: Clients;
  /** What the program says now; `change` keeps it up to date. */
  options: OrdersOptions;
  /** A super user of the mTLS listener. */
  readonly admin: Connection;
  readonly adminCertificate: ClientCertificate;
  readonly clusterCa: string;
  /** The user of the load: SCRAM-SHA-512 over TLS. */
  readonly load: Connection;
  passwords: Readonly<Record<string, string>>;
  readonly readySeconds: number;
}

export interface DeployOptions {
  readonly namespace: string;
  readonly certificates: CertificateSource;
  readonly version: KafkaVersion;
  readonly quorum: Quorum;
  readonly layout?: Layout;
  readonly login?: boolean;
}

const PLAIN_USERS = ['carol', 'dave'] as const;
const SCRAM_USERS = {
  load: 'SCRAM-SHA-512',
  alice: 'SCRAM-SHA-512',
  erin: 'SCRAM-SHA-256',
} as const;

const firstOptions = (options: DeployOptions): OrdersOptions => ({
  namespace: options.namespace,
  certificates: options.certificates.props,
  version: options.version,
  quorum: options.quorum,
  layout: options.layout ?? 'apart',
  login: options.login ?? false,
  brokers: 3,
  brokerConfig: {},
  controllerConfig: {},
  plainUsers: PLAIN_USERS,
});

/** From nothing to a cluster that is Ready, with users who may write and read. */
export async function deploy(options: DeployOptions, scene: Scene): Promise<Deployment> {
  const { namespace, certificates } = options;
  const program = firstOptions(options);
  const passwords = Object.fromEntries(
    [...PLAIN_USERS, ...Object.keys(SCRAM_USERS)].map((user) => [user, randomPassword()]),
  );
  scene.progress.begin('namespace and Secrets');
  await makeNamespace(namespace);
  await applyPlainUsers(namespace, passwords, PLAIN_USERS);
  await withSynth(
    (outdir) => ordersApp(program, outdir),
    (folder) => certificates.beforeApply(folder),
  );
  scene.progress.begin('cold start');
  const started = Date.now();
  await applyProgram((outdir) => ordersApp(program, outdir));
  await waitForReady(namespace, nodeCount(program), 300);
  const readySeconds = (Date.now() - started) / 1000;
  scene.note(`cold start: ${readySeconds.toFixed(0)} s from apply to all Ready`);
  scene.progress.begin('clients and users');
  const clients = await startClients(namespace);
  const clusterCa = await certificates.clusterCa();
  const adminCertificate = await certificates.clientCertificate(ADMIN);
  const deployment: Deployment = {
    namespace,
    certificates,
    clients,
    options: program,
    clusterCa,
    adminCertificate,
    passwords,
    readySeconds,
    admin: await mtlsConnection(clients, ADMIN, clusterCa, adminCertificate),
    load: saslConnection(namespace, 'scram', 'load', passwords['load'] ?? ''),
  };
  for (const [user, mechanism] of Object.entries(SCRAM_USERS)) {
    await makeScramUser(deployment, user, mechanism, passwords[user] ?? '');
  }
  await allow(deployment, 'User:load', 'load-');
  return deployment;
}

/** Applies the program with a change of its options. */
export async function change(deployment: Deployment, by: Partial<OrdersOptions>): Promise<void> {
  deployment.options = { ...deployment.options, ...by };
  await withSynth(
    (outdir) => ordersApp(deployment.options, outdir),
    (folder) => deployment.certificates.beforeApply(folder),
  );
  await applyProgram((outdir) => ordersApp(deployment.options, outdir));
}

export async function applyPlainUsers(
  namespace: string,
  passwords: Readonly<Record<string, string>>,
  users: readonly string[],
): Promise<void> {
  const data = users.map(
    (user) => [user, Buffer.from(passwords[user] ?? '').toString('base64')] as const,
  );
  await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: PLAIN_USERS_SECRET, namespace },
      data: Object.fromEntries(data),
    }),
  });
}
