import type { AuthenticationSpec, ListenerSpec, ListenerType, TlsSpec } from '../spec/listener';
import { callerOrigin } from './origin';
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

/** Options that each type of listener has. */
export interface ListenerOptions {
  /** Name, unique in the cluster: 1 to 11 lower-case letters and digits. */
  readonly name: string;
  /** Port on the brokers, from 9092 on, unique in the cluster. */
  readonly port: number;
  /**
   * Encryption.
   * @default - none inside of the Kubernetes cluster; TLS from the cluster CA where `authentication` is by certificate
   */
  readonly tls?: ListenerTls;
  /**
   * How clients prove who they are.
   * @default - they do not
   */
  readonly authentication?: ListenerAuthentication;
  /**
   * Who may connect (networking.k8s.io/v1 NetworkPolicyPeer). An empty list is nobody.
   * @default - the pods of the cluster's own namespace
   */
  readonly networkPolicyPeers?: { readonly [field: string]: unknown }[];
  /**
   * Annotations of the Services that belong to this listener alone.
   * @default - none
   */
  readonly annotations?: { readonly [annotation: string]: string };
  /**
   * Labels of the Services that belong to this listener alone.
   * @default - none
   */
  readonly labels?: { readonly [label: string]: string };
  /**
   * More DNS names for the nodes' certificate.
   * @default - none
   */
  readonly alternativeNames?: string[];
  /**
   * Most connections to this listener of a broker (`max.connections`).
   * @default - no limit
   */
  readonly maxConnections?: number;
  /**
   * Most new connections in a second (`max.connection.creation.rate`).
   * @default - no limit
   */
  readonly maxConnectionCreationRate?: number;
}

/** A port of the brokers for clients. */
export class Listener {
  /** Reached inside of the Kubernetes cluster; brokers are advertised by the names of their pods. */
  public static internal(options: ListenerOptions): Listener {
    return new Listener(listenerSpec('internal', options));
  }

  /** Reached inside of the Kubernetes cluster through one Service per broker: addresses that outlive pods. */
  public static clusterIp(options: ListenerOptions): Listener {
    return new Listener(listenerSpec('cluster-ip', options));
  }

  private constructor(private readonly spec: ListenerSpec) {}

  /** @internal */
  public _toSpec(): ListenerSpec {
    return this.spec;
  }
}

function listenerSpec(type: ListenerType, options: ListenerOptions): ListenerSpec {
  return {
    name: options.name,
    port: options.port,
    type,
    tls: options.tls?._toSpec(),
    authentication: options.authentication?._toSpec(),
    networkPolicyPeers: options.networkPolicyPeers,
    annotations: options.annotations ?? {},
    labels: options.labels ?? {},
    alternativeNames: options.alternativeNames ?? [],
    maxConnections: options.maxConnections,
    maxConnectionCreationRate: options.maxConnectionCreationRate,
    origin: callerOrigin(),
  };
}
