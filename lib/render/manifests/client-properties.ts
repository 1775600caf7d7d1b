import type { ClientConnection, ClientSasl, UsernameModel } from '../../model/client-connection';
import { pemKeyStore, pemTrustStore } from './client-settings';
import type { Properties } from './client-settings';
import { CLUSTER_CA_STORE, USER, USER_STORE } from './paths';
import { keyStore, readOnly, trustStore } from './volumes';
import type { Mounted } from './volumes';

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
    ...(trust === undefined ? [] : pemTrustStore('', CLUSTER_CA_STORE)),
    ...(identity === undefined ? [] : pemKeyStore('', USER_STORE)),
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
