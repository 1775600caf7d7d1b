import type { ClusterModel } from '../../../../lib/model/cluster-model';
import type { Severity } from '../../../../lib/validate/issue';
import type { Rule } from '../../../../lib/validate/rule';
import { CONFIG_RULES } from '../../../../lib/validate/rules/config';
import { cluster, controllers, migrating, pool, zooKeeper } from '../../../support/build';
import type { Cases } from './case';

type Config = Readonly<Record<string, string>>;

function rule(code: string, severity: Severity = 'error'): Rule<ClusterModel> {
  const found = CONFIG_RULES.find((one) => one.code === code && one.severity === severity);
  if (found === undefined) throw new Error(`there is no rule ${code} (${severity})`);
  return found;
}

const ofAll = (config: Config, additionalConfigPrefixes: readonly string[] = []) =>
  cluster({ config, additionalConfigPrefixes });
const ofPool = (config: Config, common: Config = {}) =>
  cluster({ config: common, nodePools: [controllers(), pool({ config })] });
const brokers = (replicas: number, config: Config = {}) =>
  cluster({ config, nodePools: [controllers(), pool({ replicas })] });

const onKRaft = (config: Config) => cluster({ version: '3.9.1', config });
const onZooKeeper = (config: Config) =>
  cluster({ version: '3.9.1', zooKeeper: zooKeeper(), nodePools: [pool()], config });

const FACTOR = 'default.replication.factor';
const SHARE_FACTOR = 'share.coordinator.state.topic.replication.factor';

/** A model without a default of this library: Kafka's own stands behind it then. */
function withoutDefault(model: ClusterModel, key: string): ClusterModel {
  const left = (config: Config): Config =>
    Object.fromEntries(Object.entries(config).filter(([name]) => name !== key));
  return { ...model, pools: model.pools.map((one) => ({ ...one, config: left(one.config) })) };
}

