import type { SecretKeySpec } from './listener';

export interface IssuerRefSpec {
  readonly name: string;
  readonly kind: 'Issuer' | 'ClusterIssuer';
  readonly group: string;
}

interface CertificatesCommon {
  /** CA certificates trusted besides the present one: the overlap of a CA rotation. */
  readonly trustedCas: readonly SecretKeySpec[];
  readonly validitySeconds: number | undefined;
  readonly renewBeforeSeconds: number | undefined;
}

/** Who makes the certificates of the nodes. */
export type CertificatesSpec =
  | (CertificatesCommon & {
      readonly kind: 'certManager';
      readonly issuer: IssuerRefSpec | undefined;
    })
  | (CertificatesCommon & { readonly kind: 'localAuthority' })
  | (CertificatesCommon & {
      readonly kind: 'provided';
      readonly nodeSecretName: string;
      readonly clusterCa: SecretKeySpec;
      readonly clientsCa: SecretKeySpec;
      readonly subject: string | undefined;
    });
