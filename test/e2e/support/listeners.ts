import type { ConnectionOptions } from '../../../lib/admin/connection';
import { CLUSTER } from '../apps/orders';
import type { ClientCertificate } from './certificates';
import { type Clients, HOME, writeClientFile } from './clients';
import type { Connection } from './load';

/** The listeners of the orders program, and how clients come in through them. */
export const serviceHost = (namespace: string, service: string): string =>
  `${CLUSTER}-${service}.${namespace}.svc`;

export const bootstrap = (namespace: string, listener: ListenerName): string =>
  `${serviceHost(namespace, LISTENERS[listener].service)}:${String(LISTENERS[listener].port)}`;

export type ListenerName = 'plain' | 'scram' | 'mtls' | 'sasl' | 'scram256';

export const LISTENERS: Readonly<
  Record<ListenerName, { readonly port: number; readonly service: string; readonly tls: boolean }>
> = {
  plain: { port: 9092, service: 'kafka-bootstrap', tls: false },
  scram: { port: 9093, service: 'kafka-bootstrap', tls: true },
  mtls: { port: 9094, service: 'kafka-bootstrap', tls: true },
  sasl: { port: 9095, service: 'kafka-sasl-bootstrap', tls: true },
  scram256: { port: 9096, service: 'kafka-scram256-bootstrap', tls: false },
};

/** Where the clients' pod has the CA that clients trust. */
export const CLUSTER_CA_FILE = 'certs/cluster-ca.crt';

export async function mtlsConnection(
  clients: Clients,
  user: string,
  clusterCa: string,
  certificate: ClientCertificate,
): Promise<Connection> {
  const truststore = await writeClientFile(clients, CLUSTER_CA_FILE, clusterCa);
  const keystore = await writeClientFile(
    clients,
    `certs/${user}.pem`,
    certificate.key + certificate.cert,
  );
  return {
    bootstrapServers: bootstrap(clients.namespace, 'mtls'),
    properties: mtlsProperties(keystore, truststore),
  };
}

export const tlsProperties = (truststore: string): readonly string[] => [
  'ssl.truststore.type=PEM',
  `ssl.truststore.location=${truststore}`,
];

export const mtlsProperties = (keystore: string, truststore: string): string =>
  [
    'security.protocol=SSL',
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${keystore}`,
    ...tlsProperties(truststore),
    '',
  ].join('\n');

const MECHANISMS = {
  scram: { mechanism: 'SCRAM-SHA-512', module: 'scram.ScramLoginModule' },
  scram256: { mechanism: 'SCRAM-SHA-256', module: 'scram.ScramLoginModule' },
  sasl: { mechanism: 'PLAIN', module: 'plain.PlainLoginModule' },
} as const;

export function saslConnection(
  namespace: string,
  listener: keyof typeof MECHANISMS,
  user: string,
  password: string,
): Connection {
  const { mechanism, module } = MECHANISMS[listener];
  const { tls } = LISTENERS[listener];
  const login = `org.apache.kafka.common.security.${module} required username="${user}" password="${password}";`;
  return {
    bootstrapServers: bootstrap(namespace, listener),
    properties: [
      `security.protocol=${tls ? 'SASL_SSL' : 'SASL_PLAINTEXT'}`,
      `sasl.mechanism=${mechanism}`,
      `sasl.jaas.config=${login}`,
      ...(tls ? tlsProperties(`${HOME}/${CLUSTER_CA_FILE}`) : []),
      '',
    ].join('\n'),
  };
}

/** A connection as the settings of a client in Java. */
export function propertiesOf({
  bootstrapServers,
  properties,
}: Connection): Readonly<Record<string, string>> {
  const pairs = properties
    .trim()
    .split('\n')
    .map((line): readonly [string, string] => {
      const [key = '', ...value] = line.split('=');
      return [key, value.join('=')];
    });
  return { 'bootstrap.servers': bootstrapServers, ...Object.fromEntries(pairs) };
}

/** The admin's connection for programs of this library. */
export const connectionOptions = ({
  admin,
  adminCertificate,
  clusterCa,
}: {
  readonly admin: Connection;
  readonly adminCertificate: ClientCertificate;
  readonly clusterCa: string;
}): ConnectionOptions => ({
  bootstrapServers: admin.bootstrapServers.split(','),
  tls: { ca: clusterCa, ...adminCertificate, verifyName: true },
  sasl: undefined,
});
