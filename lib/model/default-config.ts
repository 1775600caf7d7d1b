import type { NodePoolSpec } from '../spec/node-pool';
import type { KafkaFacts } from '../versions/facts';
import type { NodeMode } from './modes';
import { MAX_POOL_REPLICAS } from './node-ids';

export function brokerCount(pools: readonly NodePoolSpec[]): number {
  return pools
    .filter((pool) => pool.roles.includes('broker') && Number.isInteger(pool.replicas))
    .reduce((sum, pool) => sum + Math.min(Math.max(pool.replicas, 0), MAX_POOL_REPLICAS), 0);
}

/**
 * The broker settings where this library's default is not Kafka's, by the number of brokers. Kafka's own suit a laptop:
 * replication factor 1 loses data with a disk, and factor 3 of the internal topics never comes up on fewer brokers.
 * How many copies have to be in sync follows from how many the user wants.
 */
export function defaultConfig(
  brokers: number,
  { version, config }: { readonly version: KafkaFacts } & Pick<NodeMode, 'config'>,
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const factor = String(Math.min(Math.max(brokers, 1), 3));
  const inSync = (key: string): string => (Number(said[key] ?? factor) >= 3 ? '2' : '1');
  return {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': factor,
    'min.insync.replicas': inSync('default.replication.factor'),
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': inSync('transaction.state.log.replication.factor'),
    ...(version.supports('shareGroups')
      ? {
          'share.coordinator.state.topic.replication.factor': factor,
          'share.coordinator.state.topic.min.isr': inSync(
            'share.coordinator.state.topic.replication.factor',
          ),
        }
      : {}),
    ...config,
    // By default 30 s: for so long each broker waited for the answer of a controller whose host had lost its power, and
    // was meanwhile fenced by the next controller, so that nobody served.
    'controller.socket.timeout.ms': '5000',
    // By default 1 s: a follower that hears of a new leader before the leader itself does is refused once, and kept acks=all
    // waiting for so long whenever a leader moved.
    'replica.fetch.backoff.ms': '250',
  };
}
