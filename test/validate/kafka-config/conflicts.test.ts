import { checkConflicts } from '../../../lib/validate/kafka-config';
import { KNOWN_VERSIONS } from '../../../lib/versions/facts';

const found = (text: string, version = '4.3.1') =>
  checkConflicts(
    Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string])),
    version,
  ).map(({ severity, prop }) => `${severity} ${prop}`);

test.each(KNOWN_VERSIONS)('the defaults of %s go together', (version) => {
  expect(checkConflicts({}, version)).toEqual([]);
});

// Each was given to a KafkaConfig of 4.3.1, which refused it.
test.each([
  'replica.socket.timeout.ms=400',
  'replica.lag.time.max.ms=400',
  'queued.max.request.bytes=1000',
  'group.consumer.heartbeat.interval.ms=4000',
  'group.consumer.session.timeout.ms=61000',
  'group.consumer.assignment.interval.ms=20000',
  'group.consumer.max.heartbeat.interval.ms=4000',
  'group.share.record.lock.duration.ms=14000',
  'group.share.max.delivery.count.limit=4',
  'group.share.max.share.sessions=10',
  'group.streams.num.standby.replicas=3',
  'group.streams.session.timeout.ms=44000',
  'log.cleaner.dedupe.buffer.size=1048576',
  'log.cleaner.threads=0',
  'log.retention.ms=0',
  'log.retention.hours=0',
  'log.roll.ms=0',
  'log.roll.jitter.ms=-1',
  'max.connections.per.ip=0',
  'group.coordinator.rebalance.protocols=consumer',
])('%s does not start', (text) => {
  expect(found(text)).toEqual([`error config['${text.split('=')[0] ?? ''}']`]);
});

// Each was given to a KafkaConfig of 4.3.1, which took it.
test.each([
  'replica.fetch.wait.max.ms=30000',
  'queued.max.request.bytes=104857600',
  'queued.max.request.bytes=0',
  'log.cleaner.dedupe.buffer.size=1048577',
  'log.retention.minutes=-5',
  'log.retention.ms=1 log.retention.hours=0',
  'max.connections.per.ip=0 max.connections.per.ip.overrides=a:1',
  'broker.heartbeat.interval.ms=4500',
  'replica.lag.time.max.ms=${env:LAG}',
])('%s starts', (text) => {
  expect(found(text)).toEqual([]);
});

test('a heartbeat as long as the session is refused since 4.0', () => {
  const text =
    'group.share.heartbeat.interval.ms=15000 group.share.session.timeout.ms=15000 group.share.min.session.timeout.ms=15000';
  expect(found(text)).toEqual(["error config['group.share.heartbeat.interval.ms']"]);
  expect(found(text, '3.9.1')).toEqual([]);
});

test('the limits of 4.3 are not those of 4.2', () => {
  expect(found('group.consumer.assignment.interval.ms=20000', '4.2.0')).toEqual([]);
});

test("a broker's heartbeats that are too rare are a warning", () => {
  expect(found('broker.session.timeout.ms=3000')).toEqual([
    "warning config['broker.session.timeout.ms']",
  ]);
});

test('both culprits are shown', () => {
  expect(checkConflicts({ 'replica.lag.time.max.ms': '400' }, '4.3.1')).toEqual([
    {
      code: 'ConfigValuesConflict',
      severity: 'error',
      prop: "config['replica.lag.time.max.ms']",
      message:
        "'replica.fetch.wait.max.ms' (500, Kafka's default) is more than 'replica.lag.time.max.ms' (400), with which Kafka does not start",
      fix: "lower 'replica.fetch.wait.max.ms' or raise 'replica.lag.time.max.ms'",
    },
  ]);
});
