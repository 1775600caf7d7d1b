import type { Duration } from 'cdk8s';
import type { CertificatesSpec, IssuerRefSpec } from '../spec/certificates';
import type { SecretRef } from './secret-ref';
import { secondsOf } from './units';

/** Options that each source of certificates has. */
export interface CertificatesOptions {
  /**
   * CA certificates that the nodes trust among themselves besides the present one. With it a CA is exchanged without
   * a gap: trust both, issue from the new one, then drop the old.
   * @default - none
   */
  readonly trustedCas?: SecretRef[];
}

/** Options of certificates whose life the library decides. */
export interface IssuedCertificatesOptions extends CertificatesOptions {
  /**
   * How long a certificate of the nodes is valid.
   * @default - 90 days
   */
  readonly validity?: Duration;
  /**
   * How long before its end it is renewed.
   * @default - a third of its validity
   */
  readonly renewBefore?: Duration;
}

/** An issuer of cert-manager. */
export interface IssuerReference {
  /** Name of the issuer. */
  readonly name: string;
  /**
   * `Issuer` or `ClusterIssuer`.
   * @default Issuer
   */
  readonly kind?: string;
  /**
   * API group of the issuer.
   * @default cert-manager.io
   */
  readonly group?: string;
}

/** Options of certificates by cert-manager. */
export interface CertManagerOptions extends IssuedCertificatesOptions {
  /**
   * Issuer of the nodes' certificate. It has to write its CA into `ca.crt`, and sign for servers and clients.
   * @default - an issuer with a CA of the cluster's own
   */
  readonly issuer?: IssuerReference;
}

/** Secrets with certificates that somebody else makes and renews. */
export interface ProvidedCertificatesOptions extends CertificatesOptions {
  /**
   * Secret (`kubernetes.io/tls`) with `tls.crt` (chain, leaf first) and `tls.key` (PKCS#8) of the nodes. The
   * certificate is for servers and clients, and good for all names of `cluster.certificateNames`.
   */
  readonly nodeSecretName: string;
  /** CA that signed it. */
  readonly clusterCa: SecretRef;
  /** CA whose certificates clients come with. It must not be the cluster's, or a client could pass for a node. */
  readonly clientsCa: SecretRef;
  /**
   * Subject of the nodes' certificate as Kafka writes it (RFC 2253).
   * @default - `CN=<cluster>-kafka,O=cdk8s-kafka`
   */
  readonly subject?: string;
}

/** Who makes and renews the certificates of a cluster. No key is ever a part of the manifests. */
export class Certificates {
  /** cert-manager, from a CA of the cluster's own or from a given issuer. */
  public static certManager(options: CertManagerOptions = {}): Certificates {
    const issuer: IssuerRefSpec | undefined = options.issuer && {
      name: options.issuer.name,
      kind: options.issuer.kind === 'ClusterIssuer' ? 'ClusterIssuer' : 'Issuer',
      group: options.issuer.group ?? 'cert-manager.io',
    };
    return new Certificates({ kind: 'certManager', issuer, ...issued(options) });
  }

  /** Somebody else: the Secrets are there, and their content changes when it has to. */
  public static provided(options: ProvidedCertificatesOptions): Certificates {
    return new Certificates({
      kind: 'provided',
      nodeSecretName: options.nodeSecretName,
      clusterCa: options.clusterCa._toSpec(),
      clientsCa: options.clientsCa._toSpec(),
      subject: options.subject,
      ...issued(options),
    });
  }

  /**
   * The command line: `cdk8s-kafka pki` makes the keys once, in a folder of the user's, and writes the Secrets to
   * files of their own.
   */
  public static localAuthority(options: IssuedCertificatesOptions = {}): Certificates {
    return new Certificates({ kind: 'localAuthority', ...issued(options) });
  }

  private constructor(private readonly spec: CertificatesSpec) {}

  /** @internal */
  public _toSpec(): CertificatesSpec {
    return this.spec;
  }
}

function issued(
  options: IssuedCertificatesOptions,
): Pick<CertificatesSpec, 'trustedCas' | 'validitySeconds' | 'renewBeforeSeconds'> {
  return {
    trustedCas: (options.trustedCas ?? []).map((ca) => ca._toSpec()),
    validitySeconds: secondsOf(options.validity),
    renewBeforeSeconds: secondsOf(options.renewBefore),
  };
}
