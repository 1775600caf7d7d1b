import type { ClusterModel } from '../../model/cluster-model';
import {
  clientsCaCertName,
  clientsCaName,
  clusterCaCertName,
  clusterCaName,
  nodeCertificateSecretName,
} from '../../model/names';
import type { SecretKeySpec } from '../../spec/listener';
import type { Rule } from '../rule';
import { isDataKey, isDnsLabel, isDnsName, NAME_LENGTH } from './kubernetes-names';
import type { Complaint } from './support';
import { entry, isWhole, item, NONE, ofCluster, ofListeners, quoted, shown } from './support';

type ClusterRule = Rule<ClusterModel>;

const HOUR = 3600;
const DAY = 24 * HOUR;
const CENTURY = 100 * 365 * DAY;
const LEAST_RENEW_BEFORE = 300;

export const certificateValidity: ClusterRule = {
  code: 'CertificateValidity',
  severity: 'error',
  why: 'cert-manager issues no certificate for less than an hour, and nodes need time to take a new one.',
  check: ofCluster(({ certificates: { spec } }) =>
    spec.validitySeconds === undefined || isWhole(spec.validitySeconds, HOUR, CENTURY)
      ? NONE
      : [
          {
            prop: 'certificates.validity',
            message: `certificates are valid for ${shown(spec.validitySeconds)} s; allowed are whole seconds from 1 hour to 100 years`,
            fix: 'set a time such as Duration.days(90)',
          },
        ],
  ),
};

export const certificateValidityDays: ClusterRule = {
  code: 'CertificateValidityDays',
  severity: 'error',
  why: 'The local authority counts in days.',
  check: ofCluster(({ certificates: { spec } }) => {
    const seconds = spec.validitySeconds;
    if (spec.kind !== 'localAuthority' || seconds === undefined) return NONE;
    if (seconds % DAY === 0 || !isWhole(seconds, HOUR, CENTURY)) return NONE;
    return [
      {
        prop: 'certificates.validity',
        message: `certificates are valid for ${shown(seconds)} s, which are no whole days, as the local authority counts`,
        fix: `set Duration.days(${String(Math.ceil(seconds / DAY))})`,
      },
    ];
  }),
};

export const certificateRenewBefore: ClusterRule = {
  code: 'CertificateRenewBefore',
  severity: 'error',
  why: 'Renewed earlier than it begins a certificate would be issued for ever; renewed in the last minutes it comes too late.',
  check: ofCluster(({ certificates: { spec, validitySeconds } }) => {
    const seconds = spec.renewBeforeSeconds;
    if (seconds === undefined || !(validitySeconds > LEAST_RENEW_BEFORE)) return NONE;
    if (isWhole(seconds, LEAST_RENEW_BEFORE, validitySeconds - 1)) return NONE;
    return [
      {
        prop: 'certificates.renewBefore',
        message: `certificates are renewed ${shown(seconds)} s before their end; allowed are whole seconds from 5 minutes to less than the validity of ${shown(validitySeconds)} s`,
        fix: 'leave it out for a third of the validity',
      },
    ];
  }),
};

/** The CA of the clients, and all that the nodes trust among themselves, each with its prop. */
function authorities(cluster: ClusterModel): {
  readonly clients: readonly SecretKeySpec[];
  readonly nodes: readonly { readonly prop: string; readonly ca: SecretKeySpec }[];
} {
  const { spec } = cluster.certificates;
  const more = spec.trustedCas.map((ca, index) => ({
    prop: item('certificates.trustedCas', index),
    ca,
  }));
  if (spec.kind === 'provided') {
    const own = { prop: 'certificates.clusterCa', ca: spec.clusterCa };
    return { clients: [spec.clientsCa], nodes: [own, ...more] };
  }
  const secrets = [clientsCaName(cluster.name), clientsCaCertName(cluster.name)];
  const clients = secrets.flatMap((secretName) =>
    ['ca.crt', 'tls.crt'].map((key) => ({ secretName, key })),
  );
  return { clients, nodes: more };
}

export const certificateClientsCaTrusted: ClusterRule = {
  code: 'CertificateClientsCaTrusted',
  severity: 'error',
  why: 'Nodes trust each other by the name in a certificate of the cluster CA. Who makes certificates for clients could make one with that name, and its owner would be a super user.',
  check: ofCluster((cluster) => {
    const { clients, nodes } = authorities(cluster);
    return nodes
      .filter(({ ca }) =>
        clients.some((one) => one.secretName === ca.secretName && one.key === ca.key),
      )
      .map(({ prop, ca }) => ({
        prop,
        message: `the nodes trust ${quoted(ca.key)} of Secret ${quoted(ca.secretName)} among themselves, which is the CA of the clients: a client could pass for a node`,
        fix: 'use a CA for nodes and another for clients',
      }));
  }),
};

