import { entityKey, QUOTA_KEYS } from '../../../model/contents';
import type { QuotaModel } from '../../../model/contents-model';
import { quotaUser } from '../../../model/users';
import type { QuotaEntity } from '../../../spec/desired-state';
import type { QuotasSpec } from '../../../spec/quota';
import { sortedEntries } from '../../../util/sort';
import type { Complaint } from '../support';
import { NONE, quoted } from '../support';
import { isAddress } from './addresses';
import type { ContentsRule } from './support';
import { ofQuotas, ofRepeats, placeOf } from './support';

/** `user 'billing'`, `default user, client-id 'web'`. */
const entityText = (entity: QuotaEntity): string =>
  sortedEntries(entity as Readonly<Record<string, string | null>>)
    .map(([type, name]) => (name === null ? `default ${type}` : `${type} ${quoted(name)}`))
    .join(', ');

const isOfUser = ({ spec, said }: QuotaModel, path: string): boolean =>
  said.path === path && spec.entity.user !== undefined;

const propOf = (quota: QuotaModel, users: readonly string[], prop: string): string =>
  users.some((path) => isOfUser(quota, path)) ? `quotas.${prop}` : prop;

type Limit = keyof QuotasSpec;

/** A check of each limit that was said. */
const ofLimits = (
  judge: (limit: Limit, value: number, quota: QuotaModel) => Omit<Complaint, 'prop'> | undefined,
): ContentsRule['check'] =>
  ofQuotas((quota, { users }) =>
    (Object.keys(QUOTA_KEYS) as Limit[]).flatMap((limit) => {
      const value = quota.spec.quotas[limit];
      const found = value === undefined ? undefined : judge(limit, value, quota);
      const paths = users.map(({ spec }) => spec.said.path);
      return found === undefined ? [] : [{ ...found, prop: propOf(quota, paths, limit) }];
    }),
  );

export const quotaValue: ContentsRule = {
  code: 'QuotaValue',
  severity: 'error',
  why: 'A limit of nothing would stop a client for ever, and Kafka takes no negative one.',
  check: ofLimits((limit, value, { entity }) =>
    Number.isFinite(value) && value > 0
      ? undefined
      : {
          message: `${limit} of ${entityText(entity)} is ${String(value)}; allowed is more than 0`,
          fix: 'set a positive limit; a denial of access is an ACL',
        },
  ),
};

const isOfAddress = (entity: QuotaEntity): boolean => entity.ip !== undefined;

export const quotaUnfit: ContentsRule = {
  code: 'QuotaUnfit',
  severity: 'error',
  why: 'Kafka limits connections of addresses, and all else of users and client ids; it refuses what is limited the other way.',
  check: ofLimits((limit, _value, { entity }) => {
    const isConnections = limit === 'connectionCreationRate';
    if (isConnections === isOfAddress(entity)) return undefined;
    return {
      message: `${limit} cannot be limited for ${entityText(entity)}`,
      fix: isConnections
        ? 'use QuotaEntity.ip or QuotaEntity.defaultIp'
        : 'use a user or a client id',
    };
  }),
};

export const quotaEmpty: ContentsRule = {
  code: 'QuotaEmpty',
  severity: 'error',
  why: 'It says nothing.',
  check: ofQuotas(({ quotas, entity }) =>
    Object.keys(quotas).length > 0
      ? NONE
      : [
          {
            prop: 'quotas',
            message: `${entityText(entity)} has quotas without a limit`,
            fix: 'set one of the limits, or remove it',
          },
        ],
  ),
};

export const quotaEntityForm: ContentsRule = {
  code: 'QuotaEntityForm',
  severity: 'error',
  why: 'Kafka resolves the name of an address when it is set, and takes none for users that is empty.',
  check: ofQuotas(({ entity }) => {
    const { ip, ...others } = entity;
    const isEmpty = Object.values(others).some((name) => name === '');
    const isOdd = typeof ip === 'string' && !isAddress(ip);
    if (!isEmpty && !isOdd) return NONE;
    return [
      {
        prop: 'entity',
        message: `quotas for ${entityText(entity)}, which ${isOdd ? 'is no address' : 'has no name'}`,
        fix: isOdd ? "write an address: '10.0.0.7'" : 'name the user or the client id',
      },
    ];
  }),
};

export const quotaRepeated: ContentsRule = {
  code: 'QuotaRepeated',
  severity: 'error',
  why: 'Two words about one entity would undo each other.',
  check: ({ quotas }) =>
    ofRepeats(
      quotas,
      ({ entity }) => entityKey(entity),
      (quota, first) => ({
        said: quota.said,
        prop: 'entity',
        message: `${entityText(quota.entity)} has quotas already ${placeOf(first.said)}`,
        fix: 'say all its limits in one place',
      }),
    ),
};

export const quotaUserUndeclared: ContentsRule = {
  code: 'QuotaUserUndeclared',
  severity: 'warning',
  why: 'Kafka keeps quotas of users who do not exist, and a slip of the keyboard would go unnoticed.',
  check: ofQuotas(({ entity: { user } }, { users, cluster }) =>
    typeof user !== 'string' ||
    [...users, ...cluster.reserved].some(({ principal }) => quotaUser(principal) === user)
      ? NONE
      : [
          {
            prop: 'entity',
            message: `user ${quoted(user)} has quotas, and the program declares no such user`,
            fix: "write it as Kafka knows it, a certificate's user as 'CN=shop', or acknowledge that it is of elsewhere",
          },
        ],
  ),
};

/** What slows requests, or the making of partitions. */
const SLOWS: readonly Limit[] = ['requestPercentage', 'controllerMutationRate'];

export const quotaHitsReconciler: ContentsRule = {
  code: 'QuotaHitsReconciler',
  severity: 'warning',
  why: 'The quotas of the default user are those of the reconciler too, which then makes topics and users as slowly as they say.',
  check: ofQuotas(({ spec }, { quotas, cluster: { reconcilerPrincipal: principal } }) => {
    if (!isOfEverybody(spec.entity) || principal === undefined) return NONE;
    const limit = SLOWS.find((one) => spec.quotas[one] !== undefined);
    const own = quotaUser(principal);
    if (limit === undefined || quotas.some(({ entity }) => entity.user === own)) return NONE;
    return [
      {
        prop: limit,
        message: `${limit} of ${entityText(spec.entity)} holds for the reconciler too`,
        fix: `give it limits of its own: QuotaEntity.user(${quoted(own)}), or acknowledge that it may be slow`,
      },
    ];
  }),
};

const isOfEverybody = ({ user, 'client-id': clientId }: QuotaEntity): boolean =>
  user === null && clientId === undefined;

export const QUOTA_RULES: readonly ContentsRule[] = [
  quotaValue,
  quotaUnfit,
  quotaEmpty,
  quotaEntityForm,
  quotaRepeated,
  quotaUserUndeclared,
  quotaHitsReconciler,
];
