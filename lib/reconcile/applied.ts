import { aclKey, bindingOf } from '../acl/binding';
import type { AclBinding } from '../spec/acl';
import type { DesiredState } from '../spec/desired-state';
import type { LiveState } from './live-state';
import { entityText } from './objects';
import type { Change, Plan } from './plan';
import type { AppliedState, AppliedTopic, AppliedUser } from './state';

/** L while it grows: a copy for each of ten thousand changes would take longer than the changes. */
export class AppliedDraft {
  public readonly topics: Map<string, AppliedTopic>;
  public readonly users: Map<string, AppliedUser>;
  /** By the text of the entity. */
  public readonly quotas: Map<string, AppliedState['quotas'][number]>;
  /** By all that tells ACLs apart. */
  public readonly acls: Map<string, AclBinding>;
  public braked: readonly string[];

  public constructor(
    state: AppliedState,
    private readonly clusterId: string | undefined,
  ) {
    this.topics = new Map(Object.entries(state.topics));
    this.users = new Map(Object.entries(state.users));
    this.quotas = new Map(state.quotas.map((quota) => [entityText(quota.entity), quota]));
    this.acls = new Map(state.acls.map((acl) => [aclKey(acl), acl]));
    this.braked = state.braked ?? [];
  }

  public state(): AppliedState {
    return {
      version: 1,
      clusterId: this.clusterId,
      topics: Object.fromEntries(this.topics),
      users: Object.fromEntries(this.users),
      quotas: [...this.quotas.values()],
      acls: [...this.acls.values()],
      ...(this.braked.length > 0 ? { braked: this.braked } : {}),
    };
  }
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
  const draft = new AppliedDraft(before, live.cluster.clusterId);
  for (const topic of desired.topics) {
    if (open.has(`topic ${topic.name}`)) continue;
    const { name, partitions, replicationFactor, config, removal } = topic;
    const topicId = live.topics.get(name)?.topicId;
    draft.topics.set(name, { topicId, partitions, replicationFactor, config, removal });
  }
  noteUsers(draft, desired, { open, fingerprints });
  for (const { entity, quotas } of desired.quotas) {
    const name = entityText(entity);
    if (!open.has(`quota ${name}`)) draft.quotas.set(name, { entity, quotas });
  }
  const present = new Set(live.acls.map((acl) => aclKey(acl)));
  for (const acl of desired.acls) {
    const key = aclKey(acl);
    if (present.has(key)) draft.acls.set(key, bindingOf(acl));
  }
  return withoutGone(draft.state(), desired, live);
}

function noteUsers(
  { users }: AppliedDraft,
  desired: DesiredState,
  {
    open,
    fingerprints,
  }: {
    readonly open: ReadonlySet<string>;
    readonly fingerprints: ReadonlyMap<string, string>;
  },
): void {
  for (const { name, mechanism, iterations } of desired.users) {
    const fingerprint = fingerprints.get(name);
    if (open.has(`user ${name}`) || fingerprint === undefined) continue;
    users.set(name, { mechanism, iterations, fingerprint });
  }
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
