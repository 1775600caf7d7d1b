import type { ClientEndpoint, ClusterFacts } from './cluster-facts';
import type { UserModel } from './contents-model';

/** What was said about the clients that get the credentials of a user. */
export interface BindingSpec {
  readonly listener: string | undefined;
  readonly mountPath: string | undefined;
  readonly containers: readonly string[] | undefined;
}

/** A file of a client, and the key of the Secret that it comes from. */
export interface BoundFile {
  readonly secretName: string;
  readonly key: string;
  /** Relative to the mount path: `user/user.crt`. */
  readonly path: string;
  readonly optional: boolean;
}

/** A variable of a client: a value, or a key of a Secret. */
export interface BoundVariable {
  readonly name: string;
  readonly value: string | undefined;
  readonly secret: { readonly secretName: string; readonly key: string } | undefined;
}

/** What a client needs to be a user. */
export interface UserBinding {
  readonly volumeName: string;
  readonly mountPath: string;
  readonly files: readonly BoundFile[];
  readonly variables: readonly BoundVariable[];
  /** Undefined: all. */
  readonly containers: readonly string[] | undefined;
}

/** The ways into a cluster that a user can take. */
export function endpointsFor(user: UserModel, cluster: ClusterFacts): readonly ClientEndpoint[] {
  return cluster.endpoints.filter(({ authentication, mechanism }) => {
    if (authentication === 'any' || user.spec.authentication.kind === 'external') return true;
    if (user.scram !== undefined)
      return authentication === 'scram' && mechanism === user.scram.mechanism;
    return authentication === 'tls';
  });
}

/** What a client needs; undefined where no listener, or none of that name, takes the user. */
export function bindUser(
  user: UserModel,
  cluster: ClusterFacts,
  said: BindingSpec,
): UserBinding | undefined {
  const endpoint = endpointsFor(user, cluster).find(
    ({ listener }) => said.listener === undefined || listener === said.listener,
  );
  if (endpoint === undefined) return undefined;
  const mountPath = said.mountPath ?? '/etc/kafka-client';
  const files = [...trustFiles(endpoint), ...credentialFiles(user, cluster)];
  return {
    volumeName: 'kafka-client',
    mountPath,
    files,
    variables: variables(user, endpoint, { mountPath, files }),
    containers: said.containers,
  };
}

const trustFiles = ({ trust }: ClientEndpoint): readonly BoundFile[] =>
  trust === undefined ? [] : [{ ...trust, path: 'cluster-ca/ca.crt', optional: false }];

/** In the layout of Strimzi's Secrets of users, whoever made the Secret. */
export function credentialFiles(user: UserModel, cluster: ClusterFacts): readonly BoundFile[] {
  const file = (key: string, name: string, optional = false): BoundFile => ({
    secretName: user.secretName,
    key,
    path: `user/${name}`,
    optional,
  });
  if (user.certificate !== undefined) {
    // cert-manager knows no other keys.
    const names =
      cluster.identities.kind === 'certManager' ? ['tls.crt', 'tls.key'] : ['user.crt', 'user.key'];
    const [certificate = '', key = ''] = names;
    return [file(certificate, 'user.crt'), file(key, 'user.key')];
  }
  if (user.scram === undefined) return [];
  const { source } = user.scram;
  return source.kind === 'secret'
    ? [file(source.key, 'password')]
    : [file('password', 'password'), file('sasl.jaas.config', 'sasl.jaas.config')];
}

function protocolOf(user: UserModel, { securityProtocol }: ClientEndpoint): string {
  const encrypted = securityProtocol.endsWith('SSL') || user.certificate !== undefined;
  if (user.scram !== undefined) return encrypted ? 'SASL_SSL' : 'SASL_PLAINTEXT';
  if (user.certificate !== undefined) return 'SSL';
  return securityProtocol;
}

function variables(
  user: UserModel,
  endpoint: ClientEndpoint,
  { mountPath, files }: Pick<UserBinding, 'mountPath' | 'files'>,
): readonly BoundVariable[] {
  const literal = (name: string, value: string): BoundVariable => ({
    name,
    value,
    secret: undefined,
  });
  const fileOf = (name: string, path: string): readonly BoundVariable[] =>
    files.some((file) => file.path === path) ? [literal(name, `${mountPath}/${path}`)] : [];
  const keyOf = (name: string, path: string): readonly BoundVariable[] =>
    files
      .filter((file) => file.path === path)
      .map(({ secretName, key }) => ({ name, value: undefined, secret: { secretName, key } }));
  const { scram } = user;
  return [
    literal('KAFKA_BOOTSTRAP_SERVERS', endpoint.bootstrapServers),
    literal('KAFKA_SECURITY_PROTOCOL', protocolOf(user, endpoint)),
    ...fileOf('KAFKA_CA_FILE', 'cluster-ca/ca.crt'),
    ...fileOf('KAFKA_CERTIFICATE_FILE', 'user/user.crt'),
    ...fileOf('KAFKA_KEY_FILE', 'user/user.key'),
    ...(scram === undefined
      ? []
      : [
          literal('KAFKA_SASL_MECHANISM', scram.mechanism),
          literal('KAFKA_SASL_USERNAME', user.name),
        ]),
    ...keyOf('KAFKA_SASL_PASSWORD', 'user/password'),
    ...keyOf('KAFKA_SASL_JAAS_CONFIG', 'user/sasl.jaas.config'),
  ];
}
