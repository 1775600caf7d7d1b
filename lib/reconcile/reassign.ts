import type { BrokerDescription, Reassignment, TopicDescription } from './admin';

/**
 * Where the replicas of a topic go for another replication factor: replicas stay where they are as far as they may, the
 * leader stays first, new ones go to racks that have none yet and then to brokers with the least, and those that leave are
 * from the racks with the most.
 */
export function reassignmentsOf(
  topic: TopicDescription,
  replicationFactor: number,
  brokers: readonly BrokerDescription[],
): readonly Reassignment[] {
  const load = new Map(brokers.map(({ id }) => [id, 0]));
  const add = (id: number, count: number): unknown => load.set(id, (load.get(id) ?? 0) + count);
  for (const { replicas } of topic.partitions) for (const id of replicas) add(id, 1);
  return topic.partitions.flatMap(({ partition, replicas, leader }) => {
    const chosen = leaderFirst(replicas, leader);
    while (chosen.length > replicationFactor) add(dropOne(chosen, brokers, load), -1);
    while (chosen.length < replicationFactor) {
      const next = nextBroker(chosen, brokers, load);
      if (next === undefined) break;
      chosen.push(next);
      add(next, 1);
    }
    const isSame = chosen.length === replicas.length && chosen.every((id) => replicas.includes(id));
    return isSame ? [] : [{ topic: topic.name, partition, replicas: chosen }];
  });
}

const leaderFirst = (replicas: readonly number[], leader: number): number[] =>
  replicas.includes(leader) ? [leader, ...replicas.filter((id) => id !== leader)] : [...replicas];

type Load = ReadonlyMap<number, number>;

const rackOf = (brokers: readonly BrokerDescription[], id: number): string =>
  brokers.find((broker) => broker.id === id)?.rack ?? '';

/** Takes a replica away, never the leader: of the fullest rack, on the fullest broker. */
function dropOne(chosen: number[], brokers: readonly BrokerDescription[], load: Load): number {
  const racks = chosen.map((id) => rackOf(brokers, id));
  const crowd = (id: number): number => racks.filter((rack) => rack === rackOf(brokers, id)).length;
  const [victim = 0] = chosen
    .slice(1)
    .sort((a, b) => crowd(b) - crowd(a) || (load.get(b) ?? 0) - (load.get(a) ?? 0) || b - a);
  chosen.splice(chosen.indexOf(victim, 1), 1);
  return victim;
}

function nextBroker(
  chosen: readonly number[],
  brokers: readonly BrokerDescription[],
  load: Load,
): number | undefined {
  const racks = chosen.map((id) => rackOf(brokers, id));
  const crowd = ({ rack }: BrokerDescription): number =>
    racks.filter((one) => one === (rack ?? '')).length;
  const [next] = brokers
    .filter(({ id }) => !chosen.includes(id))
    .sort(
      (a, b) => crowd(a) - crowd(b) || (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || a.id - b.id,
    );
  return next?.id;
}
