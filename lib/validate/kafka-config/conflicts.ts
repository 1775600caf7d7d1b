import { compareVersions } from '../../versions/facts';
import { EffectiveConfig, named } from './effective';
import type { ConfigFinding, KafkaConfig } from './finding';

type Severity = ConfigFinding['severity'];

interface Conflict {
  /** The options at odds; the first that the user set is blamed. */
  readonly keys: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
}

/** Pairs that a broker compares when it starts; it refuses to start when the first is the greater. */
const ORDERED: readonly (readonly [string, string])[] = [
  ['replica.fetch.wait.max.ms', 'replica.socket.timeout.ms'],
  ['replica.fetch.wait.max.ms', 'replica.lag.time.max.ms'],
  ...['consumer', 'share', 'streams'].flatMap((group) => [
    ...between(group, 'heartbeat.interval.ms'),
    ...between(group, 'session.timeout.ms'),
    ...between(group, 'assignment.interval.ms'),
  ]),
  ...between('share', 'record.lock.duration.ms'),
  ...between('share', 'delivery.count.limit'),
  ...between('share', 'partition.max.record.locks'),
  ['group.share.max.size', 'group.share.max.share.sessions'],
  ['group.streams.num.standby.replicas', 'group.streams.max.standby.replicas'],
];

/** Least values that Kafka demands at start and not in the option's definition. */
const AT_LEAST: readonly (readonly [string, bigint])[] = [
  ['log.cleaner.threads', 1n],
  ['log.roll.ms', 1n],
  ['log.roll.jitter.ms', 0n],
];

// The first that is set wins.
const RETENTION = ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'];

const CLEANER_BYTES_PER_THREAD = 1024n * 1024n;

type Check = (config: EffectiveConfig, version: string) => readonly Conflict[];

const CHECKS: readonly Check[] = [
  (config) => ORDERED.flatMap(([lesser, greater]) => outOfOrder(config, lesser, greater, false)),
  heartbeatsInSession,
  (config) => AT_LEAST.flatMap(([key, least]) => tooSmall(config, key, least)),
  noRetention,
  cleanerMemory,
  requestQueue,
  connectionsPerIp,
  classicProtocol,
  brokerHeartbeat,
];

/**
 * Options of a broker that do not go together, Kafka's defaults included. Each error is one with
 * which the broker refuses to start.
 */
export function checkConflicts(
  config: KafkaConfig,
  version: string,
  prop = 'config',
): readonly ConfigFinding[] {
  const effective = new EffectiveConfig(config, version, prop);
  return CHECKS.flatMap((check) => check(effective, version)).map(
    ({ keys, severity, message, fix }) => ({
      code: 'ConfigValuesConflict',
      severity,
      prop: effective.blame(...keys),
      message,
      fix,
    }),
  );
}

function between(group: string, name: string): readonly (readonly [string, string])[] {
  const [min, value, max] = ['min.', '', 'max.'].map((edge) => `group.${group}.${edge}${name}`);
  if (min === undefined || value === undefined || max === undefined) return [];
  return [
    [min, value],
    [value, max],
  ];
}

function outOfOrder(
  config: EffectiveConfig,
  lesser: string,
  greater: string,
  strict: boolean,
): readonly Conflict[] {
  const low = config.number(lesser);
  const high = config.number(greater);
  if (!low || !high || low.number < high.number) return [];
  if (!strict && low.number === high.number) return [];
  const relation = strict ? 'is not less than' : 'is more than';
  return [
    {
      keys: [lesser, greater],
      severity: 'error',
      message: `${named(low)} ${relation} ${named(high)}, with which Kafka does not start`,
      fix: `lower '${lesser}' or raise '${greater}'`,
    },
  ];
}

function heartbeatsInSession(config: EffectiveConfig, version: string): readonly Conflict[] {
  if (compareVersions(version, '4') < 0) return [];
  return ['consumer', 'share', 'streams'].flatMap((group) =>
    outOfOrder(
      config,
      `group.${group}.heartbeat.interval.ms`,
      `group.${group}.session.timeout.ms`,
      true,
    ),
  );
}

function tooSmall(config: EffectiveConfig, key: string, least: bigint): readonly Conflict[] {
  const value = config.number(key);
  if (!value || value.number >= least) return [];
  return [
    {
      keys: [key],
      severity: 'error',
      message: `${named(value)} is less than ${String(least)}, with which Kafka does not start`,
      fix: `set '${key}' to ${String(least)} or more`,
    },
  ];
}

function noRetention(config: EffectiveConfig): readonly Conflict[] {
  const key = RETENTION.find((name) => config.get(name)?.said) ?? 'log.retention.hours';
  const value = config.number(key);
  if (value?.number !== 0n) return [];
  return [
    {
      keys: [key],
      severity: 'error',
      message: `${named(value)} keeps nothing, with which Kafka does not start`,
      fix: `set '${key}' to 1 or more, or to -1 to keep everything`,
    },
  ];
}

// Kafka checks this also while log.cleaner.enable is false.
function cleanerMemory(config: EffectiveConfig): readonly Conflict[] {
  const buffer = config.number('log.cleaner.dedupe.buffer.size');
  const threads = config.number('log.cleaner.threads');
  if (!buffer || !threads || threads.number < 1n) return [];
  if (buffer.number / threads.number > CLEANER_BYTES_PER_THREAD) return [];
  return [
    {
      keys: [buffer.key, threads.key],
      severity: 'error',
      message: `${named(buffer)} is not more than 1 MiB for each of ${named(threads)}, with which Kafka does not start`,
      fix: `raise '${buffer.key}' or lower '${threads.key}'`,
    },
  ];
}

function requestQueue(config: EffectiveConfig): readonly Conflict[] {
  const queue = config.number('queued.max.request.bytes');
  if (!queue || queue.number <= 0n) return [];
  return outOfOrder(config, 'socket.request.max.bytes', queue.key, false);
}

function connectionsPerIp(config: EffectiveConfig): readonly Conflict[] {
  const limit = config.number('max.connections.per.ip');
  const overrides = config.get('max.connections.per.ip.overrides');
  if (limit?.number !== 0n || overrides?.value.trim() !== '') return [];
  return [
    {
      keys: [limit.key],
      severity: 'error',
      message: `${named(limit)} lets nobody in while '${overrides.key}' is empty, with which Kafka does not start`,
      fix: `set '${overrides.key}', or raise '${limit.key}'`,
    },
  ];
}

function classicProtocol(config: EffectiveConfig): readonly Conflict[] {
  const key = 'group.coordinator.rebalance.protocols';
  const protocols = config.items(key);
  if (!protocols || protocols.length === 0 || protocols.includes('classic')) return [];
  return [
    {
      keys: [key],
      severity: 'error',
      message: `kafka option '${key}' (${protocols.join(',')}) lacks 'classic', without which Kafka does not start`,
      fix: `add 'classic' to '${key}'`,
    },
  ];
}

function brokerHeartbeat(config: EffectiveConfig): readonly Conflict[] {
  const heartbeat = config.number('broker.heartbeat.interval.ms');
  const session = config.number('broker.session.timeout.ms');
  if (!heartbeat || !session || heartbeat.number * 2n <= session.number) return [];
  return [
    {
      keys: [heartbeat.key, session.key],
      severity: 'warning',
      message: `${named(heartbeat)} is more than half of ${named(session)}: one late heartbeat fences a broker`,
      fix: `lower '${heartbeat.key}' or raise '${session.key}'`,
    },
  ];
}
