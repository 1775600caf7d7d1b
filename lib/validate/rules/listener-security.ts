import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import type { Complaint } from './support';
import { entry, namedListener, NONE, ofListeners, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

export const listenerAuthenticationNeedsTls: ClusterRule = {
  code: 'ListenerAuthenticationNeedsTls',
  severity: 'error',
  why: 'A client shows its certificate while TLS is set up, and nowhere else.',
  check: ofListeners((listener) =>
    listener.authentication.kind !== 'tls' || listener.tls.kind !== 'off'
      ? NONE
      : [
          {
            prop: 'tls',
            message: `${namedListener(listener)} authenticates clients by certificate and must use TLS, got tls off`,
            fix: 'set tls: ListenerTls.clusterCa(), or leave tls out',
          },
        ],
  ),
};

const unencrypted = (listener: ListenerModel, kind: 'plain' | 'scram'): boolean =>
  listener.tls.kind === 'off' && listener.authentication.kind === kind;

export const listenerPasswordsUnencrypted: ClusterRule = {
  code: 'ListenerPasswordsUnencrypted',
  severity: 'warning',
  why: 'SASL PLAIN sends the password itself: without TLS it can be read on the way.',
  check: ofListeners((listener) =>
    unencrypted(listener, 'plain')
      ? [
          {
            prop: 'tls',
            message: `${namedListener(listener)} takes passwords (SASL PLAIN) without TLS: they can be read on the way`,
            fix: 'set tls: ListenerTls.clusterCa()',
          },
        ]
      : NONE,
  ),
};

export const listenerScramUnencrypted: ClusterRule = {
  code: 'ListenerScramUnencrypted',
  severity: 'warning',
  why: 'What goes over the wire suffices to guess a password at leisure (RFC 5802, section 9), and nothing protects what comes after.',
  check: ofListeners((listener) =>
    unencrypted(listener, 'scram')
      ? [
          {
            prop: 'tls',
            message: `${namedListener(listener)} uses SCRAM without TLS: who listens can guess passwords, and read all messages`,
            fix: 'set tls: ListenerTls.clusterCa()',
          },
        ]
      : NONE,
  ),
};

export const listenerUsersMissing: ClusterRule = {
  code: 'ListenerUsersMissing',
  severity: 'error',
  why: 'Nobody could log in.',
  check: ofListeners((listener) => {
    const { authentication } = listener;
    if (authentication.kind !== 'plain' || Object.keys(authentication.users).length > 0)
      return NONE;
    return [
      {
        prop: 'authentication',
        message: `${namedListener(listener)} uses SASL PLAIN and has no users`,
        fix: "name them: ListenerAuthentication.plain({ shop: SecretRef.of('shop', 'password') })",
      },
    ];
  }),
};

function eachUser(
  listener: ListenerModel,
  judge: (user: string, prop: string) => readonly Complaint[],
): readonly Complaint[] {
  const { authentication } = listener;
  if (authentication.kind !== 'plain') return NONE;
  return Object.keys(authentication.users).flatMap((user) =>
    judge(user, entry('authentication.users', user)),
  );
}

export const listenerUserName: ClusterRule = {
  code: 'ListenerUserName',
  severity: 'error',
  why: "The name is a word of Kafka's JAAS configuration, which knows no quotes for it.",
  check: ofListeners((listener) =>
    eachUser(listener, (user, prop) =>
      /^[A-Za-z0-9._-]+$/.test(user)
        ? NONE
        : [
            {
              prop,
              message: `${namedListener(listener)} has a user ${quoted(user)}; allowed are letters, digits, '.', '_' and '-'`,
              fix: 'rename the user, or use SCRAM',
            },
          ],
    ),
  ),
};

export const listenerUserReserved: ClusterRule = {
  code: 'ListenerUserReserved',
  severity: 'error',
  why: 'These principals are super users: who logs in as one may do everything.',
  check: ofListeners((listener, { authorization }) =>
    eachUser(listener, (user, prop) =>
      [authorization.nodePrincipal, authorization.reconcilerPrincipal].includes(`User:${user}`)
        ? [
            {
              prop,
              message: `${namedListener(listener)} has a user ${quoted(user)}, which is the name of the nodes or of the reconciler`,
              fix: 'rename the user',
            },
          ]
        : NONE,
    ),
  ),
};

export const LISTENER_SECURITY_RULES: readonly ClusterRule[] = [
  listenerAuthenticationNeedsTls,
  listenerPasswordsUnencrypted,
  listenerScramUnencrypted,
  listenerUsersMissing,
  listenerUserName,
  listenerUserReserved,
];
