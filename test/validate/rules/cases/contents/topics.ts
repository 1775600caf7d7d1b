import { factsOfCluster } from '../../../../../lib/model/cluster-facts';
import { cluster, pool, zooKeeper } from '../../../../support/build';
import { contents, ELSEWHERE, topic } from '../../../../support/contents';
import { casesOf } from './case';

const one = (name: string, more: Parameters<typeof topic>[1] = {}) =>
  contents({ topics: [topic(name, more)] });
const configured = (key: string, value: string) => one('t', { config: { [key]: value } });
/** With the facts of a cluster on ZooKeeper. */
const onZooKeeper = (key: string, value: string) =>
  contents(
    { topics: [topic('t', { config: { [key]: value } })] },
    factsOfCluster(cluster({ version: '3.9.1', zooKeeper: zooKeeper(), nodePools: [pool()] })),
  );
const prop = (key: string): string => `config['${key}']`;

export const TOPIC_CASES = [
  casesOf('TopicNameForm', {
    valid: [one('orders.v1'), one('a'.repeat(249)), one('A_b-c')],
    invalid: [
      [one('orders/v1'), ['topicName']],
      [one(''), ['topicName']],
      [one('..'), ['topicName']],
      [one('a'.repeat(250)), ['topicName']],
    ],
  }),
  casesOf('TopicNameInternal', {
    valid: [one('__mine')],
    invalid: [[one('__consumer_offsets'), ['topicName']]],
  }),
  casesOf('TopicRepeated', {
    valid: [contents({ topics: [topic('a'), topic('b')] })],
    invalid: [[contents({ topics: [topic('a'), topic('a')] }), ['topicName']]],
  }),
  casesOf('TopicNameCollision', {
    valid: [contents({ topics: [topic('a.b'), topic('a-b'), topic('a.b')] })],
    invalid: [[contents({ topics: [topic('a.b'), topic('a_b')] }), ['topicName']]],
  }),
  casesOf('TopicPartitions', {
    valid: [one('t', { partitions: 1 }), one('t', { partitions: undefined })],
    invalid: [
      [one('t', { partitions: 0 }), ['partitions']],
      [one('t', { partitions: 1.5 }), ['partitions']],
      [one('t', { partitions: 10_000 }), ['partitions']],
    ],
  }),
  casesOf('TopicReplicationFactor', {
    valid: [one('t', { replicationFactor: undefined })],
    invalid: [[one('t', { replicationFactor: 0 }), ['replicationFactor']]],
  }),
  casesOf('TopicReplicationExceedsBrokers', {
    valid: [
      one('t', { replicationFactor: 3 }),
      contents({ topics: [topic('t', { replicationFactor: 5 })] }, ELSEWHERE),
    ],
    invalid: [[one('t', { replicationFactor: 4 }), ['replicationFactor']]],
  }),
  casesOf('TopicSoleCopy', {
    valid: [one('t'), contents({ topics: [topic('t', { replicationFactor: 1 })] }, { brokers: 1 })],
    invalid: [[one('t', { replicationFactor: 1 }), ['replicationFactor']]],
  }),
  casesOf('TopicMinIsrExceedsReplication', {
    valid: [configured('min.insync.replicas', '3'), one('t', { replicationFactor: 1 })],
    invalid: [[configured('min.insync.replicas', '4'), [prop('min.insync.replicas')]]],
  }),
  casesOf('TopicMinIsrEqualsReplication', {
    valid: [configured('min.insync.replicas', '2')],
    invalid: [[configured('min.insync.replicas', '3'), [prop('min.insync.replicas')]]],
  }),
  casesOf('TopicConfigRefused', {
    valid: [
      configured('remote.log.copy.disable', 'true'),
      onZooKeeper('remote.log.copy.disable', 'false'),
    ],
    invalid: [[onZooKeeper('remote.log.copy.disable', 'true'), [prop('remote.log.copy.disable')]]],
  }),
  casesOf('TopicConfigKeyUnknown', {
    valid: [
      configured('retention.ms', '1'),
      contents({ topics: [topic('t', { config: { odd: '1' } })] }, ELSEWHERE),
    ],
    invalid: [
      [configured('retention.mss', '1'), [prop('retention.mss')]],
      [configured('log.retention.ms', '1'), [prop('log.retention.ms')]],
    ],
  }),
  casesOf('TopicConfigKeyNotInVersion', {
    valid: [configured('retention.ms', '1')],
    invalid: [[configured('message.format.version', '3.0'), [prop('message.format.version')]]],
  }),
  casesOf('TopicConfigValueType', {
    valid: [configured('retention.ms', '-1')],
    invalid: [[configured('retention.ms', 'a week'), [prop('retention.ms')]]],
  }),
  casesOf('TopicConfigValueRange', {
    valid: [configured('segment.bytes', '1048576')],
    invalid: [[configured('max.message.bytes', '-1'), [prop('max.message.bytes')]]],
  }),
  casesOf('TopicConfigValueEnum', {
    valid: [configured('cleanup.policy', 'compact,delete')],
    invalid: [[configured('cleanup.policy', 'drop'), [prop('cleanup.policy')]]],
  }),
];