export const CONFIG_CASES: Cases = [
  {
    rule: rule('ConfigLine'),
    valid: [ofAll({ 'num.io.threads': '8' })],
    invalid: [
      [ofAll({ 'num.io.threads': '8\nsuper.users=User:me' }), ["config['num.io.threads']"]],
      [ofPool({ 'a\nb': '1' }), ["nodePools[1].config['a\nb']"]],
    ],
  },
  {
    rule: rule('ConfigKeyOfOtherMode'),
    valid: [
      onZooKeeper({ 'zookeeper.session.timeout.ms': '18000' }),
      onKRaft({ 'broker.session.timeout.ms': '9000' }),
      // A step of a migration changes nothing else, so that options of both modes may stand there.
      migrating('dualWrite', { config: { 'zookeeper.session.timeout.ms': '18000' } }),
      // Kafka 4 has no ZooKeeper, and its options are unknown there.
      ofAll({ 'zookeeper.session.timeout.ms': '18000' }),
    ],
    invalid: [
      [
        onZooKeeper({ 'broker.session.timeout.ms': '9000' }),
        ["config['broker.session.timeout.ms']"],
      ],
      [
        cluster({
          version: '3.9.1',
          nodePools: [
            controllers(),
            pool({
              config: { 'zookeeper.session.timeout.ms': '1', 'password.encoder.secret': 'a' },
            }),
          ],
        }),
        [
          "nodePools[1].config['password.encoder.secret']",
          "nodePools[1].config['zookeeper.session.timeout.ms']",
        ],
      ],
    ],
  },
  {
    rule: rule('ConfigKeyManaged'),
    valid: [cluster(), ofAll({ 'ssl.cipher.suites': 'TLS_AES_256_GCM_SHA384' })],
    invalid: [
      [ofAll({ 'node.id': '3' }), ["config['node.id']"]],
      [
        ofPool({ 'broker.rack': 'a' }, { listeners: 'A://:1' }),
        ["config['listeners']", "nodePools[1].config['broker.rack']"],
      ],
    ],
  },
  {
    rule: rule('ConfigKeyUnknown'),
    valid: [
      cluster(),
      ofAll({ 'my.plugin.key': '1' }, ['my.plugin.']),
      // Of an unknown version VersionUnknown is all there is to say.
      cluster({ version: '1.0.0', config: { 'min.insync.replica': '2' } }),
    ],
    invalid: [
      [ofAll({ 'min.insync.replica': '2' }), ["config['min.insync.replica']"]],
      [ofPool({ 'my.plugin.key': '1' }), ["nodePools[1].config['my.plugin.key']"]],
    ],
  },
  {
    rule: rule('ConfigKeyNotInVersion'),
    valid: [cluster({ version: '3.9.1', config: { 'log.message.timestamp.type': 'CreateTime' } })],
    invalid: [
      [
        cluster({
          version: '3.9.1',
          config: { 'share.coordinator.state.topic.replication.factor': '1' },
        }),
        ["config['share.coordinator.state.topic.replication.factor']"],
      ],
    ],
  },
  {
    rule: rule('ConfigValueType'),
    valid: [ofAll({ 'num.io.threads': '8' })],
    invalid: [[ofAll({ 'num.io.threads': 'eight' }), ["config['num.io.threads']"]]],
  },
  {
    rule: rule('ConfigValueRange'),
    valid: [ofAll({ 'num.io.threads': '1' })],
    invalid: [
      [ofPool({ 'num.io.threads': '0' }), ["nodePools[1].config['num.io.threads']"]],
      // The controllers create topics too.
      [ofAll({ [FACTOR]: '0' }), [`config['${FACTOR}']`]],
    ],
  },
  {
    rule: rule('ConfigValueEnum'),
    valid: [ofAll({ 'compression.type': 'zstd' })],
    invalid: [[ofAll({ 'compression.type': 'zip' }), ["config['compression.type']"]]],
  },
  {
    rule: rule('ConfigValuesConflict'),
    valid: [cluster()],
    invalid: [
      [
        ofAll({ 'replica.fetch.wait.max.ms': '40000' }),
        ["config['replica.fetch.wait.max.ms']", "config['replica.fetch.wait.max.ms']"],
      ],
    ],
  },
  {
    rule: rule('ConfigValuesConflict', 'warning'),
    valid: [cluster()],
    invalid: [
      [
        ofPool({ 'broker.heartbeat.interval.ms': '5000' }),
        ["nodePools[1].config['broker.heartbeat.interval.ms']"],
      ],
    ],
  },
  {
    rule: rule('ConfigReplicationExceedsBrokers'),
    valid: [brokers(1), brokers(2), brokers(3), brokers(9), brokers(3, { [FACTOR]: '3' })],
    invalid: [
      [brokers(3, { [FACTOR]: '9' }), [`config['${FACTOR}']`]],
      [
        brokers(1, { 'offsets.topic.replication.factor': '3' }),
        ["config['offsets.topic.replication.factor']"],
      ],
    ],
  },
  {
    rule: rule('ConfigReplicationExceedsBrokers', 'warning'),
    valid: [brokers(1)],
    // Said of Kafka's own default, which counts three brokers.
    invalid: [[withoutDefault(brokers(1), SHARE_FACTOR), [`config['${SHARE_FACTOR}']`]]],
  },
  {
    rule: rule('ConfigMinIsrExceedsReplication'),
    // How many have to be in sync by default follows from the factor that is said.
    valid: [cluster(), brokers(3, { [FACTOR]: '1' }), brokers(3, { [FACTOR]: '2' })],
    invalid: [
      [
        brokers(3, { 'min.insync.replicas': '5', [FACTOR]: '1' }),
        ["config['min.insync.replicas']"],
      ],
    ],
  },
  {
    rule: rule('ConfigMinIsrEqualsReplication', 'warning'),
    valid: [cluster(), brokers(2)],
    invalid: [[brokers(3, { 'min.insync.replicas': '3' }), ["config['min.insync.replicas']"]]],
  },
  {
    rule: rule('ConfigSecretInline', 'warning'),
    valid: [cluster()],
    invalid: [
      [
        ofAll({ 'delegation.token.secret.key': 'hunter2' }),
        ["config['delegation.token.secret.key']"],
      ],
    ],
  },
  {
    rule: rule('ConfigProviderUnknown'),
    valid: [ofAll({ 'num.io.threads': '${env:THREADS}' })],
    invalid: [[ofAll({ 'num.io.threads': '${vault:threads}' }), ["config['num.io.threads']"]]],
  },
  {
    rule: rule('ConfigPrefixReserved'),
    valid: [ofAll({}, ['my.plugin'])],
    invalid: [[ofAll({}, ['my.plugin', 'log.']), ['additionalConfigPrefixes[1]']]],
  },
];
