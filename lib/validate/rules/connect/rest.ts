import type { ConnectRestSpec } from '../../../spec/connect-rest';
import type { SecretKeySpec } from '../../../spec/listener';
import { isDataKey, isDnsName } from '../kubernetes-names';
import { entry, item, NONE, quoted, repeats } from '../support';
import type { Complaint } from '../support';
import type { ConnectRule } from './support';
import { ofConnect } from './support';

/** A check of what was said of the REST API. */
const ofRest = (judge: (rest: ConnectRestSpec) => readonly Complaint[]): ConnectRule['check'] =>
  ofConnect(({ spec: { rest } }) => (rest === undefined ? NONE : judge(rest)));

const userProp = (index: number, part: string): string => `${item('rest.users', index)}.${part}`;

export const connectRestCertificate: ConnectRule = {
  code: 'ConnectRestCertificate',
  severity: 'error',
  why: 'Without an authority of the program nobody makes the certificate, and the workers wait for it.',
  check: ofConnect(({ rest: { tls }, cluster }) =>
    tls?.own === undefined || cluster.identities.kind !== 'provided'
      ? NONE
      : [
          {
            prop: 'rest.certificate',
            message: `the certificates of cluster ${quoted(cluster.name)} are made elsewhere, and that of the REST API by nobody`,
            fix: "name its Secret: ConnectRest.https({ certificate: { secretName: 'etl-rest' }, certificateAuthority: SecretRef.of('etl-rest', 'ca.crt') })",
          },
        ],
  ),
};

/** All keys of Secrets that are referred to, with the props that do. */
function references({ certificate, users }: ConnectRestSpec): readonly (SecretKeySpec & {
  readonly prop: string;
})[] {
  const { secretName = '', ca } = certificate ?? {};
  const keys = certificate === undefined ? [] : [certificate.certificate, certificate.key];
  return [
    ...keys.map((key) => ({ prop: 'rest.certificate', secretName, key })),
    ...(ca === undefined ? [] : [{ prop: 'rest.certificateAuthority', ...ca }]),
    ...users.flatMap(({ username, password }, index) => [
      { prop: userProp(index, 'username'), ...username },
      { prop: userProp(index, 'password'), ...password },
    ]),
  ];
}

export const connectRestSecret: ConnectRule = {
  code: 'ConnectRestSecret',
  severity: 'error',
  why: 'Pods wait for ever for a Secret that cannot exist.',
  check: ofRest((rest) =>
    references(rest)
      .filter(({ secretName, key }) => !isDnsName(secretName) || !isDataKey(key))
      .map(({ prop, secretName, key }) => ({
        prop,
        message: `key ${quoted(key)} of Secret ${quoted(secretName)} is none that Kubernetes can have`,
        fix: "write it as in SecretRef.of('etl-rest', 'password')",
      })),
  ),
};

export const connectRestUserRepeated: ConnectRule = {
  code: 'ConnectRestUserRepeated',
  severity: 'error',
  why: 'Of two passwords of one name Connect knows the last.',
  check: ofRest(({ users }) =>
    repeats(users, ({ username }) => JSON.stringify(username)).map(({ member, index }) => ({
      prop: userProp(index, 'username'),
      message: `the name in key ${quoted(member.username.key)} of Secret ${quoted(member.username.secretName)} is there twice`,
      fix: 'name each user once',
    })),
  ),
};

const EXTENSIONS = 'rest.extension.classes';

export const connectRestExtensions: ConnectRule = {
  code: 'ConnectRestExtensions',
  severity: 'error',
  why: 'Basic authentication is such an extension: another word would take its place, and leave the REST API open.',
  check: ofConnect(({ spec: { rest, config } }) =>
    rest === undefined || rest.users.length === 0 || !Object.hasOwn(config, EXTENSIONS)
      ? NONE
      : [
          {
            prop: entry('config', EXTENSIONS),
            message: `${quoted(EXTENSIONS)} is written by the prop 'rest'`,
            fix: 'remove it, or the users of the REST API',
          },
        ],
  ),
};

export const CONNECT_REST_RULES: readonly ConnectRule[] = [
  connectRestCertificate,
  connectRestSecret,
  connectRestUserRepeated,
  connectRestExtensions,
];
