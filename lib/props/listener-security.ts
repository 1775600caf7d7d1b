import type { AuthenticationSpec, TlsSpec } from '../spec/listener';
import type { SecretRef } from './secret-ref';

/** A server certificate of the user's own for one listener. */
export interface ListenerCertificateOptions {
  /** Name of the Secret. */
  readonly secretName: string;
  /**
   * Key of the certificate chain, leaf first.
   * @default tls.crt
   */
  readonly certificate?: string;
  /**
   * Key of the private key, PKCS#8: Kafka reads no other encoding.
   * @default tls.key
   */
  readonly key?: string;
}

/** Encryption of a listener. */
export class ListenerTls {
  /** No encryption. */
  public static off(): ListenerTls {
    return new ListenerTls({ kind: 'off' });
  }

  /** TLS with the nodes' certificate from the cluster CA; clients trust `ca.crt` of `<cluster>-cluster-ca-cert`. */
  public static clusterCa(): ListenerTls {
    return new ListenerTls({ kind: 'clusterCa' });
  }

  /** TLS with a certificate of the user's own. */
  public static secret(options: ListenerCertificateOptions): ListenerTls {
    const { secretName, certificate = 'tls.crt', key = 'tls.key' } = options;
    return new ListenerTls({ kind: 'secret', secretName, certificate, key });
  }

  private constructor(private readonly spec: TlsSpec) {}

  /** @internal */
  public _toSpec(): TlsSpec {
    return this.spec;
  }
}

/** How clients of a listener prove who they are. */
export class ListenerAuthentication {
  /** They do not: each is `User:ANONYMOUS`. */
  public static none(): ListenerAuthentication {
    return new ListenerAuthentication({ kind: 'none' });
  }

  /** By a certificate of the clients CA (mTLS); the principal is the whole distinguished name, `User:CN=shop`. */
  public static tls(): ListenerAuthentication {
    return new ListenerAuthentication({ kind: 'tls' });
  }

  /** By SCRAM-SHA-256 (RFC 5802); the principal is `User:<name>`. */
  public static scramSha256(): ListenerAuthentication {
    return new ListenerAuthentication({ kind: 'scram', mechanism: 'SCRAM-SHA-256' });
  }

  /** By SCRAM-SHA-512 (RFC 5802); the principal is `User:<name>`. */
  public static scramSha512(): ListenerAuthentication {
    return new ListenerAuthentication({ kind: 'scram', mechanism: 'SCRAM-SHA-512' });
  }

  /**
   * By SASL PLAIN with a fixed list of users; a changed password restarts the brokers one by one.
   * @param users passwords by user name
   */
  public static plain(users: { [user: string]: SecretRef }): ListenerAuthentication {
    const references = Object.entries(users).map(
      ([user, secret]) => [user, secret._toSpec()] as const,
    );
    return new ListenerAuthentication({ kind: 'plain', users: Object.fromEntries(references) });
  }

  private constructor(private readonly spec: AuthenticationSpec) {}

  /** @internal */
  public _toSpec(): AuthenticationSpec {
    return this.spec;
  }
}
