import { KafkaVersion, Quorum } from 'cdk8s-kafka';
import { ADMIN, FIRST_BROKER_ID } from '../apps/orders';
import { allow, makeScramUser } from '../support/admin';
import type { ClientCertificate } from '../support/certificates';
import {
  type Clients,
  HOME,
  client,
  kafkaTool,
  startClients,
  writeClientFile,
} from '../support/clients';
import { applyProgram, makeNamespace, waitForReady, withSynth } from '../support/cluster';
import type { Deployment } from '../support/deployment';
import { kubectl, tryKubectl } from '../support/kubectl';
import { CLUSTER_CA_FILE, mtlsProperties, tlsProperties } from '../support/listeners';
import type { Connection } from '../support/load';
import { type LocalAuthority, localAuthority } from '../support/local-authority';
import type { Scene } from '../support/suite';
import { randomPassword } from '../support/text';
import {
  GATEWAY,
  GATEWAY_PORT,
  type OutsideListener,
  type OutsideOptions,
  type PeerListener,
  byCertificate,
  hostOf,
  outsideApp,
  ownHost,
} from './app';
import {
  addressOfObject,
  findWays,
  makeGateway,
  nodeAddresses,
  nodePortOf,
  serviceOf,
} from './places';

export interface OutsideDeployment {
  readonly namespace: string;
  readonly authority: LocalAuthority;
  options: OutsideOptions;
  /** In the network of a host, outside of the pods' network. */
  readonly clients: Clients;
  readonly clusterCa: string;
  readonly shop: ClientCertificate;
  readonly password: string;
  readonly admin: Connection;
}

/** The user of the listeners by certificate, and of those by password. */
export const SHOP = 'shop';
export const BILLING = 'billing';
export const TOPIC = 'outside';

export const brokerIds = ({ brokers }: OutsideOptions): readonly number[] =>
  Array.from({ length: brokers }, (_, index) => FIRST_BROKER_ID + index);

const clientsNamespace = (namespace: string): string => `${namespace}-clients`;

async function synthAndApply(
  deployment: Pick<OutsideDeployment, 'authority' | 'options'>,
): Promise<void> {
  const program = (outdir: string): ReturnType<typeof outsideApp> =>
    outsideApp(deployment.options, outdir);
  await withSynth(program, (folder) => deployment.authority.beforeApply(folder));
  await applyProgram(program);
}

export async function change(
  deployment: OutsideDeployment,
  by: Partial<OutsideOptions>,
): Promise<void> {
  deployment.options = { ...deployment.options, ...by };
  await synthAndApply(deployment);
}

interface HostAlias {
  readonly ip: string;
  readonly hostnames: readonly string[];
}

/** One entry for each address: Ingress and Gateway may be one program. */
const byAddress = (aliases: readonly HostAlias[]): readonly HostAlias[] =>
  [...new Set(aliases.map(({ ip }) => ip))].map((ip) => ({
    ip,
    hostnames: aliases.filter((alias) => alias.ip === ip).flatMap(({ hostnames }) => hostnames),
  }));

/** What a client puts into its list of hosts, as external-dns and the domain's DNS would. */
async function hostAliases(options: OutsideOptions): Promise<readonly HostAlias[]> {
  const { namespace, hasRoutes, ingressClassName, gatewayClassName } = options;
  const ids = brokerIds(options);
  const named = (name: OutsideListener): readonly string[] => [
    hostOf(options, name),
    // One broker more than there is at first: it is reached through the same router.
    ...[...ids, FIRST_BROKER_ID + ids.length].map((id) => hostOf(options, name, id)),
  ];
  const service = (name: string, of = namespace): Promise<string> =>
    addressOfObject(['-n', of, 'service', name]);
  const balancers = await Promise.all(
    ids.map(async (id) => ({
      ip: await service(serviceOf('lb', id)),
      hostnames: [hostOf(options, 'lb', id), ownHost(options, id)],
    })),
  );
  return [
    { ip: await service(serviceOf('lb')), hostnames: [hostOf(options, 'lb')] },
    ...balancers,
    ...(hasRoutes
      ? [{ ip: await service('router-default', 'openshift-ingress'), hostnames: named('route') }]
      : []),
    ...(ingressClassName === undefined
      ? []
      : [
          {
            ip: await addressOfObject(['-n', namespace, 'ingress', serviceOf('ing')]),
            hostnames: named('ing'),
          },
        ]),
    ...(gatewayClassName === undefined
      ? []
      : [
          {
            ip: await addressOfObject(['-n', namespace, 'gateway', GATEWAY]),
            hostnames: named('gw'),
          },
        ]),
  ];
}

