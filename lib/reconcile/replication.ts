import type { Admin, ConfigAlteration, Reassignment, TopicDescription } from './admin';
import { persistently } from './batches';
import type { PlanInput } from './plan-input';
import { THROTTLES } from './objects';
import type { Change } from './plan';
import type { Outcome, Ports } from './ports';
import { reassignmentsOf } from './reassign';

const ALL = '*';
const RATES = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'];
const LOOK_MS = 2_000;
/** Partitions that move at once: a broker copies a few at a time anyway, and each is open for as long as it moves. */
const AT_ONCE = 50;

/** Moves replicas for another replication factor, slowly enough for clients, and takes the brake off afterwards. */
export async function changeReplication(
  input: PlanInput,
  changes: readonly Change[],
  ports: Ports,
): Promise<readonly Outcome[]> {
  const moving = changes.filter(
    ({ kind, verb, fields }) =>
      kind === 'topic' &&
      verb === 'update' &&
      fields.some(({ field, applies }) => field === 'replicationFactor' && applies),
  );
  if (moving.length === 0) return [];
  const topics = moving.map(({ name }) => name);
  // As they are now: partitions may just have been added.
  const now = await ports.admin.describeTopics(topics);
  const all = now.flatMap((topic) => targetsOf(input, topic));
  await setBrake(input, topics, ports.admin, true);
  try {
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
        if (result === undefined) return;
        outcomes.push({ change: { kind: 'topic', name: topic }, phase: 'replicas', result });
      });
      await arrival(some, ports);
      ports.progress('replicas', Math.min(from + AT_ONCE, all.length), all.length);
    }
    return outcomes;
  } finally {
    await setBrake(input, topics, ports.admin, false);
  }
}

function targetsOf({ desired, live }: PlanInput, topic: TopicDescription): readonly Reassignment[] {
  const wanted = desired.topics.find(({ name }) => name === topic.name)?.replicationFactor;
  if (wanted === undefined) return [];
  return reassignmentsOf(topic, wanted, live.cluster.brokers);
}

/** Until none of them is under way any more. An interrupted run leaves them to Kafka, which goes on by itself. */
async function arrival(some: readonly Reassignment[], ports: Ports): Promise<void> {
  const ids = new Set(some.map(({ topic, partition }) => `${topic}-${String(partition)}`));
  while (!ports.isInterrupted()) {
    const open = await ports.admin.listReassignments();
    if (!open.some(({ topic, partition }) => ids.has(`${topic}-${String(partition)}`))) return;
    await ports.sleep(LOOK_MS);
  }
}

async function setBrake(
  { desired, live }: PlanInput,
  topics: readonly string[],
  admin: Admin,
  on: boolean,
): Promise<void> {
  const rate = String(desired.policy.reassignmentThrottle);
  const values = (
    keys: readonly string[],
    value: string,
  ): Readonly<Record<string, string | null>> =>
    Object.fromEntries(keys.map((key) => [key, on ? value : null]));
  const alterations: readonly ConfigAlteration[] = [
    ...live.cluster.brokers.map(({ id }) => ({
      resource: { type: 'BROKER' as const, name: String(id) },
      changes: values(RATES, rate),
    })),
    ...topics.map((name) => ({
      resource: { type: 'TOPIC' as const, name },
      changes: values(THROTTLES, ALL),
    })),
  ];
  await admin.alterConfigs(alterations, false);
}
