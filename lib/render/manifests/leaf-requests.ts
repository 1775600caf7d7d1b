import type { ContentsModel } from '../../model/contents-model';
import type { ServerCertificateRequest } from '../../spec/contents';
import type { LeafRequest } from './certificates/requests';

/** The certificates of users, of Connect workers, and of the reconciler if there is one. */
export function leafRequests(
  { cluster, users, spec: { connectClusters } }: ContentsModel,
  withReconciler: boolean,
): readonly LeafRequest[] {
  const reconciler: LeafRequest = {
    secret: cluster.reconcilerSecretName,
    authority: 'cluster-ca',
    commonName: cluster.reconcilerCommonName,
    organization: cluster.organization,
    validitySeconds: cluster.validitySeconds,
    format: 'tls',
  };
  return [
    ...(withReconciler ? [reconciler] : []),
    ...users.flatMap(({ secretName: secret, certificate }): readonly LeafRequest[] =>
      certificate === undefined
        ? []
        : [
            {
              secret,
              authority: 'clients-ca',
              commonName: certificate.commonName,
              organization: undefined,
              validitySeconds: certificate.validitySeconds,
              format: 'user',
            },
          ],
    ),
    ...connectClusters.flatMap(({ certificate }) =>
      certificate === undefined ? [] : [serverLeaf(cluster, certificate)],
    ),
  ];
}

const serverLeaf = (
  { organization, validitySeconds }: ContentsModel['cluster'],
  { secretName: secret, commonName, dnsNames }: ServerCertificateRequest,
): LeafRequest => ({
  secret,
  authority: 'cluster-ca',
  commonName,
  organization,
  validitySeconds,
  format: 'tls',
  dnsNames,
});