export async function deployOutside(namespace: string, scene: Scene): Promise<OutsideDeployment> {
  const ways = await findWays();
  scene.note(
    `routes: ${ways.hasRoutes ? 'yes' : 'no'}, class of Ingress: ${ways.ingressClassName ?? 'none'}, of Gateway: ${ways.gatewayClassName ?? 'none'}`,
  );
  scene.progress.begin('namespaces and Services');
  await makeNamespace(namespace);
  await tryKubectl(['create', 'namespace', clientsNamespace(namespace)]);
  if (ways.gatewayClassName !== undefined) await makeGateway(namespace, ways.gatewayClassName);
  const authority = await localAuthority(namespace);
  const nodes = Object.values(await nodeAddresses());
  const base = { namespace, authority };
  const first = {
    ...ways,
    namespace,
    certificates: authority.props,
    brokers: 3,
    addresses: nodes,
    peers: nodes,
    alone: [FIRST_BROKER_ID],
    otherAuthentication: false,
  };
  await synthAndApply({ ...base, options: first });
  // As a user would: see which addresses there are, and have the certificate made for them.
  const found = await Promise.all(
    [undefined, ...brokerIds(first)].map((id) =>
      addressOfObject(['-n', namespace, 'service', serviceOf('found', id)]),
    ),
  );
  const options = { ...first, addresses: [...nodes, ...found] };
  await synthAndApply({ ...base, options });
  scene.progress.begin('cold start');
  await waitForReady(namespace, 1 + options.brokers, 300);
  scene.progress.begin('clients and users');
  const clients = await startClients(clientsNamespace(namespace), {
    hostNetwork: true,
    hostAliases: byAddress(await hostAliases(options)),
  });
  return withUsers({ ...base, options, clients });
}

async function withUsers(
  base: Pick<OutsideDeployment, 'namespace' | 'authority' | 'options' | 'clients'>,
): Promise<OutsideDeployment> {
  const { namespace, authority, clients } = base;
  const clusterCa = await authority.clusterCa();
  await writeClientFile(clients, CLUSTER_CA_FILE, clusterCa);
  const adminCertificate = await authority.clientCertificate(ADMIN);
  const keystore = await writeClientFile(
    clients,
    `certs/${ADMIN}.pem`,
    adminCertificate.key + adminCertificate.cert,
  );
  const admin = {
    bootstrapServers: await bootstrapOf({ ...base, clusterCa }, 'np'),
    properties: mtlsProperties(keystore, `${HOME}/${CLUSTER_CA_FILE}`),
  };
  const shop = await authority.clientCertificate(SHOP);
  await writeClientFile(clients, `certs/${SHOP}.pem`, shop.key + shop.cert);
  await writeClientFile(clients, `certs/${SHOP}.crt`, shop.cert);
  await writeClientFile(clients, `certs/${SHOP}.key`, shop.key);
  const password = randomPassword();
  const tools = asDeployment({ ...base, admin, adminCertificate, clusterCa });
  await makeScramUser(tools, BILLING, 'SCRAM-SHA-512', password);
  for (const user of [BILLING, `CN=${SHOP}`]) await allow(tools, `User:${user}`, TOPIC);
  // Whoever comes to the plain port inside.
  await allow(tools, 'User:ANONYMOUS', TOPIC);
  await makeTopic(clients, admin);
  return { ...base, namespace, clusterCa, shop, password, admin };
}

async function makeTopic(clients: Clients, admin: Connection): Promise<void> {
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-topics')} --bootstrap-server ${admin.bootstrapServers} --command-config ${config} ` +
      `--create --if-not-exists --topic ${TOPIC} --partitions 12 --replication-factor 3`,
  );
}

/** What the tools of the suite want to know of a cluster. */
function asDeployment(
  of: Pick<OutsideDeployment, 'namespace' | 'authority' | 'clients' | 'admin' | 'clusterCa'> & {
    readonly adminCertificate: ClientCertificate;
  },
): Deployment {
  const { authority, ...rest } = of;
  return {
    ...rest,
    certificates: authority,
    load: of.admin,
    passwords: {},
    readySeconds: 0,
    options: {
      namespace: of.namespace,
      certificates: authority.props,
      version: KafkaVersion.DEFAULT,
      quorum: Quorum.dynamic(),
      layout: 'apart',
      brokers: 3,
      brokerConfig: {},
      controllerConfig: {},
      plainUsers: [],
    },
  };
}

/** `host:port` of a listener as a client outside is told it: of all brokers, or of one. */
export async function bootstrapOf(
  { options, clients }: Pick<OutsideDeployment, 'options' | 'clients' | 'clusterCa'>,
  listener: OutsideListener | PeerListener,
  nodeId?: number,
): Promise<string> {
  const { namespace } = options;
  const byHost: Readonly<Record<string, number>> = {
    lb: 9101,
    route: 443,
    ing: 443,
    gw: GATEWAY_PORT,
  };
  const port = byHost[listener];
  if (port !== undefined)
    return `${hostOf(options, listener as OutsideListener, nodeId)}:${String(port)}`;
  if (listener === 'found') {
    const name = serviceOf(listener, nodeId);
    return `${await addressOfObject(['-n', namespace, 'service', name])}:9102`;
  }
  const nodes = await nodeAddresses();
  const here = nodes[clients.nodeName] ?? '';
  return `${here}:${String(await nodePortOf(namespace, listener, nodeId))}`;
}

/** Client properties of a listener, for Java. */
export function javaProperties(
  { options, password }: OutsideDeployment,
  listener: OutsideListener,
): string {
  const truststore = `${HOME}/${CLUSTER_CA_FILE}`;
  if (byCertificate(options, listener))
    return mtlsProperties(`${HOME}/certs/${SHOP}.pem`, truststore);
  const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="${BILLING}" password="${password}";`;
  return [
    'security.protocol=SASL_SSL',
    'sasl.mechanism=SCRAM-SHA-512',
    `sasl.jaas.config=${login}`,
    ...tlsProperties(truststore),
    '',
  ].join('\n');
}

export async function destroyOutside(namespace: string): Promise<void> {
  await kubectl([
    'delete',
    'namespace',
    clientsNamespace(namespace),
    '--ignore-not-found',
    '--wait=false',
  ]);
}
