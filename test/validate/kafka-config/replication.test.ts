import * as fc from 'fast-check';
import { checkReplication } from '../../../lib/validate/kafka-config';

const found = (config: Record<string, string>, brokers: number, version = '4.3.1') =>
  checkReplication(config, version, brokers).map(
    ({ code, severity, prop }) => `${severity} ${code} ${prop}`,
  );

const ones = {
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
};

test("Kafka's defaults suit three brokers", () => {
  expect(found({}, 3)).toEqual([]);
});

test('one broker needs factors of 1', () => {
  expect(found(ones, 1)).toEqual([]);
  expect(found({}, 1)).toEqual([
    "error ConfigReplicationExceedsBrokers config['offsets.topic.replication.factor']",
    "error ConfigReplicationExceedsBrokers config['transaction.state.log.replication.factor']",
    "warning ConfigReplicationExceedsBrokers config['share.coordinator.state.topic.replication.factor']",
  ]);
});

test('Kafka 3.9 has no topic of share groups', () => {
  expect(found({}, 1, '3.9.1')).toHaveLength(2);
});

test.each([
  [
    { 'default.replication.factor': '4' },
    ["error ConfigReplicationExceedsBrokers config['default.replication.factor']"],
  ],
  [
    { 'default.replication.factor': '0' },
    ["error ConfigValueRange config['default.replication.factor']"],
  ],
  [{ 'default.replication.factor': '3', 'min.insync.replicas': '2' }, []],
  [
    { 'min.insync.replicas': '2' },
    ["error ConfigMinIsrExceedsReplication config['min.insync.replicas']"],
  ],
  [
    { 'default.replication.factor': '3', 'min.insync.replicas': '3' },
    ["warning ConfigMinIsrEqualsReplication config['min.insync.replicas']"],
  ],
  [
    { 'transaction.state.log.replication.factor': '1' },
    ["error ConfigMinIsrExceedsReplication config['transaction.state.log.replication.factor']"],
  ],
  [{ 'default.replication.factor': '${env:RF}', 'min.insync.replicas': '9' }, []],
  [{ 'default.replication.factor': 'three' }, []],
])('with three brokers %j gives %j', (config, expected) => {
  expect(found(config, 3)).toEqual(expected);
});

test('both culprits are shown', () => {
  expect(checkReplication({ 'min.insync.replicas': '2' }, '4.3.1', 3)).toMatchObject([
    {
      message:
        "'min.insync.replicas' (2) is more than 'default.replication.factor' (1, Kafka's default): topics without a replication factor of their own cannot be written to with acks=all",
      fix: "lower 'min.insync.replicas' or raise 'default.replication.factor'",
    },
  ]);
});

test('total', () => {
  const key = fc.constantFrom(
    'default.replication.factor',
    'min.insync.replicas',
    'offsets.topic.replication.factor',
  );
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.oneof(fc.string(), fc.integer().map(String))),
      fc.double(),
      (config, brokers) => {
        expect(checkReplication(config, '4.3.1', brokers)).toEqual(
          checkReplication(config, '4.3.1', brokers),
        );
      },
    ),
  );
});
