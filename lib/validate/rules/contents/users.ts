import type { UserModel } from '../../../model/contents-model';
import { endpointsFor } from '../../../model/user-binding';
import { isDataKey, isDnsName } from '../kubernetes-names';
import { isWhole, NONE, quoted } from '../support';
import type { ContentsRule } from './support';
import { ofRepeats, ofUsers, placeOf } from './support';

/** Longer common names are refused by TLS libraries (X.520). */
const COMMON_NAME = 64;
const USER_NAME = /^[A-Za-z0-9]([A-Za-z0-9._@-]*[A-Za-z0-9])?$/;
const PRINCIPAL = /^[A-Za-z][A-Za-z0-9]*:\S(.*\S)?$/;

const isExternal = ({ spec }: UserModel): boolean => spec.authentication.kind === 'external';

export const userNameForm: ContentsRule = {
  code: 'UserNameForm',
  severity: 'error',
  why: 'The name stands in ACLs, in login lines and in the subject of certificates, where other characters would have to be quoted in three ways.',
  check: ofUsers((user) =>
    isExternal(user) || USER_NAME.test(user.name)
      ? NONE
      : [
          {
            prop: 'userName',
            message: `user name ${quoted(user.name)} is not letters, digits, '.', '_', '@' and '-', with a letter or digit at both ends`,
            fix: 'set userName, which is the id of the construct if it is not given',
          },
        ],
  ),
};

export const userNameLength: ContentsRule = {
  code: 'UserNameLength',
  severity: 'error',
  why: 'The common name of a certificate has 64 characters at most.',
  check: ofUsers(({ certificate, name }) =>
    certificate === undefined || name.length <= COMMON_NAME
      ? NONE
      : [
          {
            prop: 'userName',
            message: `user name ${quoted(name)} has ${String(name.length)} characters; a certificate's has ${String(COMMON_NAME)} at most`,
            fix: 'set a shorter userName',
          },
        ],
  ),
};

export const principalForm: ContentsRule = {
  code: 'PrincipalForm',
  severity: 'error',
  why: 'Kafka compares principals to the letter, their type included.',
  check: ofUsers((user) =>
    PRINCIPAL.test(user.principal) || !isExternal(user)
      ? NONE
      : [
          {
            prop: 'authentication',
            message: `principal ${quoted(user.principal)} of user ${quoted(user.name)} has no type before a colon`,
            fix: "write it as Kafka does: 'User:CN=shop,OU=web'",
          },
        ],
  ),
};

export const userRepeated: ContentsRule = {
  code: 'UserRepeated',
  severity: 'error',
  why: 'To Kafka they are one user: each would have the rights and the quotas of both.',
  check: ({ users }) =>
    ofRepeats(
      users,
      ({ principal }) => principal,
      (user, first) => ({
        said: user.spec.said,
        prop: 'userName',
        message: `user ${quoted(user.name)} is ${quoted(user.principal)}, which is declared already ${placeOf(first.spec.said)}`,
        fix: 'declare the user once, or give one of the two another name',
      }),
    ),
};

export const userPrincipalReserved: ContentsRule = {
  code: 'UserPrincipalReserved',
  severity: 'error',
  why: 'Nodes and the reconciler are known by their principals, and may do everything: a user of the same name would too.',
  check: ofUsers(({ principal, name }, { cluster }) =>
    cluster.reserved
      .filter((reserved) => reserved.principal === principal)
      .map(({ whose }) => ({
        prop: 'userName',
        message: `user ${quoted(name)} would be ${quoted(principal)}, which is the principal ${whose}`,
        fix: 'give the user another name',
      })),
  ),
};

export const userSuper: ContentsRule = {
  code: 'UserSuper',
  severity: 'warning',
  why: 'A super user may do everything: grants and denials are nothing to it.',
  check: ofUsers(({ principal, name }, { cluster }) =>
    cluster.superUsers.includes(principal) &&
    !cluster.reserved.some((reserved) => reserved.principal === principal)
      ? [
          {
            prop: 'userName',
            message: `user ${quoted(name)} is a super user of the cluster`,
            fix: 'take it out of superUsers and grant what it needs',
          },
        ]
      : NONE,
  ),
};

