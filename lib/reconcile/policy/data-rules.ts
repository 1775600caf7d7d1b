import { fieldOf } from '../plan';
import type { Change } from '../plan';
import type { PlanInput } from '../plan-input';
import { ofTopics } from './of-topics';
import type { SafetyRule } from './rule';

type Settings = Readonly<Record<string, string>>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const product = (value: string | undefined, unit: number): string | undefined =>
  value === undefined ? undefined : String(Number(value) * unit);

/** What holds of a topic that says nothing, by the settings of the brokers; undefined where those are not told. */
const DEFAULTS: Readonly<Record<string, (of: Settings) => string | undefined>> = {
  'retention.ms': (of) =>
    of['log.retention.ms'] ??
    product(of['log.retention.minutes'], MINUTE_MS) ??
    product(of['log.retention.hours'], HOUR_MS),
  'retention.bytes': (of) => of['log.retention.bytes'],
  'cleanup.policy': (of) => of['log.cleanup.policy'],
};

interface Turn {
  readonly key: string;
  readonly now: string | undefined;
  readonly then: string | undefined;
}

/** What a topic that is there has of a key, and what it would have, the brokers' own included. */
function turnOf(change: Change, { live }: PlanInput, key: string): Turn | undefined {
  const field = fieldOf(change, `config.${key}`);
  if (field === undefined || change.verb !== 'update') return undefined;
  const inForce = DEFAULTS[key]?.(live.brokerSettings);
  return { key, now: field.live ?? inForce, then: field.desired ?? inForce };
}

function isCut({ now, then }: Turn): boolean {
  const [from, to] = [Number(now ?? Number.NaN), Number(then ?? Number.NaN)];
  return to >= 0 && (from < 0 || to < from);
}

/** What data is lost by. */
export const DATA_SAFETY: readonly SafetyRule[] = [
  {
    name: 'RetentionCut',
    severity: 'approve',
    why: 'What is older, or over the size, is deleted within minutes.',
    check: ofTopics((change, input) => {
      const cut = ['retention.ms', 'retention.bytes']
        .flatMap((key) => turnOf(change, input, key) ?? [])
        .find(isCut);
      return cut === undefined
        ? undefined
        : [
            `topic ${change.name}: ${cut.key} goes from ${cut.now ?? ''} to ${cut.then ?? ''}, and data with it`,
            'waive the rule for the topic, with the reason',
          ];
    }),
  },
  {
    name: 'CleanupPolicyDelete',
    severity: 'approve',
    why: 'A compacted topic keeps the last value of each key for ever; with delete they go with their age.',
    check: ofTopics((change, input) => {
      const { now, then = 'delete' } = turnOf(change, input, 'cleanup.policy') ?? {};
      return now?.includes('compact') === true && !then.includes('compact')
        ? [
            `topic ${change.name}: cleanup.policy goes from ${now} to ${then}`,
            'waive the rule for the topic, with the reason',
          ]
        : undefined;
    }),
  },
  {
    name: 'TopicGone',
    severity: 'approve',
    why: 'A topic that was applied and is gone took its data along; an empty one in its place may be worse than none.',
    check: ofTopics((change, { applied }) =>
      change.verb === 'create' && applied.topics[change.name] !== undefined
        ? [
            `topic ${change.name} was applied before and is gone, with its data`,
            'waive the rule for the topic to make it anew, empty',
          ]
        : undefined,
    ),
  },
  {
    name: 'TopicIsAnother',
    severity: 'warn',
    why: 'Somebody deleted the topic and made one of the same name: what was in it is gone.',
    check: ({ applied, live }) =>
      Object.entries(applied.topics).flatMap(([name, { topicId }]) => {
        const now = live.topics.get(name)?.topicId;
        return topicId !== undefined && now !== undefined && now !== topicId
          ? [
              {
                subject: `topic:${name}`,
                message: `topic ${name} is not the one that was applied: its id was ${topicId}, now ${now}`,
                fix: undefined,
              },
            ]
          : [];
      }),
  },
];
