import type { DesiredState } from '../spec/desired-state';
import { aclText } from '../acl';
import { aclKey } from '../acl/binding';
import { sha256 } from '../util/hash';
import { byText } from '../util/sort';
import { entityText } from './objects';
import type { Change, ObjectKind, Plan } from './plan';
import { aclChanges } from './plan-acls';
import type { PlanInput } from './plan-input';
import { quotaChanges } from './plan-quotas';
import { topicChanges } from './plan-topics';
import { userChanges } from './plan-users';
import { findings } from './policy';

const KINDS: readonly ObjectKind[] = ['user', 'acl', 'topic', 'quota'];

/** What has to be done to the cluster, and what is left alone, with the cause of each. Pure. */
export function makePlan(input: PlanInput): Plan {
  const changes = [
    ...userChanges(input),
    ...aclChanges(input),
    ...topicChanges(input),
    ...quotaChanges(input),
  ].sort(byKindAndName);
  return {
    version: 1,
    clusterId: input.live.cluster.clusterId,
    stateGeneration: input.stateGeneration,
    desired: digestOf(input.desired),
    changes,
    unmanaged: unmanaged(input),
    findings: findings(input, changes),
  };
}

const byKindAndName = (a: Change, b: Change): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || byText(a.name, b.name);

export const digestOf = (desired: DesiredState): string => sha256(JSON.stringify(desired));

/** In the cluster, and known to nobody here: named, and never touched. */
function unmanaged({ desired, applied, live }: PlanInput): Plan['unmanaged'] {
  const known = new Set([
    ...desired.topics.map(({ name }) => `topic ${name}`),
    ...Object.keys(applied.topics).map((name) => `topic ${name}`),
    ...desired.users.map(({ name }) => `user ${name}`),
    ...Object.keys(applied.users).map((name) => `user ${name}`),
    ...[...desired.quotas, ...applied.quotas].map(({ entity }) => `quota ${entityText(entity)}`),
    ...[...desired.acls, ...applied.acls].map((acl) => `acl ${aclKey(acl)}`),
  ]);
  const all: readonly { readonly kind: ObjectKind; readonly key: string; readonly name: string }[] =
    [
      ...[...live.topics.values()]
        .filter(({ internal }) => !internal)
        .map(({ name }) => ({ kind: 'topic' as const, key: name, name })),
      ...live.credentials.map(({ user }) => ({ kind: 'user' as const, key: user, name: user })),
      ...live.quotas
        .map(({ entity }) => entityText(entity))
        .map((name) => ({ kind: 'quota' as const, key: name, name })),
      ...live.acls.map((acl) => ({ kind: 'acl' as const, key: aclKey(acl), name: aclText(acl) })),
    ];
  return all
    .filter(({ kind, key }) => !known.has(`${kind} ${key}`))
    .map(({ kind, name }) => ({ kind, name }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || byText(a.name, b.name));
}
