import type { Certificates } from 'cdk8s-kafka';

export interface ClientCertificate {
  readonly cert: string;
  /** PKCS#8. */
  readonly key: string;
}

/** Where a cluster's certificates come from. */
export interface CertificateSource {
  readonly props: Certificates;
  /** Makes what must be there before the manifests of the folder are applied. */
  beforeApply(manifests: string): Promise<void>;
  clusterCa(): Promise<string>;
  /** A certificate of the clients' CA with the name `CN=<user>`. */
  clientCertificate(user: string): Promise<ClientCertificate>;
  /** Has the nodes' certificate renewed, with the same names. */
  renew(): Promise<void>;
}
