import type { CertificatesSpec } from '../../../../lib/spec/certificates';
import type { AuthorizationSpec } from '../../../../lib/spec/cluster';
import type { ListenerSpec, SecretKeySpec } from '../../../../lib/spec/listener';
import * as authorization from '../../../../lib/validate/rules/authorization';
import * as rules from '../../../../lib/validate/rules/certificates';
import { cluster, listener } from '../../../support/build';
import type { Cases } from './case';

const superUsers = (...users: readonly string[]) =>
  cluster({ authorization: { kind: 'acl', superUsers: users } });
const secured = (said: AuthorizationSpec, ...kinds: readonly ('none' | 'tls')[]) =>
  cluster({
    authorization: said,
    listeners: kinds.map((kind, index) =>
      listener({ name: `l${String(index)}`, port: 9092 + index, authentication: { kind } }),
    ),
  });
const ACL: AuthorizationSpec = { kind: 'acl', superUsers: [] };

const NOTHING = { trustedCas: [], validitySeconds: undefined, renewBeforeSeconds: undefined };
const issued = (
  said: Partial<CertificatesSpec>,
  kind: 'certManager' | 'localAuthority' = 'certManager',
) =>
  cluster({ certificates: { issuer: undefined, ...NOTHING, ...said, kind } as CertificatesSpec });
const ref = (secretName: string, key = 'ca.crt'): SecretKeySpec => ({ secretName, key });
type Provided = Extract<CertificatesSpec, { readonly kind: 'provided' }>;
const provided = (said: Partial<Provided> = {}) =>
  cluster({
    certificates: {
      ...NOTHING,
      kind: 'provided',
      nodeSecretName: 'nodes',
      clusterCa: ref('cluster'),
      clientsCa: ref('clients'),
      subject: undefined,
      ...said,
    },
  });
const tlsSecret = (secretName: string, key = 'tls.key') =>
  cluster({
    listeners: [listener({ tls: { kind: 'secret', secretName, certificate: 'tls.crt', key } })],
  });
const plainUsers = (users: Readonly<Record<string, SecretKeySpec>>) => {
  const authentication: ListenerSpec['authentication'] = { kind: 'plain', users };
  return cluster({ listeners: [listener({ authentication })] });
};
const HOUR = 3600;
const DAY = 24 * HOUR;

export const AUTHORIZATION_CASES: Cases = [
  {
    rule: authorization.superUserForm,
    valid: [
      superUsers('break-glass', 'User:CN=break glass,O=x', 'spiffe://example.com/a'),
      cluster({ authorization: { kind: 'none' } }),
    ],
    invalid: [
      [
        superUsers('ok', 'User:User:x', '', 'User:', 'a;b', ' a', 'Group:x', '${env:X}'),
        [1, 2, 3, 4, 5, 6, 7].map((index) => `authorization.superUsers[${String(index)}]`),
      ],
    ],
  },
  {
    rule: authorization.superUserAnonymous,
    valid: [superUsers('anonymous')],
    invalid: [
      [superUsers('ANONYMOUS'), ['authorization.superUsers[0]']],
      [
        superUsers('User:ANONYMOUS', '*'),
        ['authorization.superUsers[0]', 'authorization.superUsers[1]'],
      ],
    ],
  },
  {
    rule: authorization.superUserRepeated,
    valid: [superUsers('a', 'b')],
    invalid: [
      [superUsers('a', 'User:a'), ['authorization.superUsers[1]']],
      [superUsers('orders-kafka-node'), ['authorization.superUsers[0]']],
    ],
  },
  {
    rule: authorization.aclWithoutAuthentication,
    valid: [secured(ACL, 'none', 'tls'), secured({ kind: 'none' }, 'none'), secured(ACL)],
    invalid: [[secured(ACL, 'none', 'none'), ['authorization']]],
  },
  {
    rule: authorization.authenticationWithoutAcl,
    valid: [secured({ kind: 'none' }, 'none'), secured(ACL, 'tls'), cluster()],
    invalid: [[secured({ kind: 'none' }, 'none', 'tls'), ['authorization']]],
  },
];

