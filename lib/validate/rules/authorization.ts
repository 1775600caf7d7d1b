import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { item, NONE, ofCluster, quoted, repeats } from './support';

type ClusterRule = Rule<ClusterModel>;

const superUsersOf = ({ authorization }: ClusterModel): readonly string[] =>
  authorization.spec.kind === 'acl' ? authorization.spec.superUsers : [];

const nameOf = (user: string): string => user.replace(/^User:/, '');

const PROP = 'authorization.superUsers';

const isUser = (name: string): boolean =>
  /^[^;\s$]([^;\r\n$]*[^;\s$])?$/.test(name) && !/^(User|Group|Role):/.test(name);

export const superUserForm: ClusterRule = {
  code: 'SuperUserForm',
  severity: 'error',
  why: 'Kafka splits `super.users` at semicolons and compares each with the principal to the letter: a malformed one is a super user that nobody is.',
  check: ofCluster((cluster) =>
    superUsersOf(cluster).flatMap((user, index) =>
      isUser(nameOf(user))
        ? []
        : [
            {
              prop: item(PROP, index),
              message: `super user ${quoted(user)} is no user; allowed is a name without ';' and '$', or 'User:' and such a name`,
              fix: "name it as in 'break-glass' or 'User:CN=break-glass'",
            },
          ],
    ),
  ),
};

export const superUserAnonymous: ClusterRule = {
  code: 'SuperUserAnonymous',
  severity: 'error',
  why: 'ANONYMOUS is everybody who does not authenticate.',
  check: ofCluster((cluster) =>
    superUsersOf(cluster).flatMap((user, index) =>
      ['ANONYMOUS', '*'].includes(nameOf(user))
        ? [
            {
              prop: item(PROP, index),
              message: `super user ${quoted(user)} is everybody: whoever connects without a name may do everything`,
              fix: 'remove it; Authorization.none() says that everybody may do everything',
            },
          ]
        : [],
    ),
  ),
};

export const superUserRepeated: ClusterRule = {
  code: 'SuperUserRepeated',
  severity: 'warning',
  why: 'One word for it is enough; the nodes and the reconciler are super users anyway.',
  check: ofCluster((cluster) => {
    const { nodePrincipal, reconcilerPrincipal } = cluster.authorization;
    const own = [nodePrincipal, reconcilerPrincipal].map((principal) => ({ principal, index: -1 }));
    const said = superUsersOf(cluster).map((user, index) => ({
      principal: `User:${nameOf(user)}`,
      index,
    }));
    return repeats([...own, ...said], ({ principal }) => principal).map(({ member, first }) => ({
      prop: item(PROP, member.index),
      message: `super user ${quoted(member.principal)} is one already${first.index < 0 ? ' by itself' : `, by ${item(PROP, first.index)}`}`,
      fix: 'remove it',
    }));
  }),
};

const isAnonymous = (listener: ListenerModel): boolean => listener.authentication.kind === 'none';

export const aclWithoutAuthentication: ClusterRule = {
  code: 'AclWithoutAuthentication',
  severity: 'warning',
  why: 'Where no listener asks who a client is, each is `User:ANONYMOUS`, and ACLs deny it everything.',
  check: ofCluster(({ authorization, listeners }) =>
    authorization.enabled && listeners.length > 0 && listeners.every(isAnonymous)
      ? [
          {
            prop: 'authorization',
            message:
              'authorization is by ACL, but no listener authenticates its clients: all of them are User:ANONYMOUS and denied',
            fix: 'set authentication of a listener, or Authorization.none()',
          },
        ]
      : NONE,
  ),
};

export const authenticationWithoutAcl: ClusterRule = {
  code: 'AuthenticationWithoutAcl',
  severity: 'warning',
  why: 'Clients prove who they are, and nobody asks: whoever has any name may do everything.',
  check: ofCluster(({ authorization, listeners }) => {
    const first = listeners.find((listener) => !isAnonymous(listener));
    if (authorization.enabled || first === undefined) return NONE;
    return [
      {
        prop: 'authorization',
        message: `listener ${quoted(first.name)} authenticates its clients, but authorization is off: each of them may do everything`,
        fix: 'set authorization: Authorization.acl()',
      },
    ];
  }),
};

export const AUTHORIZATION_RULES: readonly ClusterRule[] = [
  superUserForm,
  superUserAnonymous,
  superUserRepeated,
  aclWithoutAuthentication,
  authenticationWithoutAcl,
];
