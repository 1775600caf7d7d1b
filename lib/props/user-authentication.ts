import type { Duration } from 'cdk8s';
import type { ScramMechanismName } from '../spec/desired-state';
import type { PasswordSourceSpec, UserAuthenticationSpec } from '../spec/user';
import { secondsOf } from './units';

/** A password in a store of secrets that External Secrets Operator can read. */
export interface ExternalSecretPasswordOptions {
  /** Name of the store. */
  readonly storeName: string;
  /**
   * `SecretStore`, or `ClusterSecretStore`.
   * @default SecretStore
   */
  readonly storeKind?: string;
  /** Key of the secret in the store. */
  readonly remoteKey: string;
  /**
   * Property of that secret.
   * @default - the whole secret
   */
  readonly remoteProperty?: string;
  /**
   * How often the store is looked at for a new password.
   * @default - 1 hour
   */
  readonly refresh?: Duration;
}

/** A password that is made. */
export interface GeneratedPasswordOptions {
  /**
   * Number of characters.
   * @default 32
   */
  readonly length?: number;
}

/** Where the password of a user comes from. It is never a part of the manifests. */
export class PasswordSource {
  /**
   * A key of a Secret that somebody else fills. With a new password in it the next run of the reconciler changes Kafka's.
   * @param secretName name of the Secret, in the namespace of the cluster
   * @param key key of its `data`
   */
  public static secret(secretName: string, key: string): PasswordSource {
    return new PasswordSource({ kind: 'secret', secretName, key });
  }

  /** A store of secrets: an ExternalSecret (external-secrets.io) copies it into the user's Secret. */
  public static externalSecret(options: ExternalSecretPasswordOptions): PasswordSource {
    return new PasswordSource({
      kind: 'externalSecret',
      storeName: options.storeName,
      storeKind: options.storeKind === 'ClusterSecretStore' ? 'ClusterSecretStore' : 'SecretStore',
      remoteKey: options.remoteKey,
      remoteProperty: options.remoteProperty,
      refreshSeconds: secondsOf(options.refresh),
    });
  }

  /** External Secrets Operator makes it, once. */
  public static generator(options: GeneratedPasswordOptions = {}): PasswordSource {
    return new PasswordSource({ kind: 'generator', length: options.length });
  }

  /** The reconciler makes it, once, and writes it into the user's Secret. */
  public static generated(options: GeneratedPasswordOptions = {}): PasswordSource {
    return new PasswordSource({ kind: 'generated', length: options.length });
  }

  private constructor(private readonly spec: PasswordSourceSpec) {}

  /** @internal */
  public _toSpec(): PasswordSourceSpec {
    return this.spec;
  }
}

/** Options of a user with a certificate. */
export interface TlsUserOptions {
  /**
   * How long its certificate is valid.
   * @default - as long as the nodes'
   */
  readonly validity?: Duration;
  /**
   * How long before its end it is renewed.
   * @default - a third of its validity
   */
  readonly renewBefore?: Duration;
}

/** Options of a user with a password (RFC 5802). */
export interface ScramUserOptions {
  /** Where the password comes from. */
  readonly password: PasswordSource;
  /**
   * How often the password is hashed: 4096 to 16384.
   * @default 4096
   */
  readonly iterations?: number;
}

/** How a user proves who it is. */
export class UserAuthentication {
  /** By a certificate of the clients CA, which the cluster's source of certificates makes; the principal is `User:CN=<name>`. */
  public static tls(options: TlsUserOptions = {}): UserAuthentication {
    return new UserAuthentication({
      kind: 'tls',
      validitySeconds: secondsOf(options.validity),
      renewBeforeSeconds: secondsOf(options.renewBefore),
    });
  }

  /** By SCRAM-SHA-512; the principal is `User:<name>`. */
  public static scramSha512(options: ScramUserOptions): UserAuthentication {
    return scram('SCRAM-SHA-512', options);
  }

  /** By SCRAM-SHA-256; the principal is `User:<name>`. */
  public static scramSha256(options: ScramUserOptions): UserAuthentication {
    return scram('SCRAM-SHA-256', options);
  }

  /**
   * In a way that is arranged elsewhere; ACLs and quotas are ours all the same.
   * @param principal with its type, for example `User:CN=shop,OU=web`
   */
  public static external(principal: string): UserAuthentication {
    return new UserAuthentication({ kind: 'external', principal });
  }

  /** @internal */
  public static _of(spec: UserAuthenticationSpec): UserAuthentication {
    return new UserAuthentication(spec);
  }

  private constructor(private readonly spec: UserAuthenticationSpec) {}

  /** @internal */
  public _toSpec(): UserAuthenticationSpec {
    return this.spec;
  }
}

function scram(mechanism: ScramMechanismName, options: ScramUserOptions): UserAuthentication {
  return UserAuthentication._of({
    kind: 'scram',
    mechanism,
    iterations: options.iterations,
    password: options.password._toSpec(),
  });
}