export const CERTIFICATE_CASES: Cases = [
  {
    rule: rules.certificateValidity,
    valid: [cluster(), issued({ validitySeconds: HOUR })],
    invalid: [0, -1, HOUR - 1, Number.NaN, HOUR + 0.5, 200 * 365 * DAY].map((validitySeconds) => [
      issued({ validitySeconds }),
      ['certificates.validity'],
    ]),
  },
  {
    rule: rules.certificateValidityDays,
    valid: [
      issued({ validitySeconds: 36 * HOUR }),
      issued({ validitySeconds: 2 * DAY }, 'localAuthority'),
    ],
    invalid: [
      [issued({ validitySeconds: 36 * HOUR }, 'localAuthority'), ['certificates.validity']],
    ],
  },
  {
    rule: rules.certificateRenewBefore,
    valid: [cluster(), issued({ validitySeconds: DAY, renewBeforeSeconds: DAY - 1 })],
    invalid: [
      [issued({ validitySeconds: DAY, renewBeforeSeconds: DAY }), ['certificates.renewBefore']],
      [issued({ renewBeforeSeconds: 299 }), ['certificates.renewBefore']],
      [issued({ renewBeforeSeconds: 91 * DAY }), ['certificates.renewBefore']],
    ],
  },
  {
    rule: rules.certificateClientsCaTrusted,
    valid: [
      provided(),
      provided({ clusterCa: ref('ca', 'cluster.crt'), clientsCa: ref('ca', 'clients.crt') }),
      issued({ trustedCas: [ref('old-ca')] }),
    ],
    invalid: [
      [provided({ clientsCa: ref('cluster') }), ['certificates.clusterCa']],
      [provided({ trustedCas: [ref('old'), ref('clients')] }), ['certificates.trustedCas[1]']],
      [
        issued({ trustedCas: [ref('orders-clients-ca', 'tls.crt')] }),
        ['certificates.trustedCas[0]'],
      ],
    ],
  },
  {
    rule: rules.certificateSubject,
    valid: [provided(), provided({ subject: 'CN=kafka,OU=data platform,O=Example,C=DE' })],
    invalid: [
      'CN=kafka, O=Example',
      'kafka',
      'cn=kafka',
      'O=Example',
      '',
      'CN=a/b',
      'E=a@b,CN=c',
    ].map((subject) => [provided({ subject }), ['certificates.subject']]),
  },
  {
    rule: rules.certificateIssuer,
    valid: [issued({ issuer: { name: 'company', kind: 'Issuer', group: 'cert-manager.io' } })],
    invalid: [
      [
        issued({ issuer: { name: '', kind: 'Issuer', group: 'Group' } }),
        ['certificates.issuer.name', 'certificates.issuer.group'],
      ],
    ],
  },
  {
    rule: rules.secretReference,
    valid: [provided(), tlsSecret('own.example.com'), plainUsers({ a: ref('users', 'a_b.C') })],
    invalid: [
      [tlsSecret('Own'), ['listeners[0].tls']],
      [tlsSecret('own', 'a/b'), ['listeners[0].tls']],
      [plainUsers({ a: ref('users', '') }), ["listeners[0].authentication.users['a']"]],
      [
        provided({ nodeSecretName: '', clientsCa: ref('x', '..'), trustedCas: [ref('A')] }),
        ['certificates.trustedCas[0]', 'certificates.nodeSecretName', 'certificates.clientsCa'],
      ],
    ],
  },
  {
    rule: rules.usersSecretName,
    valid: [plainUsers({ a: ref('users') }), plainUsers({ a: ref('a'.repeat(56)) })],
    invalid: [
      [plainUsers({ a: ref('users.shop') }), ["listeners[0].authentication.users['a']"]],
      [plainUsers({ a: ref('a'.repeat(57)) }), ["listeners[0].authentication.users['a']"]],
    ],
  },
  {
    rule: rules.listenerSecretTaken,
    valid: [tlsSecret('own')],
    invalid: ['orders-kafka-certs', 'orders-clients-ca', 'orders-cluster-ca-cert'].map((name) => [
      tlsSecret(name),
      ['listeners[0].tls'],
    ]),
  },
];
