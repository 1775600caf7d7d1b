import { aclText } from '../acl';
import { aclKey, bindingOf } from '../acl/binding';
import type { AclBinding } from '../spec/acl';
import type { DesiredQuota, QuotaEntity } from '../spec/desired-state';
import type { QuotaAlteration, ScramUpsertion } from './admin';
import type { AppliedDraft } from './applied';
import type { PlanInput } from './plan-input';
import { entityText } from './objects';
import type { Phase } from './phase';
import { rehearsable } from './phase';
import type { Change, ObjectKind } from './plan';
import type { Step } from './ports';
import { morePartitions, newTopics, oldTopics, topicConfigs } from './topic-phases';

export interface PhaseInput extends PlanInput {
  readonly credentials: ReadonlyMap<string, ScramUpsertion>;
}

const phase = <S extends Step>(one: Phase<S>): Phase => one;

/**
 * Users and ACLs first: what is written behind a thousand new topics is in force only when brokers have made them all.
 * What adds comes before what takes away, so that nobody is without a right in between.
 */
export function phasesOf(input: PhaseInput, changes: readonly Change[]): readonly Phase[] {
  const of = (kind: ObjectKind, ...verbs: readonly Change['verb'][]): readonly Change[] =>
    changes.filter((change) => change.kind === kind && verbs.includes(change.verb));
  return [
    phase(credentials(input, of('user', 'create', 'update'))),
    phase(newAcls(input, of('acl', 'create'))),
    phase(newTopics(input, of('topic', 'create'))),
    phase(morePartitions(input, of('topic', 'update'))),
    phase(topicConfigs(input, of('topic', 'update'))),
    phase(quotas(input, of('quota', 'create', 'update', 'delete'))),
    phase(oldAcls(input, of('acl', 'delete'))),
    phase(oldUsers(input, of('user', 'delete'))),
    phase(oldTopics(of('topic', 'delete'))),
  ];
}

interface UserStep extends Step {
  readonly upsertion: ScramUpsertion;
}

function credentials(input: PhaseInput, changes: readonly Change[]): Phase<UserStep> {
  const steps = changes.flatMap(({ name }) => {
    const upsertion = input.credentials.get(name);
    const fingerprint = input.fingerprints.get(name);
    if (upsertion === undefined || fingerprint === undefined) return [];
    const { mechanism, iterations } = upsertion;
    const done = ({ users }: AppliedDraft): void => {
      users.set(name, { mechanism, iterations, fingerprint });
    };
    return [{ kind: 'user' as const, name, records: 1, upsertion, done }];
  });
  return {
    name: 'credentials',
    steps,
    call: (admin, some) =>
      admin.alterScramCredentials(
        some.map(({ upsertion }) => upsertion),
        [],
      ),
  };
}

interface AclStep extends Step {
  readonly acl: AclBinding;
}

const aclSteps = (
  acls: readonly AclBinding[],
  changes: readonly Change[],
  done: (draft: AppliedDraft, acl: AclBinding) => void,
): readonly AclStep[] => {
  const names = new Set(changes.map(({ name }) => name));
  return acls
    .map(bindingOf)
    .filter((acl) => names.has(aclText(acl)))
    .map((acl) => ({
      kind: 'acl',
      name: aclText(acl),
      records: 1,
      acl,
      done: (draft) => {
        done(draft, acl);
      },
    }));
};

const newAcls = ({ desired }: PlanInput, changes: readonly Change[]): Phase<AclStep> => ({
  name: 'ACLs',
  steps: aclSteps(desired.acls, changes, ({ acls }, acl) => acls.set(aclKey(acl), acl)),
  call: (admin, some) => admin.createAcls(some.map(({ acl }) => acl)),
});

const oldAcls = ({ applied }: PlanInput, changes: readonly Change[]): Phase<AclStep> => ({
  name: 'ACLs to delete',
  steps: aclSteps(applied.acls, changes, ({ acls }, acl) => acls.delete(aclKey(acl))),
  call: (admin, some) => admin.deleteAcls(some.map(({ acl }) => acl)),
});

interface QuotaStep extends Step {
  readonly alteration: QuotaAlteration;
}

function quotas(input: PlanInput, changes: readonly Change[]): Phase<QuotaStep> {
  const byName = (
    all: readonly { readonly entity: QuotaEntity }[],
  ): readonly (readonly [string, QuotaEntity])[] =>
    all.map(({ entity }) => [entityText(entity), entity]);
  const { desired, applied, live } = input;
  const entities = new Map([live.quotas, applied.quotas, desired.quotas].flatMap(byName));
  const wanted = new Map(desired.quotas.map((quota) => [entityText(quota.entity), quota.quotas]));
  return {
    name: 'quotas',
    steps: changes.flatMap((change) => {
      const entity = entities.get(change.name);
      return entity === undefined ? [] : [quotaStep(change, entity, wanted.get(change.name))];
    }),
    ...rehearsable((admin, some, validateOnly) =>
      admin.alterQuotas(
        some.map(({ alteration }) => alteration),
        validateOnly,
      ),
    ),
  };
}

function quotaStep(
  { name, fields }: Change,
  entity: QuotaEntity,
  wanted: DesiredQuota['quotas'] | undefined,
): QuotaStep {
  const values = fields
    .filter(({ applies: is }) => is)
    .map(({ field, desired }) => [field, desired === undefined ? null : Number(desired)] as const);
  return {
    kind: 'quota',
    name,
    records: values.length,
    alteration: { entity, changes: Object.fromEntries(values) },
    done: ({ quotas: known }) => {
      if (wanted === undefined) known.delete(name);
      else known.set(name, { entity, quotas: wanted });
    },
  };
}

const oldUsers = ({ applied }: PlanInput, changes: readonly Change[]): Phase => ({
  name: 'users to delete',
  steps: changes.map(({ name }) => ({
    kind: 'user',
    name,
    records: 1,
    done: ({ users }) => {
      users.delete(name);
    },
  })),
  call: (admin, some) =>
    admin.alterScramCredentials(
      [],
      some.flatMap(({ name }) => {
        const mechanism = applied.users[name]?.mechanism;
        return mechanism === undefined ? [] : [{ user: name, mechanism }];
      }),
    ),
});
