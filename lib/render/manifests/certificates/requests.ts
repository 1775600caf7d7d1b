import type { Manifest } from '../../../manifest/manifest';
import type { ClusterModel } from '../../../model/cluster-model';
import {
  certificateRequestsName,
  clientsCaCertName,
  clusterCaCertName,
  nodeCertificateSecretName,
} from '../../../model/names';
import { clusterLabels } from '../labels';

const DAY = 24 * 3600;
const TEN_YEARS_OF_DAYS = 3650;

/** A certificate of the program's besides the nodes'. */
export interface LeafRequest {
  readonly secret: string;
  readonly authority: 'cluster-ca' | 'clients-ca';
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly validitySeconds: number;
  readonly format: 'tls' | 'user';
}

/** What `cdk8s-kafka pki` reads to make the Secrets: names and no keys. */
export function certificateRequests(
  cluster: ClusterModel,
  leaves: readonly LeafRequest[] = [],
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: certificateRequestsName(cluster.name),
      namespace: cluster.namespace,
      labels: { ...clusterLabels(cluster), 'cdk8s-kafka/certificate-requests': 'true' },
    },
    data: { 'requests.json': `${JSON.stringify(requests(cluster, leaves), null, 2)}\n` },
  };
}

function requests(cluster: ClusterModel, leaves: readonly LeafRequest[]): object {
  const { certificates, name } = cluster;
  const authority = (kind: string, certSecret: string): object => ({
    name: kind,
    commonName: `${name}-${kind}`,
    organization: certificates.organization,
    certSecret,
    validityDays: TEN_YEARS_OF_DAYS,
  });
  return {
    version: 1,
    cluster: name,
    namespace: cluster.namespace,
    authorities: [
      authority('cluster-ca', clusterCaCertName(name)),
      authority('clients-ca', clientsCaCertName(name)),
    ],
    certificates: [
      {
        secret: nodeCertificateSecretName(name),
        authority: 'cluster-ca',
        commonName: certificates.commonName,
        organization: certificates.organization,
        dnsNames: certificates.dnsNames,
        ipAddresses: certificates.ipAddresses,
        usages: ['server auth', 'client auth'],
        validityDays: Math.ceil(certificates.validitySeconds / DAY),
        format: 'tls',
      },
      ...leaves.map(({ validitySeconds, ...leaf }) => ({
        ...leaf,
        dnsNames: [],
        ipAddresses: [],
        usages: ['client auth'],
        validityDays: Math.ceil(validitySeconds / DAY),
      })),
    ],
  };
}
