import type { Manifest } from '../../../manifest/manifest';
import type { ConnectModel } from '../../../model/connect';
import { LOCAL_REST_PORT, REST_PORT } from '../../../model/connect-rest';
import { connectName, connectRestName, serviceHost } from '../../../model/names';
import { leaf } from '../certificates/cert-manager';
import type { Properties } from '../client-settings';
import { BIN, CONFIG, REST_CA_STORE, REST_STORE, REST_USERS, RUN, storeFile } from '../paths';
import { keyStore, readOnly, trustStore } from '../volumes';
import type { Mounted } from '../volumes';
import { connectOwner } from './labels';

/** Of the stores that the start script makes beside the keys in memory: it guards nothing that does not lie there too. */
const STORE_PASSWORD = 'cdk8s-kafka';

const EXTENSION = 'org.apache.kafka.connect.rest.basic.auth.extension';

export const JAAS_FILE = 'rest-jaas.conf';
export const HEALTH_FILE = 'health.sh';
/** Made by the start script from the mounted Secrets. */
const USERS_FILE = `${RUN}/rest-users.properties`;

/** The REST API in Connect's keys. Workers pass on to their leader what only it may do: by the name of the pod, which is the same after each restart. */
export function restProperties(connect: ConnectModel): Properties {
  const { name, namespace, clusterDomain, rest } = connect;
  const domain = `${serviceHost(connectName(name), namespace)}.${clusterDomain}`;
  const port = String(REST_PORT.port);
  const scheme = rest.tls === undefined ? 'http' : 'https';
  const local = hasLocalListener(connect) ? [`http://127.0.0.1:${String(LOCAL_REST_PORT)}`] : [];
  return [
    ['listeners', [`${scheme}://0.0.0.0:${port}`, ...local].join(',')],
    ['rest.advertised.host.name', `\${env:POD_NAME}.${domain}`],
    ['rest.advertised.port', port],
    ...(rest.tls === undefined ? [] : tlsProperties(rest.tls.trust.length > 0)),
    ...(rest.users.length === 0
      ? []
      : ([['rest.extension.classes', `${EXTENSION}.BasicAuthSecurityRestExtension`]] as const)),
  ];
}

/** Where the probe brings a password it comes by itself, and cannot check a certificate. */
const hasLocalListener = ({ rest }: ConnectModel): boolean =>
  rest.tls !== undefined && rest.users.length > 0;

// Jetty reads no PEM. Of keys with this prefix Connect takes no default besides, not even an empty list.
function tlsProperties(hasTrust: boolean): Properties {
  const store = (kind: string, name: string): Properties => [
    [`listeners.https.ssl.${kind}.type`, 'PKCS12'],
    [`listeners.https.ssl.${kind}.location`, storeFile(name)],
    [`listeners.https.ssl.${kind}.password`, STORE_PASSWORD],
  ];
  return [
    ['rest.advertised.listener', 'https'],
    ...store('keystore', REST_STORE),
    ...(hasTrust ? store('truststore', REST_CA_STORE) : []),
    ['listeners.https.ssl.cipher.suites', ''],
    ['listeners.https.ssl.endpoint.identification.algorithm', 'https'],
  ];
}

/** The stores of certificates that the start script makes, and those of them that it turns into PKCS #12. */
export function restStores({ rest: { tls } }: ConnectModel): {
  readonly keyStores: readonly string[];
  readonly trustStores: readonly string[];
} {
  return {
    keyStores: tls === undefined ? [] : [REST_STORE],
    trustStores: tls === undefined || tls.trust.length === 0 ? [] : [REST_CA_STORE],
  };
}

export function restEnv(connect: ConnectModel): Readonly<Record<string, string>> {
  const { keyStores, trustStores } = restStores(connect);
  const stores = [...keyStores, ...trustStores];
  return stores.length === 0
    ? {}
    : { PKCS12_STORES: stores.join(' '), PKCS12_PASSWORD: STORE_PASSWORD };
}

/** Who may ask, as Java's login reads it: from a file that the start script makes. */
export function restFiles({ rest: { users } }: ConnectModel): Readonly<Record<string, string>> {
  if (users.length === 0) return {};
  const text = [
    'KafkaConnect {',
    `  ${EXTENSION}.PropertyFileLoginModule required`,
    `  file="${USERS_FILE}";`,
    '};',
    '',
  ].join('\n');
  return { [JAAS_FILE]: text };
}

export const restSystemProperties = ({
  rest: { users },
}: ConnectModel): Readonly<Record<string, string>> =>
  users.length === 0 ? {} : { 'java.security.auth.login.config': `${CONFIG}/${JAAS_FILE}` };

export function restMounts({ rest: { tls, users } }: ConnectModel): readonly Mounted[] {
  const trust = tls?.trust ?? [];
  return [
    ...(tls === undefined ? [] : [keyStore(REST_STORE, tls.secretName, tls.certificate, tls.key)]),
    ...(trust.length === 0 ? [] : [trustStore(REST_CA_STORE, trust)]),
    ...(users.length === 0 ? [] : [usersMount(users)]),
  ];
}

const usersMount = (users: ConnectModel['rest']['users']): Mounted =>
  readOnly(REST_USERS, {
    name: 'rest-users',
    projected: {
      sources: users.flatMap(({ username, password }, index) =>
        [
          { ...username, path: `${String(index)}/username` },
          { ...password, path: `${String(index)}/password` },
        ].map(({ secretName, key, path }) => ({
          secret: { name: secretName, items: [{ key, path }] },
        })),
      ),
    },
  });

/** The certificate, where cert-manager makes it. */
export function restCertificate(connect: ConnectModel): readonly Manifest[] {
  const { rest, cluster, name } = connect;
  const { identities } = cluster;
  if (rest.tls?.own === undefined || identities.kind !== 'certManager') return [];
  return [
    leaf(connectOwner(connect), connectRestName(name), {
      certificates: rest.tls.own,
      issuerRef: identities.nodesIssuer,
      usages: ['server auth'],
    }),
  ];
}

/**
 * 200 when the worker is in its group and has read what there is to do (KIP-1017); the worker itself takes up to 10 s to say
 * that it is not. There is no liveness probe: without Kafka no worker is healthy, and killing all of them would not bring it
 * back. A password must not stand in a manifest, so where one is asked for the probe is a script that reads it.
 */
export function healthProbe(connect: ConnectModel): object {
  const { tls, users } = connect.rest;
  const port = String(hasLocalListener(connect) ? LOCAL_REST_PORT : REST_PORT.port);
  const scheme = tls === undefined ? {} : { scheme: 'HTTPS' };
  return {
    ...(users.length > 0
      ? { exec: { command: ['bash', `${BIN}/${HEALTH_FILE}`, port] } }
      : { httpGet: { path: '/health', port: REST_PORT.name, ...scheme } }),
    periodSeconds: 5,
    timeoutSeconds: 12,
    failureThreshold: 2,
  };
}
