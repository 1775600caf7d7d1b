import { App, Chart } from 'cdk8s';
import { ADMIN } from '../apps/orders';
import { ALONE, contentsCluster, ROOMY } from '../reconciler/app';
import type { CertificateSource, ClientCertificate } from '../support/certificates';
import { type Clients, startClients } from '../support/clients';
import { applyProgram, makeNamespace, waitForReady, withSynth } from '../support/cluster';
import { mtlsConnection } from '../support/listeners';
import type { Connection } from '../support/load';
import { localAuthority } from '../support/local-authority';
import type { Scene } from '../support/suite';
import { randomPassword } from '../support/text';
import { ROWS } from './rows';

/** A cluster that lets in by password, and clients; nobody but the admin has any right. */
export interface GrantsDeployment {
  readonly namespace: string;
  readonly clients: Clients;
  readonly admin: Connection;
  readonly adminCertificate: ClientCertificate;
  readonly clusterCa: string;
  /** Of the users of the rows, by the rows' names. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** Nodes of a cluster: a node alone, or three brokers and a controller. */
export type NodeCount = 1 | 4;

export async function deployGrants(
  namespace: string,
  scene: Scene,
  nodes: NodeCount,
): Promise<GrantsDeployment> {
  scene.progress.begin('cold start');
  await makeNamespace(namespace);
  const authority: CertificateSource = await localAuthority(namespace);
  const config = {
    'delegation.token.secret.key': randomPassword(),
    // What was deleted is off the disks soon, and is nobody's work in a measurement afterwards.
    'log.segment.delete.delay.ms': '1000',
  };
  const program = (outdir: string): App => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'grants', { namespace });
    const { props: certificates } = authority;
    contentsCluster(chart, { certificates, config }, [], nodes === 1 ? ALONE : ROOMY);
    return app;
  };
  await withSynth(program, (folder) => authority.beforeApply(folder));
  await applyProgram(program);
  await waitForReady(namespace, nodes, 300);
  scene.progress.begin('clients');
  const clients = await startClients(namespace);
  const clusterCa = await authority.clusterCa();
  const adminCertificate = await authority.clientCertificate(ADMIN);
  return {
    namespace,
    clients,
    clusterCa,
    adminCertificate,
    admin: await mtlsConnection(clients, ADMIN, clusterCa, adminCertificate),
    passwords: Object.fromEntries(ROWS.map(({ name }) => [name, randomPassword()])),
  };
}
