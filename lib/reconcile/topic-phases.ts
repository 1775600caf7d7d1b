import type { DesiredTopic } from '../spec/desired-state';
import type { AppliedDraft } from './applied';
import type { Phase } from './phase';
import { rehearsable } from './phase';
import { fieldOf } from './plan';
import type { Change } from './plan';
import type { PlanInput } from './plan-input';
import type { Step } from './ports';
import type { AppliedTopic } from './state';

interface TopicStep extends Step {
  readonly topic: DesiredTopic;
  readonly changes: Readonly<Record<string, string | null>>;
}

const desiredOf = ({ desired }: PlanInput, changes: readonly Change[]): readonly DesiredTopic[] => {
  const names = new Set(changes.map(({ name }) => name));
  return desired.topics.filter(({ name }) => names.has(name));
};

const appliedTopic = (topic: DesiredTopic): AppliedTopic => ({
  topicId: undefined,
  partitions: topic.partitions,
  replicationFactor: topic.replicationFactor,
  config: topic.config,
  removal: topic.removal,
});

export const newTopics = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => ({
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
  ...rehearsable((admin, some, validateOnly) =>
    admin.createTopics(
      some.map(({ topic: { name, partitions, replicationFactor, config } }) => ({
        name,
        partitions,
        replicationFactor,
        assignment: undefined,
        config,
      })),
      validateOnly,
    ),
  ),
});

export const morePartitions = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => ({
  name: 'partitions',
  steps: desiredOf(
    input,
    changes.filter((change) => fieldOf(change, 'partitions') !== undefined),
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
  ...rehearsable((admin, some, validateOnly) =>
    admin.createPartitions(
      some.map(({ topic }) => ({ topic: topic.name, totalCount: topic.partitions })),
      validateOnly,
    ),
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

export const topicConfigs = (input: PlanInput, changes: readonly Change[]): Phase<TopicStep> => {
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
    ...rehearsable((admin, some, validateOnly) =>
      admin.alterConfigs(
        some.map(({ name, changes: config }) => ({
          resource: { type: 'TOPIC', name },
          changes: config,
        })),
        validateOnly,
      ),
    ),
  };
};

const configOf = ({ fields }: Change): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    fields
      .filter(({ field, applies: is }) => is && field.startsWith('config.'))
      .map(({ field, desired }) => [field.slice('config.'.length), desired ?? null]),
  );

export const oldTopics = (changes: readonly Change[]): Phase => ({
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
