import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import type { Finding, Severity } from '../issue';
import { checkBrokerConfig, checkConflicts, checkReplication, isOfMode } from '../kafka-config';
import type { ConfigFinding, ConfigFindingCode, KafkaConfig, Mode } from '../kafka-config';
import type { Rule } from '../rule';
import type { Check, Complaint } from './support';
import { entry, inOneLine, NONE, ofCluster, ofPools, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

interface Placed {
  readonly found: ConfigFinding;
  readonly origin: string | undefined;
}

/** Each rule takes its own part of the findings of one model, which never changes. */
const known = new WeakMap<ClusterModel, readonly Placed[]>();

function findings(cluster: ClusterModel): readonly Placed[] {
  const found = known.get(cluster) ?? findAll(cluster);
  known.set(cluster, found);
  return found;
}

/** What the checks of Kafka's options find in the words about the cluster and about each pool, each once. */
function findAll(cluster: ClusterModel): readonly Placed[] {
  // Of an unknown version nothing is known of its options: that is the fault to report then.
  if (!cluster.versionKnown) return [];
  const all = [
    ...alone(cluster, cluster.spec.config, 'config').map((found) => ({
      found,
      origin: undefined,
    })),
    ...cluster.pools.flatMap((pool, index) =>
      [...ofPoolAlone(cluster, pool, index), ...together(cluster, pool, index)].map((found) => ({
        found,
        origin: ownProp(found.prop) ? undefined : pool.spec.origin,
      })),
    ),
  ];
  const seen = new Set<string>();
  return all.filter(({ found }) => {
    const key = JSON.stringify([found.code, found.severity, found.prop, found.message]);
    return !seen.has(key) && seen.add(key);
  });
}

const ownProp = (prop: string): boolean => !prop.startsWith('nodePools[');

function alone(cluster: ClusterModel, config: KafkaConfig, prop: string): readonly ConfigFinding[] {
  const { additionalConfigPrefixes } = cluster.spec;
  return checkBrokerConfig(config, cluster.version.version, { prop, additionalConfigPrefixes });
}

/** With the cluster's options, among which may be the prefix of a plugin's; but only what the pool says is judged. */
function ofPoolAlone(
  cluster: ClusterModel,
  pool: PoolModel,
  index: number,
): readonly ConfigFinding[] {
  const own = pool.spec.config;
  const prop = `nodePools[${String(index)}].config`;
  const props = new Set(Object.keys(own).map((key) => entry(prop, key)));
  return alone(cluster, { ...cluster.spec.config, ...own }, prop).filter((found) =>
    props.has(found.prop),
  );
}

/** Options that do not go together, defaults included. The prop is the cluster's or the pool's, whoever said it. */
function together(cluster: ClusterModel, pool: PoolModel, index: number): readonly ConfigFinding[] {
  const { version } = cluster.version;
  const own = new Map(
    Object.keys(pool.spec.config).map((key) => [
      entry('config', key),
      entry(`nodePools[${String(index)}].config`, key),
    ]),
  );
  return [
    ...checkReplication(pool.config, version, cluster.brokers.length),
    ...checkConflicts(pool.config, version),
  ].map((found) => ({ ...found, prop: own.get(found.prop) ?? found.prop }));
}

function rule(code: ConfigFindingCode, severity: Severity, why: string): ClusterRule {
  const isOurs = ({ found }: Placed): boolean => found.code === code && found.severity === severity;
  const asFinding = ({ found, origin }: Placed): Finding => ({
    prop: found.prop,
    message: inOneLine(found.message),
    fix: inOneLine(found.fix),
    origin,
  });
  return {
    code,
    severity,
    why,
    check: (cluster) => findings(cluster).filter(isOurs).map(asFinding),
  };
}

/** A check of the words about the cluster, and of those about each pool. */
function ofConfigs(
  judge: (config: KafkaConfig, cluster: ClusterModel) => readonly Complaint[],
): Check {
  const whole = ofCluster((cluster) => judge(cluster.spec.config, cluster));
  const each = ofPools(({ spec }, cluster) => judge(spec.config, cluster));
  return (cluster) => [...whole(cluster), ...each(cluster)];
}

const configLine: ClusterRule = {
  code: 'ConfigLine',
  severity: 'error',
  why: "Kafka's configuration is a file of lines: what comes after a line end would be another option.",
  check: ofConfigs((config) =>
    Object.entries(config)
      .filter(([key, value]) => /[\r\n]/.test(key) || /[\r\n]/.test(value))
      .map(([key, value]) => ({
        prop: entry('config', key),
        message: `kafka option ${quoted(key)} with ${quoted(value)} has a line end`,
        fix: 'write it in one line',
      })),
  ),
};

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  kraft: 'in KRaft mode',
  zooKeeper: 'on ZooKeeper',
};

