import type { CertificatesSpec } from '../spec/certificates';
import type { SecretKeySpec } from '../spec/listener';
import type { ZooKeeperSpec } from '../spec/zookeeper-connection';
import { fingerprint } from './fingerprint';
import { ensembleCaCertName, ensembleCaName, ensembleClientSecret } from './names';
import type { EnsembleModel } from './zookeeper';

const TRUST: Readonly<
  Record<CertificatesSpec['kind'], (ensemble: EnsembleModel) => readonly SecretKeySpec[]>
> = {
  // Both the CA as it is and the one that signed the leaf: while a CA is exchanged they differ.
  certManager: ({ name, certificates }) => [
    ...(certificates.spec.kind === 'certManager' && certificates.spec.issuer === undefined
      ? [{ secretName: ensembleCaName(name), key: 'tls.crt' }]
      : []),
    { secretName: certificates.nodeSecretName, key: 'ca.crt' },
  ],
  localAuthority: ({ name }) => [{ secretName: ensembleCaCertName(name), key: 'ca.crt' }],
  provided: ({ certificates: { spec } }) => (spec.kind === 'provided' ? [spec.clusterCa] : []),
};

/** The CAs that servers and clients of an ensemble trust. */
export function ensembleTrust(ensemble: EnsembleModel): readonly SecretKeySpec[] {
  const { spec } = ensemble.certificates;
  return [...TRUST[spec.kind](ensemble), ...spec.trustedCas];
}

/** What a Kafka cluster has to know of an ensemble of the same program. */
export function connectionTo(ensemble: EnsembleModel): ZooKeeperSpec {
  const { name, namespace, connectString, certificates, spec } = ensemble;
  return {
    connectString,
    ensemble: { name, namespace, fingerprint: fingerprint(spec) },
    login: spec.login,
    tls: {
      clientSecretName:
        certificates.spec.kind === 'provided'
          ? certificates.nodeSecretName
          : ensembleClientSecret(name),
      cas: ensembleTrust(ensemble),
    },
  };
}
