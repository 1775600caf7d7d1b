import { sortedSet } from '../util/sort';
import type { Admin, ConfigAlteration, ItemResult, Reassignment, TopicDescription } from './admin';
import { persistently } from './batches';
import type { PlanInput } from './plan-input';
import { THROTTLES } from './objects';
import { fieldOf } from './plan';
import type { Change } from './plan';
import type { Outcome, Ports } from './ports';
import { reassignmentsOf } from './reassign';

const ALL = '*';
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'];
const LOOK_MS = 2_000;
/** Partitions that move at once: a broker copies a few at a time anyway, and each is open for as long as it moves. */
const AT_ONCE = 50;

/** What is remembered of the brake, so that whoever comes after a run that ended in the middle takes it off. */
export interface Brake {
  /** Topics on which another run has left it. */
  readonly left: readonly string[];
  /** Remembers on which topics it is. */
  note(topics: readonly string[]): Promise<void>;
}

/** Moves replicas for another replication factor, slowly enough for clients, and takes the brake off afterwards. */
export async function changeReplication(
  input: PlanInput,
  changes: readonly Change[],
  ports: Ports,
  brake: Brake,
): Promise<readonly Outcome[]> {
  const moving = movingTopics(changes);
  const names = sortedSet([...moving, ...brake.left]);
  if (names.length === 0) return [];
  // As they are now: partitions may just have been added, topics may be gone.
  const there = await ports.admin.describeTopics(names);
  const topics = there.map(({ name }) => name);
  await brake.note(topics);
  const refused = await setBrake(input, topics, ports, true);
  if (refused.length === 0) return moved(input, { there, moving, brake }, ports);
  return [...refused, ...(await takeOff(input, topics, ports, brake))];
}

const movingTopics = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(
    changes
      .filter(
        (change) =>
          change.kind === 'topic' &&
          change.verb === 'update' &&
          fieldOf(change, 'replicationFactor') !== undefined,
      )
      .map(({ name }) => name),
  );

interface Move {
  readonly there: readonly TopicDescription[];
  readonly moving: ReadonlySet<string>;
  readonly brake: Brake;
}

async function moved(
  input: PlanInput,
  { there, moving, brake }: Move,
  ports: Ports,
): Promise<readonly Outcome[]> {
  const topics = there.map(({ name }) => name);
  // What a run before has sent on its way comes first.
  await arrival(topics, ports);
  const found = await ports.admin.describeTopics([...moving]);
  const outcomes = await inSteps(targetsOf(input, found), ports);
  // An end in the middle leaves it on: replicas go on moving by themselves, and the next run goes on from there.
  if (ports.isInterrupted()) return outcomes;
  return [...outcomes, ...(await takeOff(input, topics, ports, brake))];
}

function targetsOf(
  { desired, live }: PlanInput,
  topics: readonly TopicDescription[],
): readonly Reassignment[] {
  const wanted = new Map(
    desired.topics.map(({ name, replicationFactor }) => [name, replicationFactor]),
  );
  return topics.flatMap((topic) => {
    const factor = wanted.get(topic.name);
    return factor === undefined ? [] : reassignmentsOf(topic, factor, live.cluster.brokers);
  });
}

async function inSteps(all: readonly Reassignment[], ports: Ports): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < all.length && !ports.isInterrupted(); from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    const results = await persistently(
      some,
      (reassignments) => ports.admin.alterReassignments(reassignments),
      ports,
    );
    some.forEach(({ topic }, index) => {
      const result = results[index];
      if (result !== undefined) outcomes.push(outcomeOf(topic, 'replicas', result));
    });
    await arrival(
      some.map(({ topic }) => topic),
      ports,
    );
    ports.progress('replicas', Math.min(from + AT_ONCE, all.length), all.length);
  }
  return outcomes;
}

const outcomeOf = (name: string, phase: string, result: ItemResult): Outcome => ({
  change: { kind: 'topic', name },
  phase,
  result,
});

/** Until no replica of these topics is on its way any more. */
async function arrival(topics: readonly string[], ports: Ports): Promise<void> {
  const names = new Set(topics);
  while (!ports.isInterrupted()) {
    const open = await ports.admin.listReassignments();
    if (!open.some(({ topic }) => names.has(topic))) return;
    await ports.sleep(LOOK_MS);
  }
}

async function takeOff(
  input: PlanInput,
  topics: readonly string[],
  ports: Ports,
  brake: Brake,
): Promise<readonly Outcome[]> {
  const refused = await setBrake(input, topics, ports, false);
  if (refused.length === 0) await brake.note([]);
  return refused;
}

/** What of it failed. */
async function setBrake(
  input: PlanInput,
  topics: readonly string[],
  ports: Ports,
  on: boolean,
): Promise<readonly Outcome[]> {
  const alterations = brakeOf(input, topics, on);
  const call = (some: readonly ConfigAlteration[]): ReturnType<Admin['alterConfigs']> =>
    ports.admin.alterConfigs(some, false);
  const results = await persistently(alterations, call, ports);
  const [first = ''] = topics;
  return alterations.flatMap(({ resource: { type, name } }, index) => {
    const result = results[index];
    if (result === undefined || result.ok) return [];
    return [outcomeOf(type === 'TOPIC' ? name : first, 'brake', result)];
  });
}

function brakeOf(
  { desired, live }: PlanInput,
  topics: readonly string[],
  on: boolean,
): readonly ConfigAlteration[] {
  const values = (
    keys: readonly string[],
    value: string,
  ): Readonly<Record<string, string | null>> =>
    Object.fromEntries(keys.map((key) => [key, on ? value : null]));
  const rates = values(RATES, String(desired.policy.reassignmentThrottle));
  const replicas = values(THROTTLES, ALL);
  return [
    ...live.cluster.brokers.map(({ id }) => ({
      resource: { type: 'BROKER' as const, name: String(id) },
      changes: rates,
    })),
    ...topics.map((name) => ({ resource: { type: 'TOPIC' as const, name }, changes: replicas })),
  ];
}
