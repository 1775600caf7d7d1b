import type { Manifest } from '../../manifest/manifest';
import type { ClusterFacts, IdentitySource } from '../../model/cluster-facts';
import type { ScramModel, UserModel } from '../../model/contents-model';
import type { PasswordSourceSpec } from '../../spec/user';
import { clientCertificate } from './certificates/cert-manager';
import { namedLabels } from './labels';

/** The objects that make the credentials of a user. Never a key and never a password. */
export function userObjects(user: UserModel, cluster: ClusterFacts): readonly Manifest[] {
  const { certificate, scram } = user;
  if (certificate !== undefined) return CERTIFICATES[cluster.identities.kind](user, cluster);
  if (scram !== undefined) return PASSWORDS[scram.source.kind](user, scram, cluster);
  return [];
}

type Certificates = (user: UserModel, cluster: ClusterFacts) => readonly Manifest[];

const CERTIFICATES: Readonly<Record<IdentitySource['kind'], Certificates>> = {
  certManager: (user, cluster) => {
    const { certificate, secretName } = user;
    if (certificate === undefined || cluster.identities.kind !== 'certManager') return [];
    const metadata = metadataOf(user, cluster);
    return [
      clientCertificate(
        { ...metadata, name: secretName },
        { ...certificate, organization: undefined, issuer: cluster.identities.clientsIssuer },
      ),
    ];
  },
  // Asked for among the requests of the cluster.
  localAuthority: () => [],
  provided: () => [],
};

type Passwords = (user: UserModel, scram: ScramModel, cluster: ClusterFacts) => readonly Manifest[];

const PASSWORDS: Readonly<Record<PasswordSourceSpec['kind'], Passwords>> = {
  secret: () => [],
  // Its content is the reconciler's: without data applying the manifests again leaves it.
  generated: (user, _scram, cluster) => [
    { apiVersion: 'v1', kind: 'Secret', metadata: metadataOf(user, cluster), type: 'Opaque' },
  ],
  externalSecret: (user, { source, refreshSeconds }, cluster) => {
    if (source.kind !== 'externalSecret') return [];
    const { remoteKey: key, remoteProperty: property } = source;
    return [
      externalSecret(user, cluster, {
        refreshInterval: `${String(refreshSeconds)}s`,
        secretStoreRef: { name: source.storeName, kind: source.storeKind },
        data: [
          {
            secretKey: 'password',
            remoteRef: property === undefined ? { key } : { key, property },
          },
        ],
      }),
    ];
  },
  generator: (user, { length }, cluster) => {
    const metadata = metadataOf(user, cluster);
    return [
      {
        apiVersion: 'generators.external-secrets.io/v1alpha1',
        kind: 'Password',
        metadata,
        spec: {
          length,
          // No symbols: they would have to be quoted in `sasl.jaas.config`.
          symbols: 0,
          noUpper: false,
          allowRepeat: true,
        },
      },
      externalSecret(user, cluster, {
        // Each refresh would make another password.
        refreshPolicy: 'CreatedOnce',
        dataFrom: [
          {
            sourceRef: {
              generatorRef: {
                apiVersion: 'generators.external-secrets.io/v1alpha1',
                kind: 'Password',
                name: metadata.name,
              },
            },
          },
        ],
      }),
    ];
  },
};

function externalSecret(user: UserModel, cluster: ClusterFacts, spec: object): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataOf(user, cluster),
    spec: {
      ...spec,
      target: {
        name: user.secretName,
        template: {
          data: { password: '{{ .password }}', 'sasl.jaas.config': jaas(user.name) },
        },
      },
    },
  };
}

const jaas = (name: string): string =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${name}" password="{{ .password }}";`;

function metadataOf(user: UserModel, cluster: ClusterFacts): Manifest['metadata'] {
  return {
    name: user.secretName,
    namespace: cluster.namespace,
    labels: namedLabels('kafka-user', cluster.name),
  };
}
