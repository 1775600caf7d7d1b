import type { DesiredTopic } from '../spec/desired-state';
import type { PlanInput } from './plan-input';
import { namesOf, replicationFactorOf, THROTTLES } from './objects';
import type { Change, FieldChange } from './plan';
import type { AppliedTopic } from './state';
import { causeOfAll, fieldChange } from './three-way';
import type { Treatment } from './three-way';

/** A topic of which one or more of the three sides know. */
interface Topic {
  readonly name: string;
  readonly desired: DesiredTopic | undefined;
  readonly applied: AppliedTopic | undefined;
  readonly live: LiveTopic | undefined;
}

interface LiveTopic {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

export function topicChanges(input: PlanInput): readonly Change[] {
  const { desired, applied } = input;
  const names = new Set([...desired.topics.map(({ name }) => name), ...namesOf(applied.topics)]);
  const byName = new Map(desired.topics.map((topic) => [topic.name, topic]));
  return [...names].flatMap((name) => {
    const topic = {
      name,
      desired: byName.get(name),
      applied: appliedOf(input, name),
      live: liveOf(input, name, byName.get(name)),
    };
    return topic.desired === undefined
      ? removal(input, topic)
      : upkeep(input, topic, topic.desired);
  });
}

/** A topic that was deleted and made again under its name is not the one that was applied. */
function appliedOf({ applied, live }: PlanInput, name: string): AppliedTopic | undefined {
  const known = applied.topics[name];
  const id = live.topics.get(name)?.topicId;
  const isAnother = known?.topicId !== undefined && id !== undefined && known.topicId !== id;
  return isAnother ? undefined : known;
}

function liveOf(
  { applied, live }: PlanInput,
  name: string,
  desired: DesiredTopic | undefined,
): LiveTopic | undefined {
  const found = live.topics.get(name);
  if (found === undefined) return undefined;
  const overrides = (live.configs.get(name) ?? []).filter(
    ({ name: key, readOnly, sensitive }) => !readOnly && !sensitive && !THROTTLES.includes(key),
  );
  return {
    partitions: found.partitions.length,
    replicationFactor: replicationFactorOf(found, {
      reassignments: live.reassignments,
      wanted: desired?.replicationFactor,
      known: applied.topics[name]?.replicationFactor,
    }),
    config: Object.fromEntries(overrides.map(({ name: key, value }) => [key, value ?? ''])),
  };
}

function upkeep(input: PlanInput, topic: Topic, desired: DesiredTopic): readonly Change[] {
  const { policy } = input.desired;
  const how: Treatment = {
    drift: policy.drift.topics,
    prefer: input.prefer,
    prune: true,
    paused: desired.paused === true,
  };
  const { live, applied } = topic;
  const of = (field: string, read: (side: AppliedTopic | LiveTopic | DesiredTopic) => string) =>
    fieldChange(
      field,
      { desired: read(desired), applied: applied && read(applied), live: live && read(live) },
      how,
    );
  const fields = [
    of('partitions', ({ partitions }) => String(partitions)),
    of('replicationFactor', ({ replicationFactor }) => String(replicationFactor)),
    ...configChanges(input, topic, desired, how),
    brakeLeft(input, topic.name, how),
  ].filter((field): field is FieldChange => field !== undefined);
  if (fields.length === 0) return [];
  return [
    {
      kind: 'topic',
      name: topic.name,
      verb: verbOf(live, fields),
      cause: causeOfAll(fields, how),
      fields,
      origins: [{ reason: `topic ${topic.name}`, path: desired.path, origin: desired.origin }],
    },
  ];
}

/** A run that ended while replicas moved has left them held back. */
function brakeLeft(
  { applied: { braked = [] } }: PlanInput,
  name: string,
  how: Treatment,
): FieldChange | undefined {
  if (!braked.includes(name)) return undefined;
  return fieldChange('replica throttle', { desired: 'off', applied: 'on', live: 'on' }, how);
}

function configChanges(
  input: PlanInput,
  { live, applied }: Topic,
  desired: DesiredTopic,
  how: Treatment,
): readonly (FieldChange | undefined)[] {
  const keys = new Set([
    ...namesOf(desired.config),
    ...namesOf(applied?.config ?? {}),
    ...namesOf(live?.config ?? {}),
  ]);
  const prunesUnknown = input.desired.policy.unknownTopicConfig === 'prune';
  return [...keys].sort().map((key) => {
    const change = fieldChange(
      `config.${key}`,
      { desired: desired.config[key], applied: applied?.config[key], live: live?.config[key] },
      how,
    );
    return change?.cause === 'unmanaged'
      ? { ...change, applies: prunesUnknown && !how.paused }
      : change;
  });
}

function verbOf(live: LiveTopic | undefined, fields: readonly FieldChange[]): Change['verb'] {
  if (!fields.some(({ applies }) => applies)) return 'none';
  return live === undefined ? 'create' : 'update';
}

/** A topic that left the program goes only if both the topic, when it was last applied, and the policy say so. */
function removal(input: PlanInput, { name, applied, live }: Topic): readonly Change[] {
  if (applied === undefined || live === undefined) return [];
  const mayGo = input.desired.policy.prune === 'all' && applied.removal === 'delete';
  return [
    {
      kind: 'topic',
      name,
      verb: mayGo ? 'delete' : 'none',
      cause: 'prune',
      fields: [],
      origins: [],
    },
  ];
}
