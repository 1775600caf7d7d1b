import type { ClusterModel } from './cluster-model';
import { clientsCaCertName, clientsCaName, clusterCaCertName, clusterCaName } from './names';
import type { CertificatesSpec } from '../spec/certificates';

/** One CA certificate of a trust bundle. */
export interface TrustSource {
  readonly secretName: string;
  readonly key: string;
  readonly file: string;
}

type Sources = (cluster: ClusterModel) => readonly TrustSource[];

/** The CAs that the nodes trust among themselves. */
export function clusterTrust(cluster: ClusterModel): readonly TrustSource[] {
  const more = cluster.certificates.spec.trustedCas.map(({ secretName, key }, index) => ({
    secretName,
    key,
    file: `trusted-${String(index)}.crt`,
  }));
  return [...CLUSTER_TRUST[cluster.certificates.spec.kind](cluster), ...more];
}

/** The CAs whose certificates clients may come with. */
export function clientsTrust(cluster: ClusterModel): readonly TrustSource[] {
  return CLIENTS_TRUST[cluster.certificates.spec.kind](cluster);
}

const CLUSTER_TRUST: Readonly<Record<CertificatesSpec['kind'], Sources>> = {
  // Both the CA as it is and the one that signed the leaf: while a CA is exchanged they differ, and both are needed.
  certManager: ({ name, certificates }) => [
    ...(certificates.spec.kind === 'certManager' && certificates.spec.issuer === undefined
      ? [{ secretName: clusterCaName(name), key: 'tls.crt', file: 'ca.crt' }]
      : []),
    { secretName: certificates.nodeSecretName, key: 'ca.crt', file: 'issuer.crt' },
  ],
  localAuthority: ({ name }) => [
    { secretName: clusterCaCertName(name), key: 'ca.crt', file: 'ca.crt' },
  ],
  provided: ({ certificates: { spec } }) =>
    spec.kind === 'provided' ? [{ ...spec.clusterCa, file: 'ca.crt' }] : [],
};

const CLIENTS_TRUST: Readonly<Record<CertificatesSpec['kind'], Sources>> = {
  // Of a CA's Secret the nodes get the certificate alone, never the key.
  certManager: ({ name }) => [{ secretName: clientsCaName(name), key: 'tls.crt', file: 'ca.crt' }],
  localAuthority: ({ name }) => [
    { secretName: clientsCaCertName(name), key: 'ca.crt', file: 'ca.crt' },
  ],
  provided: ({ certificates: { spec } }) =>
    spec.kind === 'provided' ? [{ ...spec.clientsCa, file: 'ca.crt' }] : [],
};