const configOfOtherMode: ClusterRule = {
  code: 'ConfigKeyOfOtherMode',
  severity: 'error',
  why: 'Kafka 3.9 reads some options in one mode alone and ignores them in the other. During a migration both modes are there.',
  check: ofConfigs((config, { mode, spec, version }) => {
    if (!version.supports('zooKeeper') || spec.migration !== undefined) return NONE;
    const [own, other]: readonly [Mode, Mode] = mode.nodes.broker.usesZooKeeper
      ? ['zooKeeper', 'kraft']
      : ['kraft', 'zooKeeper'];
    return Object.keys(config)
      .filter((key) => isOfMode(other, key))
      .sort()
      .map((key) => ({
        prop: entry('config', key),
        message: `kafka option ${quoted(key)} has an effect ${MODE_WORDS[other]} alone, and the cluster is ${MODE_WORDS[own]}`,
        fix: 'leave it out',
      }));
  }),
};

/** A code may stand for errors and for warnings: then it has two rows. */
export const CONFIG_RULES: readonly ClusterRule[] = [
  configLine,
  configOfOtherMode,
  rule(
    'ConfigKeyManaged',
    'error',
    'The option follows from a prop. A second word for it would contradict the first, or be overwritten without a word.',
  ),
  rule(
    'ConfigKeyUnknown',
    'error',
    'Kafka ignores an option that it does not know: a slip of the keyboard would go unnoticed.',
  ),
  rule(
    'ConfigKeyNotInVersion',
    'error',
    'Options come and go with versions, and Kafka ignores those that are not its own.',
  ),
  rule('ConfigValueType', 'error', 'Kafka does not start with a value of another type.'),
  rule('ConfigValueRange', 'error', 'Kafka does not start with a value outside the range.'),
  rule('ConfigValueEnum', 'error', 'Kafka does not start with another word.'),
  rule(
    'ConfigValuesConflict',
    'error',
    'Kafka compares some options with each other, and does not start when they do not go together.',
  ),
  rule(
    'ConfigValuesConflict',
    'warning',
    'Kafka starts with these options, but they work against each other.',
  ),
  rule(
    'ConfigReplicationExceedsBrokers',
    'error',
    'A topic cannot have more copies than there are brokers. Kafka finds out when it creates the first one.',
  ),
  rule(
    'ConfigReplicationExceedsBrokers',
    'warning',
    'A topic cannot have more copies than there are brokers; this one is made at the first use of its feature.',
  ),
  rule(
    'ConfigMinIsrExceedsReplication',
    'error',
    'A topic that demands more copies in sync than it has takes no message with acks=all.',
  ),
  rule(
    'ConfigMinIsrEqualsReplication',
    'warning',
    'A topic that demands all of its copies in sync takes no message with acks=all while one broker restarts.',
  ),
  rule('ConfigSecretInline', 'warning', 'The configuration is a ConfigMap, which many may read.'),
  rule(
    'ConfigProviderUnknown',
    'error',
    'Kafka takes a reference that it cannot resolve for the value itself.',
  ),
  rule(
    'ConfigPrefixReserved',
    'error',
    "A prefix that covers Kafka's own options would let them through unchecked.",
  ),
];