export const userSecretForm: ContentsRule = {
  code: 'UserSecretForm',
  severity: 'error',
  why: 'Kubernetes takes no other names for Secrets and their keys.',
  check: ofUsers((user) => {
    const { secretName, scram } = user;
    if (isExternal(user)) return NONE;
    const key = scram?.password.kind === 'secret' ? scram.password.key : 'password';
    if (isDnsName(secretName) && isDataKey(key)) return NONE;
    return [
      {
        prop: scram?.source.kind === 'secret' ? 'authentication.password' : 'secretName',
        message: `secret ${quoted(secretName)} with key ${quoted(key)} of user ${quoted(user.name)} can be in no Kubernetes cluster`,
        fix: "use lower-case letters, digits, '-' and '.' for its name, and also capitals and '_' for its key",
      },
    ];
  }),
};

const secretKey = ({ secretName, scram }: UserModel): string =>
  JSON.stringify([secretName, scram?.source.kind === 'secret' ? scram.source.key : '']);

export const userSecretShared: ContentsRule = {
  code: 'UserSecretShared',
  severity: 'error',
  why: 'One Secret would hold the credentials of one user or of the other.',
  check: ({ users }) =>
    ofRepeats(
      users.filter((user) => !isExternal(user)),
      secretKey,
      (user, first) => ({
        said: user.spec.said,
        prop: 'secretName',
        message: `users ${quoted(user.name)} and ${quoted(first.name)} ${placeOf(first.spec.said)} have their credentials in one Secret, ${quoted(user.secretName)}`,
        fix: 'set secretName of one of the two, or another key of the Secret',
      }),
    ),
};

const LEAST_ITERATIONS = 4096;
const MOST_ITERATIONS = 16_384;

export const scramIterations: ContentsRule = {
  code: 'ScramIterations',
  severity: 'error',
  why: 'Kafka takes SCRAM credentials of 4096 to 16384 iterations.',
  check: ofUsers(({ name, scram }) =>
    scram === undefined || isWhole(scram.iterations, LEAST_ITERATIONS, MOST_ITERATIONS)
      ? NONE
      : [
          {
            prop: 'authentication.iterations',
            message: `user ${quoted(name)} has ${String(scram.iterations)} iterations; allowed are ${String(LEAST_ITERATIONS)} to ${String(MOST_ITERATIONS)}`,
            fix: `set iterations in that range, or leave it out for ${String(LEAST_ITERATIONS)}`,
          },
        ],
  ),
};

const LEAST_LENGTH = 16;
const MOST_LENGTH = 256;

export const passwordLength: ContentsRule = {
  code: 'PasswordLength',
  severity: 'error',
  why: 'Who listens to a SCRAM login can try passwords at leisure, so a short one is none.',
  check: ofUsers(({ name, scram }) =>
    scram === undefined || isWhole(scram.length, LEAST_LENGTH, MOST_LENGTH)
      ? NONE
      : [
          {
            prop: 'authentication.password.length',
            message: `the password of user ${quoted(name)} would have ${String(scram.length)} characters; allowed are ${String(LEAST_LENGTH)} to ${String(MOST_LENGTH)}`,
            fix: 'leave length out for 32',
          },
        ],
  ),
};

export const userCertificateLife: ContentsRule = {
  code: 'UserCertificateLife',
  severity: 'error',
  why: 'cert-manager issues for an hour at least, and renews before the end and not before the beginning.',
  check: ofUsers(({ name, certificate }) =>
    certificate === undefined ||
    (certificate.validitySeconds >= 3600 &&
      certificate.renewBeforeSeconds > 0 &&
      certificate.renewBeforeSeconds < certificate.validitySeconds)
      ? NONE
      : [
          {
            prop: 'authentication.validity',
            message: `the certificate of user ${quoted(name)} is valid for ${String(certificate.validitySeconds)} s and renewed ${String(certificate.renewBeforeSeconds)} s before its end`,
            fix: 'use a validity of an hour or more, and less than that for renewBefore',
          },
        ],
  ),
};

export const userWithoutListener: ContentsRule = {
  code: 'UserWithoutListener',
  severity: 'warning',
  why: 'A user who can come in nowhere has rights in vain.',
  check: ofUsers((user, { cluster }) =>
    endpointsFor(user, cluster).length > 0 || cluster.endpoints.length === 0
      ? NONE
      : [
          {
            prop: 'authentication',
            message: `no listener of cluster ${quoted(cluster.name)} takes users like ${quoted(user.name)}, by ${user.scram?.mechanism ?? 'certificate'}`,
            fix: 'give the cluster a listener with this authentication',
          },
        ],
  ),
};

export const USER_RULES: readonly ContentsRule[] = [
  userNameForm,
  userNameLength,
  principalForm,
  userRepeated,
  userPrincipalReserved,
  userSuper,
  userSecretForm,
  userSecretShared,
  scramIterations,
  passwordLength,
  userCertificateLife,
  userWithoutListener,
];
