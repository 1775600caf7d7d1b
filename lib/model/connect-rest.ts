import type { ConnectSpec } from '../spec/connect';
import type { ConnectRestSpec, RestAccessSpec, RestUserSpec } from '../spec/connect-rest';
import type { ClusterFacts } from './cluster-facts';
import type { CertificatesModel } from './cluster-model';
import { connectApiName, connectName, connectRestName, formsOfService, serviceHost } from './names';
import type { TrustSource } from './trust';

export const REST_PORT = { name: 'rest-api', port: 8083 } as const;
/** Of the pod alone, without TLS: probes cannot check a certificate's owner, and some cannot bring a password. */
export const LOCAL_REST_PORT = 8084;

/** The certificate of the workers, and who has signed it. */
export interface RestTlsModel {
  readonly secretName: string;
  /** Key of the certificate chain. */
  readonly certificate: string;
  readonly key: string;
  /** None: those that every system trusts. */
  readonly trust: readonly TrustSource[];
  /** What the cluster's authority makes; undefined where somebody else does. */
  readonly own: OwnCertificate | undefined;
}

/** A certificate of the cluster's own authority. */
export type OwnCertificate = Pick<
  CertificatesModel,
  | 'commonName'
  | 'organization'
  | 'dnsNames'
  | 'ipAddresses'
  | 'validitySeconds'
  | 'renewBeforeSeconds'
>;

/** The REST API with every default filled in. */
export interface ConnectRestModel {
  /** Where it answers, inside of the Kubernetes cluster. */
  readonly url: string;
  readonly tls: RestTlsModel | undefined;
  readonly users: readonly RestUserSpec[];
  /** What the reconciler brings; undefined: nothing. */
  readonly access: RestAccessSpec | undefined;
}

const PLAIN: ConnectRestSpec = { kind: 'http', certificate: undefined, users: [] };

export function completeRest(
  { name, rest = PLAIN }: Pick<ConnectSpec, 'name' | 'rest'>,
  namespace: string,
  cluster: ClusterFacts,
): ConnectRestModel {
  const { kind, users } = rest;
  const host = serviceHost(connectApiName(name), namespace);
  const tls = kind === 'https' ? tlsOf(name, rest, { ...cluster, namespace }) : undefined;
  const [user] = users;
  const cas = (tls?.trust ?? []).map(({ secretName, key }) => ({ secretName, key }));
  return {
    url: `${kind}://${host}:${String(REST_PORT.port)}`,
    tls,
    users,
    access: restAccess(cas, user),
  };
}

/** What a client brings; undefined: nothing. */
export const restAccess = (
  cas: RestAccessSpec['cas'],
  user: RestAccessSpec['user'],
): RestAccessSpec | undefined =>
  cas.length === 0 && user === undefined ? undefined : { cas, user };

function tlsOf(name: string, { certificate }: ConnectRestSpec, place: ClusterFacts): RestTlsModel {
  if (certificate !== undefined) {
    const { ca, ...given } = certificate;
    return { ...given, trust: ca === undefined ? [] : [{ ...ca, file: 'ca.crt' }], own: undefined };
  }
  const secretName = connectRestName(name);
  // Both the CA as it is and the one that signed: while a CA is exchanged they differ.
  const issuer = { secretName, key: 'ca.crt', file: 'own-issuer.crt' };
  return {
    secretName,
    certificate: 'tls.crt',
    key: 'tls.key',
    trust: [...place.trust, ...(place.identities.kind === 'certManager' ? [issuer] : [])],
    own: ownCertificate(name, place),
  };
}

function ownCertificate(name: string, place: ClusterFacts): OwnCertificate {
  const workers = formsOfService(connectName(name), place);
  const { organization, validitySeconds, renewBeforeSeconds } = place;
  return {
    commonName: connectName(name),
    organization,
    dnsNames: [
      ...formsOfService(connectApiName(name), place),
      // Workers call each other by the names of their pods.
      ...workers.slice(2).map((host) => `*.${host}`),
    ],
    ipAddresses: [],
    validitySeconds,
    renewBeforeSeconds,
  };
}
