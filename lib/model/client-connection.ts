import type { ClientAuthenticationSpec, ClientTlsSpec } from '../spec/bootstrap';
import type { SecretKeySpec } from '../spec/listener';
import type { ClientEndpoint, ClusterFacts } from './cluster-facts';
import type { UserModel } from './contents-model';
import { credentialFiles, endpointsFor } from './user-binding';

/** What a client of Kafka was told. */
export interface ClientWishes {
  readonly listener: string | undefined;
  /** Undefined where the user is not of the program, or nobody. */
  readonly user: UserModel | undefined;
  readonly authentication: ClientAuthenticationSpec | undefined;
  readonly tls: ClientTlsSpec | undefined;
}

/** A name that is known, or where it is found. */
export type UsernameModel =
  | { readonly kind: 'literal'; readonly name: string }
  | (SecretKeySpec & { readonly kind: 'secret' });

export interface ClientIdentity {
  readonly secretName: string;
  /** Key of the certificate chain. */
  readonly certificate: string;
  readonly key: string;
}

export interface ClientSasl {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: UsernameModel;
  readonly password: SecretKeySpec;
}

/** How a client of the program comes to Kafka. */
export interface ClientConnection {
  readonly bootstrapServers: string;
  readonly securityProtocol: ClientEndpoint['securityProtocol'];
  /** CA certificate to trust; undefined without TLS, or where it is a public one. */
  readonly trust: SecretKeySpec | undefined;
  readonly identity: ClientIdentity | undefined;
  readonly sasl: ClientSasl | undefined;
}

type Credentials = Pick<ClientConnection, 'identity' | 'sasl'>;

/** The ways into a cluster that a client with these wishes can take, whatever the listener. */
export function endpointsOfClient(
  { user, authentication }: ClientWishes,
  cluster: ClusterFacts,
): readonly ClientEndpoint[] {
  if (authentication !== undefined)
    return cluster.endpoints.filter((endpoint) => takes(endpoint, authentication));
  if (user !== undefined) return endpointsFor(user, cluster);
  return cluster.endpoints.filter(({ authentication: kind }) => kind === 'none' || kind === 'any');
}

function takes(endpoint: ClientEndpoint, said: ClientAuthenticationSpec): boolean {
  if (endpoint.authentication === 'any') return true;
  return said.kind === 'tls'
    ? endpoint.authentication === 'tls'
    : endpoint.mechanism === said.mechanism;
}

/** Undefined where no listener, or none of that name, takes such a client. */
export function clientConnection(
  wishes: ClientWishes,
  cluster: ClusterFacts,
): ClientConnection | undefined {
  const endpoint = endpointsOfClient(wishes, cluster).find(
    ({ listener }) => wishes.listener === undefined || listener === wishes.listener,
  );
  if (endpoint === undefined) return undefined;
  const credentials = credentialsOf(wishes, cluster);
  const { tls } = wishes;
  return {
    bootstrapServers: endpoint.bootstrapServers,
    securityProtocol: protocolOf(endpoint, wishes, credentials),
    trust: tls === undefined ? endpoint.trust : tls.kind === 'ca' ? tls.ca : undefined,
    ...credentials,
  };
}

function credentialsOf({ user, authentication }: ClientWishes, cluster: ClusterFacts): Credentials {
  if (authentication !== undefined) return credentialsSaid(authentication);
  if (user === undefined) return { identity: undefined, sasl: undefined };
  const files = credentialFiles(user, cluster);
  const keyOf = (path: string): string => files.find((file) => file.path === path)?.key ?? '';
  const { secretName } = user;
  return {
    identity:
      user.certificate === undefined
        ? undefined
        : { secretName, certificate: keyOf('user/user.crt'), key: keyOf('user/user.key') },
    sasl: user.scram && {
      mechanism: user.scram.mechanism,
      username: { kind: 'literal', name: user.name },
      password: { secretName, key: keyOf('user/password') },
    },
  };
}

function credentialsSaid(said: ClientAuthenticationSpec): Credentials {
  if (said.kind === 'tls') return { identity: identityOf(said), sasl: undefined };
  const { mechanism, username, password } = said;
  return {
    identity: undefined,
    sasl: { mechanism, username: { kind: 'secret', ...username }, password },
  };
}

const identityOf = ({ secretName, certificate, key }: ClientIdentity): ClientIdentity => ({
  secretName,
  certificate,
  key,
});

/** What a listener says holds; of a cluster of elsewhere it follows from what the client brings. */
function protocolOf(
  { listener, securityProtocol }: ClientEndpoint,
  { tls }: ClientWishes,
  { identity, sasl }: Credentials,
): ClientEndpoint['securityProtocol'] {
  if (listener !== undefined) return securityProtocol;
  const encrypted = securityProtocol.endsWith('SSL') || identity !== undefined || tls !== undefined;
  if (sasl === undefined) return encrypted ? 'SSL' : 'PLAINTEXT';
  return encrypted ? 'SASL_SSL' : 'SASL_PLAINTEXT';
}
