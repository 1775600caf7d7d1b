import type { Manifest } from '../../../manifest/manifest';
import {
  ensembleCaCertName,
  ensembleCaName,
  ensembleCertificateSecret,
  ensembleClientSecret,
  ensembleName,
  ensembleRequestsName,
} from '../../../model/names';
import type { CertificatesModel } from '../../../model/cluster-model';
import type { EnsembleModel } from '../../../model/zookeeper';
import type { CertificatesSpec } from '../../../spec/certificates';
import { authority, leaf, own, selfSignedIssuer } from '../certificates/cert-manager';
import { requestsObject } from '../certificates/requests';
import { ensembleOwner } from './labels';

/** The certificate with which Kafka comes: nobody's server. */
function ofClients({ certificates, name }: EnsembleModel): CertificatesModel {
  return { ...certificates, commonName: `${ensembleName(name)}-client`, dnsNames: [] };
}

const BOTH = ['server auth', 'client auth'];

const OBJECTS: Readonly<
  Record<CertificatesSpec['kind'], (ensemble: EnsembleModel) => readonly Manifest[]>
> = {
  certManager,
  localAuthority: (ensemble) => [
    requestsObject(ensembleOwner(ensemble), {
      name: ensembleRequestsName(ensemble.name),
      cluster: ensembleName(ensemble.name),
      authorities: [{ kind: 'ca', certSecret: ensembleCaCertName(ensemble.name) }],
      leaves: [
        {
          secret: ensembleCertificateSecret(ensemble.name),
          authority: 'ca',
          certificates: ensemble.certificates,
          usages: BOTH,
        },
        {
          secret: ensembleClientSecret(ensemble.name),
          authority: 'ca',
          certificates: ofClients(ensemble),
          usages: ['client auth'],
        },
      ],
      clients: [],
    }),
  ],
  provided: () => [],
};

/** The objects that the ensemble's way to get certificates needs. Never a key. */
export function ensembleCertificates(ensemble: EnsembleModel): readonly Manifest[] {
  return OBJECTS[ensemble.certificates.spec.kind](ensemble);
}

function certManager(ensemble: EnsembleModel): readonly Manifest[] {
  const { certificates, name } = ensemble;
  const { spec, organization } = certificates;
  const owner = ensembleOwner(ensemble);
  const given = spec.kind === 'certManager' ? spec.issuer : undefined;
  const selfSigned = `${ensembleName(name)}-selfsigned`;
  const issuerRef = given ?? own(ensembleCaName(name));
  return [
    ...(given === undefined
      ? [
          selfSignedIssuer(owner, selfSigned),
          ...authority(owner, { name: ensembleCaName(name), selfSigned, organization }),
        ]
      : []),
    leaf(owner, ensembleCertificateSecret(name), { certificates, issuerRef, usages: BOTH }),
    leaf(owner, ensembleClientSecret(name), {
      certificates: ofClients(ensemble),
      issuerRef,
      usages: ['client auth'],
    }),
  ];
}
