import type { ClientConnection, ClientSasl, UsernameModel } from '../../model/client-connection';
import { CLUSTER_CA_STORE, pemFile, USER, USER_STORE } from './paths';
import { keyStore, readOnly, trustStore } from './volumes';
import type { Mounted } from './volumes';

type Properties = readonly (readonly [string, string])[];

const MODULES: Readonly<Record<ClientSasl['mechanism'], string>> = {
  PLAIN: 'org.apache.kafka.common.security.plain.PlainLoginModule',
  'SCRAM-SHA-256': 'org.apache.kafka.common.security.scram.ScramLoginModule',
  'SCRAM-SHA-512': 'org.apache.kafka.common.security.scram.ScramLoginModule',
};

/** What a Java client says of its security, in Kafka's keys. Secrets stay where they are mounted. */
export function securityProperties(connection: ClientConnection): Properties {
  const { securityProtocol, trust, identity, sasl } = connection;
  return [
    ['security.protocol', securityProtocol],
    ...(trust === undefined
      ? []
      : ([
          ['ssl.truststore.type', 'PEM'],
          ['ssl.truststore.location', pemFile(CLUSTER_CA_STORE)],
        ] as const)),
    ...(identity === undefined
      ? []
      : ([
          ['ssl.keystore.type', 'PEM'],
          ['ssl.keystore.location', pemFile(USER_STORE)],
        ] as const)),
    ...(sasl === undefined ? [] : saslProperties(sasl)),
  ];
}

function saslProperties({ mechanism, username }: ClientSasl): Properties {
  const words = [
    `${MODULES[mechanism]} required`,
    `username="${usernameOf(username)}"`,
    `password="\${dir:${USER}:password}"`,
  ];
  return [
    ['sasl.mechanism', mechanism],
    ['sasl.jaas.config', `${words.join(' ')};`],
  ];
}

const usernameOf = (username: UsernameModel): string =>
  username.kind === 'secret' ? `\${dir:${USER}:username}` : username.name.replace(/["\\]/g, '\\$&');

/** Names of the certificate stores that the start script makes for a client. */
export function clientStores(connection: ClientConnection | undefined): {
  readonly keyStores: readonly string[];
  readonly trustStores: readonly string[];
} {
  return {
    keyStores: connection?.identity === undefined ? [] : [USER_STORE],
    trustStores: connection?.trust === undefined ? [] : [CLUSTER_CA_STORE],
  };
}

/** The Secrets of a client, where `securityProperties` looks for them. */
export function clientMounts(connection: ClientConnection | undefined): readonly Mounted[] {
  if (connection === undefined) return [];
  const { trust, identity, sasl } = connection;
  return [
    ...(identity === undefined
      ? []
      : [keyStore(USER_STORE, identity.secretName, identity.certificate, identity.key)]),
    ...(trust === undefined ? [] : [trustStore(CLUSTER_CA_STORE, [{ ...trust, file: 'ca.crt' }])]),
    ...(sasl === undefined ? [] : [passwordMount(sasl)]),
  ];
}

function passwordMount({ username, password }: ClientSasl): Mounted {
  const source = (secretName: string, key: string, path: string): object => ({
    secret: { name: secretName, items: [{ key, path }] },
  });
  return readOnly(USER, {
    name: 'credentials',
    projected: {
      sources: [
        ...(username.kind === 'secret'
          ? [source(username.secretName, username.key, 'username')]
          : []),
        source(password.secretName, password.key, 'password'),
      ],
    },
  });
}
