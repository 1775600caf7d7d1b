import { aclKey } from '../acl/binding';
import type { AclBinding } from '../spec/acl';
import type { DesiredState } from '../spec/desired-state';
import type { LiveState } from './live-state';
import { entityText } from './objects';
import type { Change, Plan } from './plan';
import type { AppliedState, AppliedTopic, AppliedUser } from './state';

/** L after a change of one kind was carried out; each returns a new state. */
export const withTopic = (
  state: AppliedState,
  name: string,
  topic: AppliedTopic | undefined,
): AppliedState => ({ ...state, topics: withKey(state.topics, name, topic) });

export const withUser = (
  state: AppliedState,
  name: string,
  user: AppliedUser | undefined,
): AppliedState => ({ ...state, users: withKey(state.users, name, user) });

export function withQuota(
  state: AppliedState,
  name: string,
  quota: AppliedState['quotas'][number] | undefined,
): AppliedState {
  const others = state.quotas.filter(({ entity }) => entityText(entity) !== name);
  return { ...state, quotas: quota === undefined ? others : [...others, quota] };
}

export function withAcls(
  state: AppliedState,
  added: readonly AclBinding[],
  removed: readonly AclBinding[],
): AppliedState {
  const gone = new Set(removed.map((acl) => aclKey(acl)));
  const kept = new Map(
    [...state.acls, ...added]
      .filter((acl) => !gone.has(aclKey(acl)))
      .map((acl) => [aclKey(acl), acl]),
  );
  return { ...state, acls: [...kept.values()] };
}

function withKey<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: T | undefined,
): Readonly<Record<string, T>> {
  const others = Object.entries(map).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
}

/**
 * L when everything has been read again: what is as the program says was applied, whoever made it so; what could not be
 * made so stays as it was known.
 */
export function refreshed(
  before: AppliedState,
  desired: DesiredState,
  {
    plan,
    live,
    fingerprints,
  }: {
    readonly plan: Plan;
    readonly live: LiveState;
    readonly fingerprints: ReadonlyMap<string, string>;
  },
): AppliedState {
  const open = openNames(plan);
  let state: AppliedState = { ...before, clusterId: live.cluster.clusterId };
  for (const topic of desired.topics) {
    if (open.has(`topic ${topic.name}`)) continue;
    const { name, partitions, replicationFactor, config, removal } = topic;
    const topicId = live.topics.get(name)?.topicId;
    state = withTopic(state, name, { topicId, partitions, replicationFactor, config, removal });
  }
  for (const { name, mechanism, iterations } of desired.users) {
    const fingerprint = fingerprints.get(name);
    if (open.has(`user ${name}`) || fingerprint === undefined) continue;
    state = withUser(state, name, { mechanism, iterations, fingerprint });
  }
  for (const { entity, quotas } of desired.quotas) {
    const name = entityText(entity);
    if (!open.has(`quota ${name}`)) state = withQuota(state, name, { entity, quotas });
  }
  const present = new Set(live.acls.map((acl) => aclKey(acl)));
  const there = desired.acls.filter((acl) => present.has(aclKey(acl)));
  return withoutGone(withAcls(state, there, []), desired, live);
}

const openNames = ({ changes }: Plan): ReadonlySet<string> =>
  new Set(changes.filter(isOpen).map(({ kind, name }) => `${kind} ${name}`));

/** An override that nobody names is no reason to forget the topic. */
const isOpen = ({ fields }: Change): boolean =>
  fields.some(({ cause, applies }) => cause !== 'unmanaged' || applies);

/** What neither the program nor the cluster has any more. */
function withoutGone(state: AppliedState, desired: DesiredState, live: LiveState): AppliedState {
  const wanted = new Set([
    ...desired.topics.map(({ name }) => `topic ${name}`),
    ...desired.users.map(({ name }) => `user ${name}`),
    ...desired.quotas.map(({ entity }) => `quota ${entityText(entity)}`),
    ...desired.acls.map((acl) => `acl ${aclKey(acl)}`),
  ]);
  const there = new Set([
    ...[...live.topics.keys()].map((name) => `topic ${name}`),
    ...live.credentials.map(({ user }) => `user ${user}`),
    ...live.quotas.map(({ entity }) => `quota ${entityText(entity)}`),
    ...live.acls.map((acl) => `acl ${aclKey(acl)}`),
  ]);
  const stays = (id: string): boolean => wanted.has(id) || there.has(id);
  const keep = <T>(kind: string, map: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(map).filter(([name]) => stays(`${kind} ${name}`)));
  return {
    ...state,
    topics: keep('topic', state.topics),
    users: keep('user', state.users),
    quotas: state.quotas.filter(({ entity }) => stays(`quota ${entityText(entity)}`)),
    acls: state.acls.filter((acl) => stays(`acl ${aclKey(acl)}`)),
  };
}
