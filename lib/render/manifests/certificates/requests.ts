import type { Manifest } from '../../../manifest/manifest';
import type { CertificatesModel, ClusterModel } from '../../../model/cluster-model';
import {
  certificateRequestsName,
  clientsCaCertName,
  clusterCaCertName,
  nodeCertificateSecretName,
} from '../../../model/names';
import { ownerOf } from '../labels';
import type { Owner } from '../labels';

const DAY = 24 * 3600;
const TEN_YEARS_OF_DAYS = 3650;

/** A certificate of the program's besides the nodes': of a client, unless it has names. */
export interface LeafRequest {
  readonly secret: string;
  readonly authority: 'cluster-ca' | 'clients-ca';
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly validitySeconds: number;
  readonly format: 'tls' | 'user';
  readonly dnsNames?: readonly string[];
}

/** A CA that the command line is to have, and the Secret from which others take its certificate. */
export interface AuthorityRequest {
  readonly kind: string;
  readonly certSecret: string;
}

/** The certificate of nodes. */
export interface NodeRequest {
  readonly secret: string;
  readonly authority: string;
  readonly certificates: CertificatesModel;
  readonly usages: readonly string[];
}

export interface Requests {
  /** Name of the ConfigMap. */
  readonly name: string;
  /** Whose keys these are: the name of their folder. */
  readonly cluster: string;
  readonly authorities: readonly AuthorityRequest[];
  readonly leaves: readonly NodeRequest[];
  /** Besides the nodes'. */
  readonly clients: readonly LeafRequest[];
}

export function certificateRequests(
  cluster: ClusterModel,
  clients: readonly LeafRequest[] = [],
): Manifest {
  const { certificates, name } = cluster;
  return requestsObject(ownerOf(cluster), {
    name: certificateRequestsName(name),
    cluster: name,
    authorities: [
      { kind: 'cluster-ca', certSecret: clusterCaCertName(name) },
      { kind: 'clients-ca', certSecret: clientsCaCertName(name) },
    ],
    leaves: [
      {
        secret: nodeCertificateSecretName(name),
        authority: 'cluster-ca',
        certificates,
        usages: ['server auth', 'client auth'],
      },
    ],
    clients,
  });
}

/** What `cdk8s-kafka pki` reads to make the Secrets: names and no keys. */
export function requestsObject(owner: Owner, requests: Requests): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: requests.name,
      namespace: owner.namespace,
      labels: { ...owner.labels, 'cdk8s-kafka/certificate-requests': 'true' },
    },
    data: { 'requests.json': `${JSON.stringify(document(owner, requests), null, 2)}\n` },
  };
}

function document(owner: Owner, { cluster, authorities, leaves, clients }: Requests): object {
  const organization = leaves[0]?.certificates.organization;
  return {
    version: 1,
    cluster,
    namespace: owner.namespace,
    authorities: authorities.map(({ kind, certSecret }) => ({
      name: kind,
      commonName: `${cluster}-${kind}`,
      organization,
      certSecret,
      validityDays: TEN_YEARS_OF_DAYS,
    })),
    certificates: [...leaves.map(nodeDocument), ...clients.map(clientDocument)],
  };
}

const nodeDocument = ({ secret, authority, certificates, usages }: NodeRequest): object => ({
  secret,
  authority,
  commonName: certificates.commonName,
  organization: certificates.organization,
  dnsNames: certificates.dnsNames,
  ipAddresses: certificates.ipAddresses,
  usages,
  validityDays: Math.ceil(certificates.validitySeconds / DAY),
  format: 'tls',
});

const clientDocument = ({ validitySeconds, dnsNames = [], ...leaf }: LeafRequest): object => ({
  ...leaf,
  dnsNames,
  ipAddresses: [],
  usages: [dnsNames.length > 0 ? 'server auth' : 'client auth'],
  validityDays: Math.ceil(validitySeconds / DAY),
});
