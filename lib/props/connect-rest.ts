import type { ConnectRestSpec } from '../spec/connect-rest';
import { passwordSpec } from './client-connection';
import type { ClientPasswordOptions } from './client-connection';
import type { ListenerCertificateOptions } from './listener-security';
import type { SecretRef } from './secret-ref';

/** The REST API of Connect workers without TLS. */
export interface ConnectRestOptions {
  /**
   * Names and passwords of those who may ask (basic authentication), of letters, digits and signs of ASCII. The first is
   * the one that the reconciler brings.
   * @default - whoever reaches it
   */
  readonly users?: ClientPasswordOptions[];
}

/** The REST API of Connect workers by TLS. */
export interface ConnectRestTlsOptions extends ConnectRestOptions {
  /**
   * A certificate of one's own, good for the names of the Services and of the pods.
   * @default - one of the authority of the cluster
   */
  readonly certificate?: ListenerCertificateOptions;
  /**
   * PEM of the CA of that certificate.
   * @default - one that every system trusts
   */
  readonly certificateAuthority?: SecretRef;
}

/** How the REST API of Connect workers is reached, and by whom. */
export class ConnectRest {
  /** Without TLS. */
  public static http(options: ConnectRestOptions = {}): ConnectRest {
    return new ConnectRest({ kind: 'http', certificate: undefined, users: usersOf(options) });
  }

  /** By TLS, workers among themselves too. */
  public static https(options: ConnectRestTlsOptions = {}): ConnectRest {
    const { certificate: said, certificateAuthority: ca } = options;
    const certificate = said && {
      secretName: said.secretName,
      certificate: said.certificate ?? 'tls.crt',
      key: said.key ?? 'tls.key',
      ca: ca?._toSpec(),
    };
    return new ConnectRest({ kind: 'https', certificate, users: usersOf(options) });
  }

  private constructor(private readonly spec: ConnectRestSpec) {}

  /** @internal */
  public _toSpec(): ConnectRestSpec {
    return this.spec;
  }
}

const usersOf = ({ users = [] }: ConnectRestOptions): ConnectRestSpec['users'] =>
  users.map(passwordSpec);