/** How Java prints the parts of a subject (RFC 2253); all other types are numbers. */
const SUBJECT_PART =
  /^(?:CN|OU|O|L|ST|STREET|C|DC|UID|\d+(?:\.\d+)+)=[^\s,+"\\<>;=/#$](?:[^,+"\\<>;=/$\r\n]*[^\s,+"\\<>;=/$])?$/;

export const certificateSubject: ClusterRule = {
  code: 'CertificateSubject',
  severity: 'error',
  why: 'A node is known by the subject of its certificate, compared to the letter with what Java prints: upper-case types, no spaces behind commas. With another text no node would know another.',
  check: ofCluster(({ certificates: { spec } }) => {
    if (spec.kind !== 'provided' || spec.subject === undefined) return NONE;
    const parts = spec.subject.split(',');
    const stranger = parts.find((part) => !SUBJECT_PART.test(part));
    if (stranger === undefined && parts.some((part) => part.startsWith('CN='))) return NONE;
    const what =
      stranger === undefined ? 'which has no CN' : `of which ${quoted(stranger)} is no part`;
    return [
      {
        prop: 'certificates.subject',
        message: `the subject of the nodes' certificate is ${quoted(spec.subject)}, ${what}`,
        fix: "write it as 'openssl x509 -noout -subject -nameopt RFC2253' prints it, as in 'CN=kafka,O=example'",
      },
    ];
  }),
};

export const certificateIssuer: ClusterRule = {
  code: 'CertificateIssuer',
  severity: 'error',
  why: 'cert-manager finds an issuer by its name and group.',
  check: ofCluster(({ certificates: { spec } }) => {
    if (spec.kind !== 'certManager' || spec.issuer === undefined) return NONE;
    const { issuer } = spec;
    return (['name', 'group'] as const)
      .filter((prop) => !isDnsName(issuer[prop]))
      .map((prop) => ({
        prop: `certificates.issuer.${prop}`,
        message: `the issuer of certificates has the ${prop} ${quoted(issuer[prop])}, which is no DNS name`,
        fix: "set it as in { name: 'company', kind: 'ClusterIssuer' }",
      }));
  }),
};

export function secretComplaints(
  prop: string,
  names: { readonly secretName: string; readonly keys: readonly string[] },
): readonly Complaint[] {
  const { secretName, keys } = names;
  const nameFits = isDnsName(secretName);
  const stranger = keys.find((key) => !isDataKey(key));
  if (nameFits && stranger === undefined) return NONE;
  const what = nameFits ? `key ${quoted(stranger ?? '')}` : `name ${quoted(secretName)}`;
  return [
    {
      prop,
      message: `the ${what} of a Secret is not allowed; a name has lower-case letters, digits, '-' and '.', a key letters, digits, '-', '_' and '.', both at most ${String(NAME_LENGTH)}`,
      fix: "use names as in SecretRef.of('shop', 'password')",
    },
  ];
}

const ofListenerSecrets = ofListeners(({ tls, authentication }) => [
  ...(tls.kind === 'secret'
    ? secretComplaints('tls', { secretName: tls.secretName, keys: [tls.certificate, tls.key] })
    : []),
  ...(authentication.kind === 'plain'
    ? Object.entries(authentication.users).flatMap(([user, { secretName, key }]) =>
        secretComplaints(entry('authentication.users', user), { secretName, keys: [key] }),
      )
    : []),
]);

const ofCertificateSecrets = ofCluster(({ certificates: { spec } }) => [
  ...spec.trustedCas.flatMap(({ secretName, key }, index) =>
    secretComplaints(item('certificates.trustedCas', index), { secretName, keys: [key] }),
  ),
  ...(spec.kind === 'provided'
    ? [
        ...secretComplaints('certificates.nodeSecretName', {
          secretName: spec.nodeSecretName,
          keys: [],
        }),
        ...(['clusterCa', 'clientsCa'] as const).flatMap((name) =>
          secretComplaints(`certificates.${name}`, {
            secretName: spec[name].secretName,
            keys: [spec[name].key],
          }),
        ),
      ]
    : []),
]);

export const secretReference: ClusterRule = {
  code: 'SecretReference',
  severity: 'error',
  why: 'A pod that mounts a Secret with an impossible name never starts.',
  check: (cluster) => [...ofCertificateSecrets(cluster), ...ofListenerSecrets(cluster)],
};

const VOLUME_PREFIX = 'secret-';

export const usersSecretName: ClusterRule = {
  code: 'UsersSecretName',
  severity: 'error',
  why: `A Secret with passwords is mounted as a volume called after it, and the name of a volume is a DNS label.`,
  check: ofListeners(({ authentication }) => {
    if (authentication.kind !== 'plain') return NONE;
    return Object.entries(authentication.users)
      .filter(
        ([, { secretName }]) =>
          isDnsName(secretName) && !isDnsLabel(`${VOLUME_PREFIX}${secretName}`),
      )
      .map(([user, { secretName }]) => ({
        prop: entry('authentication.users', user),
        message: `the Secret ${quoted(secretName)} of a password has a name that cannot become a volume's; allowed are 56 lower-case letters, digits and '-'`,
        fix: 'rename the Secret',
      }));
  }),
};

/** Secrets with private keys of authorities, and those that the cluster's own certificates are written to. */
export const listenerSecretTaken: ClusterRule = {
  code: 'ListenerSecretTaken',
  severity: 'error',
  why: 'Such a Secret holds a key of the cluster itself: the key of an authority belongs into no pod, and a listener with the certificate of the nodes has ListenerTls.clusterCa().',
  check: ofListeners(({ name, tls }, cluster) => {
    const own = [clusterCaName, clientsCaName, clusterCaCertName, clientsCaCertName].map((nameOf) =>
      nameOf(cluster.name),
    );
    const taken = [...own, nodeCertificateSecretName(cluster.name)];
    if (tls.kind !== 'secret' || !taken.includes(tls.secretName)) return NONE;
    return [
      {
        prop: 'tls',
        message: `listener ${quoted(name)} takes its certificate from Secret ${quoted(tls.secretName)}, which is one of the cluster's own`,
        fix: 'use ListenerTls.clusterCa(), or a Secret made for the listener',
      },
    ];
  }),
};

export const CERTIFICATE_RULES: readonly ClusterRule[] = [
  certificateValidity,
  certificateValidityDays,
  certificateRenewBefore,
  certificateClientsCaTrusted,
  certificateSubject,
  certificateIssuer,
  secretReference,
  usersSecretName,
  listenerSecretTaken,
];
