import { aclText } from '../acl';
import { aclKey, bindingOf } from '../acl/binding';
import type { AclBinding } from '../spec/acl';
import type { DesiredTopic } from '../spec/desired-state';
import type { Admin, ItemResult, QuotaAlteration, ScramUpsertion } from './admin';
import type { AppliedDraft } from './applied';
import type { PlanInput } from './plan-input';
import { entityText } from './objects';
import type { Change, ObjectKind } from './plan';
import type { Step } from './ports';
import type { AppliedTopic } from './state';

/** Steps that one kind of request can do together, in the order of the table. */
export interface Phase<S extends Step = Step> {
  readonly name: string;
  readonly steps: readonly S[];
  call(admin: Admin, steps: readonly S[]): Promise<readonly ItemResult[]>;
}

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
    phase(configs(input, of('topic', 'update'))),
    phase(quotas(input, of('quota', 'create', 'update', 'delete'))),
    phase(oldAcls(input, of('acl', 'delete'))),
    phase(oldUsers(input, of('user', 'delete'))),
    phase(oldTopics(of('topic', 'delete'))),
  ];
}

const applies = ({ fields }: Change, name: string): boolean =>
  fields.some(({ field, applies: is }) => field === name && is);

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

interface TopicStep extends Step {
  readonly topic: DesiredTopic;
  readonly changes: Readonly<Record<string, string | null>>;
}

const desiredOf = ({ desired }: PlanInput, changes: readonly Change[]): readonly DesiredTopic[] => {
  const names = new Set(changes.map(({ name }) => name));
  return desired.topics.filter(({ name }) => names.has(name));
};

const appliedTopic = (topic: DesiredTopic, known?: AppliedTopic): AppliedTopic => ({
  topicId: known?.topicId,
  partitions: topic.partitions,
  replicationFactor: topic.replicationFactor,
  config: topic.config,
  removal: topic.removal,
});

const newTopics = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => ({
  name: 'topics',
  steps: desiredOf(input, changes).map((topic) => ({
    kind: 'topic',
    name: topic.name,
    records: 1 + topic.partitions + Object.keys(topic.config).length,
    topic,
    changes: {},
    done: ({ topics }) => {
      topics.set(topic.name, appliedTopic(topic));
    },
  })),
  call: (admin, some) =>
    admin.createTopics(
      some.map(({ topic: { name, partitions, replicationFactor, config } }) => ({
        name,
        partitions,
        replicationFactor,
        assignment: undefined,
        config,
      })),
      false,
    ),
});

const morePartitions = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => ({
  name: 'partitions',
  steps: desiredOf(
    input,
    changes.filter((change) => applies(change, 'partitions')),
  ).map((topic) => ({
    kind: 'topic',
    name: topic.name,
    records: topic.partitions,
    topic,
    changes: {},
    done: (draft) => {
      setField(draft, topic, { partitions: topic.partitions });
    },
  })),
  call: (admin, some) =>
    admin.createPartitions(
      some.map(({ topic }) => ({ topic: topic.name, totalCount: topic.partitions })),
      false,
    ),
});

/** One field of a topic that was known; of one that was not, the last reading tells the rest. */
function setField(
  { topics }: AppliedDraft,
  topic: DesiredTopic,
  fields: Partial<AppliedTopic>,
): void {
  const known = topics.get(topic.name);
  if (known !== undefined) topics.set(topic.name, { ...known, ...fields });
}

const configs = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => {
  const byName = new Map(changes.map((change) => [change.name, configOf(change)]));
  return {
    name: 'topic configuration',
    steps: desiredOf(input, changes).flatMap((topic) => {
      const config = byName.get(topic.name) ?? {};
      const count = Object.keys(config).length;
      if (count === 0) return [];
      return [
        {
          kind: 'topic' as const,
          name: topic.name,
          records: count,
          topic,
          changes: config,
          done: (draft: AppliedDraft): void => {
            setField(draft, topic, { config: topic.config });
          },
        },
      ];
    }),
    call: (admin, some) =>
      admin.alterConfigs(
        some.map(({ name, changes: config }) => ({
          resource: { type: 'TOPIC', name },
          changes: config,
        })),
        false,
      ),
  };
};

const configOf = ({ fields }: Change): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    fields
      .filter(({ field, applies: is }) => is && field.startsWith('config.'))
      .map(({ field, desired }) => [field.slice('config.'.length), desired ?? null]),
  );

interface QuotaStep extends Step {
  readonly alteration: QuotaAlteration;
}

const quotas = (input: PlanInput, changes: readonly Change[]): Phase<QuotaStep> => ({
  name: 'quotas',
  steps: changes.flatMap((change) => {
    const all = [...input.desired.quotas, ...input.applied.quotas, ...input.live.quotas];
    const entity = all.find((one) => entityText(one.entity) === change.name)?.entity;
    if (entity === undefined) return [];
    const wanted = input.desired.quotas.find((one) => entityText(one.entity) === change.name);
    const values = change.fields
      .filter((field) => field.applies)
      .map(
        ({ field, desired }) => [field, desired === undefined ? null : Number(desired)] as const,
      );
    const alteration = { entity, changes: Object.fromEntries(values) };
    const done = ({ quotas: known }: AppliedDraft): void => {
      if (wanted === undefined) known.delete(change.name);
      else known.set(change.name, { entity, quotas: wanted.quotas });
    };
    return [
      { kind: 'quota' as const, name: change.name, records: values.length, alteration, done },
    ];
  }),
  call: (admin, some) =>
    admin.alterQuotas(
      some.map(({ alteration }) => alteration),
      false,
    ),
});

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

const oldTopics = (changes: readonly Change[]): Phase => ({
  name: 'topics to delete',
  steps: changes.map(({ name }) => ({
    kind: 'topic',
    name,
    records: 1,
    done: ({ topics }) => {
      topics.delete(name);
    },
  })),
  call: (admin, some) => admin.deleteTopics(some.map(({ name }) => name)),
});
