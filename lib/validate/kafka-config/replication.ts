import { EffectiveConfig, named } from './effective';
import type { EffectiveNumber } from './effective';
import type { Complaint, ConfigFinding, KafkaConfig } from './finding';

interface ReplicatedTopics {
  readonly factor: string;
  readonly minIsr: string | undefined;
  readonly what: string;
  /** Share groups are for few clusters: their topic only matters to who has set it. */
  readonly optional: boolean;
}

const REPLICATED: readonly ReplicatedTopics[] = [
  {
    factor: 'default.replication.factor',
    minIsr: 'min.insync.replicas',
    what: 'topics without a replication factor of their own',
    optional: false,
  },
  {
    factor: 'offsets.topic.replication.factor',
    minIsr: undefined,
    what: 'the topic of consumer groups',
    optional: false,
  },
  {
    factor: 'transaction.state.log.replication.factor',
    minIsr: 'transaction.state.log.min.isr',
    what: 'the topic of transactions',
    optional: false,
  },
  {
    factor: 'share.coordinator.state.topic.replication.factor',
    minIsr: 'share.coordinator.state.topic.min.isr',
    what: 'the topic of share groups',
    optional: true,
  },
];

/**
 * What is wrong with the replication factors of a broker's options, Kafka's defaults included, in a
 * cluster of so many brokers. Kafka itself finds out when it creates the first such topic.
 */
export function checkReplication(
  config: KafkaConfig,
  version: string,
  brokerCount: number,
  prop = 'config',
): readonly ConfigFinding[] {
  const effective = new EffectiveConfig(config, version, prop);
  return REPLICATED.flatMap((topics) => [
    ...factorFindings(effective, topics, brokerCount),
    ...minIsrFindings(effective, topics),
  ]);
}

function factorFindings(
  config: EffectiveConfig,
  topics: ReplicatedTopics,
  brokerCount: number,
): readonly ConfigFinding[] {
  const { factor, what } = topics;
  const value = config.number(factor);
  // Kafka's own check misses this for default.replication.factor, and then no topic can be created.
  if (value && value.number < 1n) return [belowOne(config, factor, value.value)];
  if (!value || brokerCount < 1 || !Number.isSafeInteger(brokerCount)) return [];
  if (value.number <= BigInt(brokerCount)) return [];
  return [
    {
      code: 'ConfigReplicationExceedsBrokers',
      severity: severityOf(topics, value),
      prop: config.blame(factor),
      message: `${named(value)} is more than the ${String(brokerCount)} brokers there are: ${what} cannot be created`,
      fix: `set '${factor}' to ${String(brokerCount)} or less, or add brokers`,
    },
  ];
}

function belowOne(config: EffectiveConfig, factor: string, value: string): ConfigFinding {
  return {
    code: 'ConfigValueRange',
    severity: 'error',
    prop: config.blame(factor),
    message: `kafka option '${factor}' is '${value}', allowed is 1 or more`,
    fix: `set '${factor}' to the number of copies that a topic shall have`,
  };
}

function minIsrFindings(
  config: EffectiveConfig,
  topics: ReplicatedTopics,
): readonly ConfigFinding[] {
  const copies = config.number(topics.factor);
  const least = topics.minIsr === undefined ? undefined : config.number(topics.minIsr);
  if (!copies || !least || copies.number < 1n) return [];
  const prop = config.blame(least.key, copies.key);
  if (least.number > copies.number) {
    const severity = severityOf(topics, least, copies);
    return [{ ...minIsrExceeds(topics, least, copies), severity, prop }];
  }
  if (least.number < copies.number || least.number === 1n) return [];
  return [{ ...minIsrEquals(topics, least, copies), severity: 'warning', prop }];
}

function severityOf(
  { optional }: ReplicatedTopics,
  ...values: readonly EffectiveNumber[]
): ConfigFinding['severity'] {
  return optional && values.every(({ said }) => !said) ? 'warning' : 'error';
}

function minIsrExceeds(
  { what }: ReplicatedTopics,
  least: EffectiveNumber,
  copies: EffectiveNumber,
): Complaint {
  return {
    code: 'ConfigMinIsrExceedsReplication',
    message: `${named(least)} is more than ${named(copies)}: ${what} cannot be written to with acks=all`,
    fix: `lower '${least.key}' or raise '${copies.key}'`,
  };
}

function minIsrEquals(
  { what }: ReplicatedTopics,
  least: EffectiveNumber,
  copies: EffectiveNumber,
): Complaint {
  return {
    code: 'ConfigMinIsrEqualsReplication',
    message: `${named(least)} equals ${named(copies)}: ${what} cannot be written to with acks=all while one broker restarts`,
    fix: `set '${least.key}' to ${String(copies.number - 1n)}, or raise '${copies.key}'`,
  };
}
