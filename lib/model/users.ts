import type { PasswordSpec } from '../spec/desired-state';
import type { UserAuthenticationSpec, UserSpec } from '../spec/user';
import type { ClusterFacts } from './cluster-facts';
import type { ScramModel, UserCertificateModel, UserModel } from './contents-model';
import { kubernetesName } from './kubernetes-name';

type Facts = Pick<ClusterFacts, 'validitySeconds' | 'renewBeforeSeconds'>;

const PASSWORD_LENGTH = 32;
const ITERATIONS = 4096;

/** A user with every default filled in. */
export function completeUser(spec: UserSpec, cluster: Facts): UserModel {
  const { authentication, name } = spec;
  const secretName = secretNameOf(spec);
  return {
    spec,
    name,
    principal: principalOf(name, authentication),
    secretName,
    scram: completeScram(authentication, secretName),
    certificate: completeCertificate(name, authentication, cluster),
  };
}

function secretNameOf({ name, secretName, authentication }: UserSpec): string {
  const { kind } = authentication;
  if (kind === 'scram' && authentication.password.kind === 'secret')
    return authentication.password.secretName;
  return secretName ?? kubernetesName(name);
}

/** Who Kafka takes a user for. A client's certificate counts with its whole name, which has no other part. */
function principalOf(name: string, authentication: UserAuthenticationSpec): string {
  const by: Readonly<Record<UserAuthenticationSpec['kind'], string>> = {
    tls: `User:CN=${name}`,
    scram: `User:${name}`,
    external: authentication.kind === 'external' ? authentication.principal : '',
  };
  return by[authentication.kind];
}

function completeScram(said: UserAuthenticationSpec, secretName: string): ScramModel | undefined {
  if (said.kind !== 'scram') return undefined;
  const { password: source, mechanism } = said;
  const length =
    (source.kind === 'generated' || source.kind === 'generator' ? source.length : undefined) ??
    PASSWORD_LENGTH;
  const password: PasswordSpec =
    source.kind === 'generated'
      ? { kind: 'generated', secretName, length }
      : { kind: 'secret', secretName, key: source.kind === 'secret' ? source.key : 'password' };
  const refreshSeconds =
    (source.kind === 'externalSecret' ? source.refreshSeconds : undefined) ?? 3600;
  return {
    mechanism,
    iterations: said.iterations ?? ITERATIONS,
    source,
    password,
    length,
    refreshSeconds,
  };
}

function completeCertificate(
  commonName: string,
  said: UserAuthenticationSpec,
  cluster: Facts,
): UserCertificateModel | undefined {
  if (said.kind !== 'tls') return undefined;
  const validitySeconds = said.validitySeconds ?? cluster.validitySeconds;
  return {
    commonName,
    validitySeconds,
    renewBeforeSeconds: said.renewBeforeSeconds ?? Math.floor(validitySeconds / 3),
  };
}

/** Kafka's name of a user in quotas: the principal without its type. */
export const quotaUser = (principal: string): string => principal.replace(/^[^:]*:/, '');
