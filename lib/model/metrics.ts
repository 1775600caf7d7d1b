import type { MetricsSpec } from '../spec/metrics';

/** The port that Strimzi's pods have for it, by its name. */
export const METRICS_PORT = { name: 'tcp-prometheus', port: 9404 };

const AGENT_FOLDER = '/opt/cdk8s-kafka/agent';

/** A jar of another image, and where it is copied to. */
export interface CopiedJar {
  readonly image: string;
  readonly jar: string;
  readonly folder: string;
}

export interface MetricsModel {
  readonly spec: MetricsSpec;
  /** In the container of the server. */
  readonly jar: string;
  readonly copied: CopiedJar | undefined;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What is served when nothing is said of the exporter's configuration: of Kafka's servers, or of ZooKeeper's. */
export type MetricsOf = 'kafka' | 'zookeeper';

/** Total, as `complete` is. */
export function completeMetrics(
  spec: MetricsSpec | undefined,
  of: MetricsOf,
): MetricsModel | undefined {
  if (spec === undefined) return undefined;
  const { image, jar } = spec;
  return {
    spec,
    jar: image === undefined ? jar : `${AGENT_FOLDER}/jmx-exporter.jar`,
    copied: image === undefined ? undefined : { image, jar, folder: AGENT_FOLDER },
    config: spec.config ?? DEFAULTS[of],
  };
}

/** What the pods open for it. */
export const metricsPorts = (
  metrics: MetricsModel | undefined,
): readonly (typeof METRICS_PORT)[] => (metrics === undefined ? [] : [METRICS_PORT]);

type Rule = Readonly<Record<string, unknown>>;

/** Further keys of an MBean's name, as labels: `, topic=orders, partition=0`. */
const KEY = '([^=,]+)=([^,>]+)';

/** A rule for each number of further keys, the longest first: a rule names its labels one by one. */
function withKeys(most: number, rule: (keys: string, labels: Rule, next: number) => Rule): Rule[] {
  return Array.from({ length: most + 1 }, (_, index) => {
    const count = most - index;
    const first = 4;
    const labels = Object.fromEntries(
      Array.from({ length: count }, (__, key) => [
        `$${String(first + 2 * key)}`,
        `$${String(first + 2 * key + 1)}`,
      ]),
    );
    return rule(`, ${KEY}`.repeat(count), labels, first + 2 * count);
  });
}

const MOST_KEYS = 3;

/**
 * Kafka's own MBeans are `kafka.<part>:type=<Type>,name=<Name>,...` with meters (Count), gauges (Value) and histograms; those of
 * its clients' library `type=<group>-metrics` with an attribute for each metric, which the exporter names well by itself.
 */
const KAFKA_RULES: readonly Rule[] = [
  ...withKeys(MOST_KEYS, (keys, labels) => ({
    pattern: `kafka\\.(\\w+)<type=([^,>]+), name=([^,>]+)PerSec${keys}><>Count`,
    name: 'kafka_$1_$2_$3_total',
    type: 'COUNTER',
    labels,
  })),
  ...withKeys(MOST_KEYS, (keys, labels) => ({
    pattern: `kafka\\.(\\w+)<type=([^,>]+), name=([^,>]+)${keys}><>Value`,
    name: 'kafka_$1_$2_$3',
    type: 'GAUGE',
    labels,
  })),
  ...withKeys(MOST_KEYS, (keys, labels) => ({
    pattern: `kafka\\.(\\w+)<type=([^,>]+), name=([^,>]+)${keys}><>Count`,
    name: 'kafka_$1_$2_$3_count',
    type: 'COUNTER',
    labels,
  })),
  ...withKeys(MOST_KEYS, (keys, labels, next) => ({
    pattern: `kafka\\.(\\w+)<type=([^,>]+), name=([^,>]+)${keys}><>(\\d+)thPercentile`,
    name: 'kafka_$1_$2_$3',
    type: 'GAUGE',
    labels: { ...labels, quantile: `0.$${String(next)}` },
  })),
  { pattern: 'kafka\\.\\w+<type=[a-z-]+(?:, [^>]+)?><>.+' },
];

const ZOOKEEPER_RULES: readonly Rule[] = [
  {
    pattern:
      'org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id\\d+, name1=replica\\.(\\d+), name2=(\\w+)(?:, name3=InMemoryDataTree)?><>(\\w+)',
    name: 'zookeeper_$3',
    type: 'GAUGE',
    labels: { replicaId: '$1', memberType: '$2' },
  },
  {
    pattern:
      'org\\.apache\\.ZooKeeperService<name0=(?:ReplicatedServer_id|StandaloneServer_port)-?\\d+(?:, name1=InMemoryDataTree)?><>(\\w+)',
    name: 'zookeeper_$1',
    type: 'GAUGE',
  },
];

const DEFAULTS: Readonly<Record<MetricsOf, Rule>> = {
  kafka: { lowercaseOutputName: true, rules: KAFKA_RULES },
  zookeeper: { lowercaseOutputName: true, rules: ZOOKEEPER_RULES },
};
