import type { Manifest } from '../../../manifest/manifest';
import type { CertificatesModel, ClusterModel } from '../../../model/cluster-model';
import {
  clientsCaName,
  clusterCaCertName,
  clusterCaName,
  nodeCertificateSecretName,
} from '../../../model/names';
import type { IssuerRefSpec } from '../../../spec/certificates';
import { ownerOf } from '../labels';
import type { Owner } from '../labels';

const GROUP = 'cert-manager.io';
const TEN_YEARS = 10 * 365 * 24 * 3600;

/** Issuers and Certificates for cert-manager: two authorities, one for nodes and one for clients, and the nodes' leaf. */
export function certManagerObjects(cluster: ClusterModel): readonly Manifest[] {
  const { spec } = cluster.certificates;
  const given = spec.kind === 'certManager' ? spec.issuer : undefined;
  const selfSigned = `${cluster.name}-selfsigned`;
  const owner = ownerOf(cluster);
  const { organization } = cluster.certificates;
  return [
    selfSignedIssuer(owner, selfSigned),
    ...(given === undefined
      ? authority(owner, { name: clusterCaName(cluster.name), selfSigned, organization })
      : []),
    ...authority(owner, { name: clientsCaName(cluster.name), selfSigned, organization }),
    nodeCertificate(cluster, given ?? own(clusterCaName(cluster.name))),
    publicCertificate(cluster, given ?? own(clusterCaName(cluster.name))),
  ];
}

export const own = (name: string): IssuerRefSpec => ({ name, kind: 'Issuer', group: GROUP });

function object(owner: Owner, kind: string, name: string, spec: object): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind,
    metadata: { name, ...owner },
    spec,
  };
}

export const selfSignedIssuer = (owner: Owner, name: string): Manifest =>
  issuer(owner, name, { selfSigned: {} });

const issuer = (owner: Owner, name: string, spec: object): Manifest =>
  object(owner, 'Issuer', name, spec);

const certificate = (owner: Owner, name: string, spec: object): Manifest =>
  object(owner, 'Certificate', name, { ...spec, secretName: name });

export interface AuthorityParts {
  readonly name: string;
  readonly selfSigned: string;
  readonly organization: string;
}

/** A CA of one's own, and the issuer that signs by it. */
export function authority(
  owner: Owner,
  { name, selfSigned, organization }: AuthorityParts,
): readonly Manifest[] {
  return [
    certificate(owner, name, {
      isCA: true,
      commonName: name,
      subject: { organizations: [organization] },
      duration: hours(TEN_YEARS),
      privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
      issuerRef: own(selfSigned),
    }),
    issuer(owner, name, { ca: { secretName: name } }),
  ];
}

function nodeCertificate(cluster: ClusterModel, issuerRef: IssuerRefSpec): Manifest {
  const { certificates } = cluster;
  return leaf(ownerOf(cluster), nodeCertificateSecretName(cluster.name), {
    certificates,
    issuerRef,
    usages: ['server auth', 'client auth'],
  });
}

export interface LeafParts {
  readonly certificates: Omit<CertificatesModel, 'spec' | 'nodeSecretName' | 'subject'>;
  readonly issuerRef: IssuerRefSpec;
  readonly usages: readonly string[];
}

/** A certificate as Kafka and ZooKeeper read it, in a Secret of its name. */
export function leaf(
  owner: Owner,
  name: string,
  { certificates, issuerRef, usages }: LeafParts,
): Manifest {
  return certificate(owner, name, {
    commonName: certificates.commonName,
    subject: { organizations: [certificates.organization] },
    ...(certificates.dnsNames.length > 0 ? { dnsNames: certificates.dnsNames } : {}),
    ...(certificates.ipAddresses.length > 0 ? { ipAddresses: certificates.ipAddresses } : {}),
    usages: ['digital signature', 'key encipherment', ...usages],
    duration: hours(certificates.validitySeconds),
    renewBefore: hours(certificates.renewBeforeSeconds),
    // Kafka reads no other encoding, and cert-manager's default is another.
    privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
    issuerRef,
  });
}

/**
 * The Secret from which clients take `ca.crt`. cert-manager writes no Secret without a key, so this holds a leaf that
 * is good for nothing: for servers only, and no node is called so.
 */
function publicCertificate(cluster: ClusterModel, issuerRef: IssuerRefSpec): Manifest {
  const name = clusterCaCertName(cluster.name);
  return certificate(ownerOf(cluster), name, {
    commonName: name,
    usages: ['server auth'],
    duration: hours(cluster.certificates.validitySeconds),
    renewBefore: hours(cluster.certificates.renewBeforeSeconds),
    privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
    issuerRef,
  });
}

/** A certificate of a client's. */
export interface ClientCertificate {
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly validitySeconds: number;
  readonly renewBeforeSeconds: number;
  readonly issuer: IssuerRefSpec;
}

/** A leaf for a client, into a Secret of the object's name. */
export function clientCertificate(
  metadata: Manifest['metadata'],
  said: ClientCertificate,
): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Certificate',
    metadata,
    spec: {
      secretName: metadata.name,
      commonName: said.commonName,
      ...(said.organization === undefined
        ? {}
        : { subject: { organizations: [said.organization] } }),
      usages: ['digital signature', 'key encipherment', 'client auth'],
      duration: hours(said.validitySeconds),
      renewBefore: hours(said.renewBeforeSeconds),
      privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
      issuerRef: said.issuer,
    },
  };
}

/** A Go duration as the API server prints it back, so that a live object does not differ from its manifest. */
function hours(seconds: number): string {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  return `${String(h)}h${String(m)}m${String(Math.floor(seconds % 60))}s`;
}
