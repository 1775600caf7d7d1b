import * as fc from 'fast-check';
import { checkBrokerConfig, checkTopicConfig } from '../../../lib/validate/kafka-config';
import type { ConfigFinding } from '../../../lib/validate/kafka-config';
import { KNOWN_VERSIONS } from '../../../lib/versions/facts';
import { optionsFor } from '../../../lib/versions/options';

const codes = (findings: readonly ConfigFinding[]) => findings.map(({ code }) => code);
const one = (key: string, value: string, version = '4.3.1') =>
  checkBrokerConfig({ [key]: value }, version);

test.each([
  ['num.io.threads', ' 16 '],
  ['num.io.threads', '${env:IO_THREADS}'],
  ['log.flush.interval.messages', '9223372036854775807'],
  ['auto.create.topics.enable', 'FALSE'],
  ['log.cleanup.policy', 'compact, delete'],
  ['log.retention.hours', '168'],
  ['compression.type', 'zstd'],
  ['ssl.cipher.suites', 'TLS_AES_256_GCM_SHA384'],
  ['controller.quorum.fetch.timeout.ms', '3000'],
  ['broker.session.timeout.ms', '18000'],
  ['max.connections.per.ip', '100'],
  ['connections.max.reauth.ms', '3600000'],
  ['rsm.config.bucket.name', 'tiered'],
  ['rlmm.config.remote.log.metadata.topic.replication.factor', '3'],
  ['delegation.token.secret.key', '${dir:/opt/keys:token}'],
])('%s=%s is fine', (key, value) => {
  expect(one(key, value)).toEqual([]);
});

test.each([
  ['num.io.threads', '0', 'ConfigValueRange'],
  ['num.io.threads', '2147483648', 'ConfigValueRange'],
  ['num.io.threads', 'many', 'ConfigValueType'],
  ['num.io.threads', '', 'ConfigValueType'],
  ['auto.create.topics.enable', 'yes', 'ConfigValueType'],
  ['compression.type', 'zip', 'ConfigValueEnum'],
  ['log.cleanup.policy', 'compact,remove', 'ConfigValueEnum'],
  ['log.cleaner.min.cleanable.ratio', '1.01', 'ConfigValueRange'],
  ['principal.builder.class', 'my builder', 'ConfigValueType'],
  ['num.io.threads', '${vault:threads}', 'ConfigProviderUnknown'],
  ['delegation.token.secret.key', 'hunter2', 'ConfigSecretInline'],
  ['delegation.token.secret.key', '${vault:token}', 'ConfigProviderUnknown'],
  ['num.io.thread', '8', 'ConfigKeyUnknown'],
  ['constructor', 'x', 'ConfigKeyUnknown'],
  ['', 'x', 'ConfigKeyUnknown'],
  ['acme.policy.level', '3', 'ConfigKeyUnknown'],
  ['offsets.commit.required.acks', '-1', 'ConfigKeyNotInVersion'],
])('%s=%s is %s', (key, value, code) => {
  expect(codes(one(key, value))).toEqual([code]);
});

test('a finding says what, the value, what is allowed and what to do', () => {
  expect(one('num.io.threads', '0')).toEqual([
    {
      code: 'ConfigValueRange',
      severity: 'error',
      prop: "config['num.io.threads']",
      message: "kafka option 'num.io.threads' is '0', allowed is 1 or more",
      fix: "set 'num.io.threads' to 1 or more, or leave it out for Kafka's default",
    },
  ]);
});

test.each([
  [
    'num.io.thread',
    "use 'num.io.threads', or declare a plugin's keys in 'additionalConfigPrefixes'",
  ],
  ['retention.ms', "use 'log.retention.ms': 'retention.ms' is the name in a topic"],
  ['acme.level', "remove it, or declare a plugin's keys in 'additionalConfigPrefixes'"],
])('the way out of %s', (key, fix) => {
  expect(one(key, '1')).toMatchObject([{ fix }]);
});

test('an option of other versions names them', () => {
  expect(one('share.coordinator.threads', '2', '3.9.1')).toMatchObject([
    {
      code: 'ConfigKeyNotInVersion',
      message:
        "kafka option 'share.coordinator.threads' does not exist in Kafka 3.9.1, but in 4.2.0 or 4.3.1",
      fix: 'remove it, or set version to 4.2.0 or 4.3.1',
    },
  ]);
});

test('findings are in the order of the keys, whatever the order of the map', () => {
  const keys = checkBrokerConfig({ 'b.c': '1', 'a.b': '1' }, '4.3.1').map(({ prop }) => prop);
  expect(keys).toEqual(["config['a.b']", "config['b.c']"]);
});

test('the prop is what the caller says, with quotes escaped', () => {
  const found = checkBrokerConfig({ "it's": '1' }, '4.3.1', {
    prop: 'nodePools[0].config',
    additionalConfigPrefixes: [],
  });
  expect(found.map(({ prop }) => prop)).toEqual(["nodePools[0].config['it\\'s']"]);
});

test('a version without facts is not the fault of its options', () => {
  expect(checkBrokerConfig({ nonsense: '1' }, '1.0.0')).toEqual([]);
  expect(checkTopicConfig({ nonsense: '1' }, '1.0.0')).toEqual([]);
});

test("the secret's value is in no message", () => {
  expect(JSON.stringify(one('delegation.token.secret.key', 'hunter2'))).not.toContain('hunter2');
});

test.each([
  ['retention.ms', '-1', []],
  ['cleanup.policy', 'compact', []],
  ['retention.ms', '-2', ['ConfigValueRange']],
  ['retention.ms', '${env:RETENTION}', ['ConfigValueType']],
  ['log.retention.ms', '1', ['ConfigKeyUnknown']],
  ['message.format.version', '3.0', ['ConfigKeyNotInVersion']],
  ['leader.replication.throttled.replicas', '0:1,1:2', []],
  ['leader.replication.throttled.replicas', 'all', ['ConfigValueType']],
])('in a topic %s=%s is %j', (key, value, expected) => {
  expect(codes(checkTopicConfig({ [key]: value }, '4.3.1'))).toEqual(expected);
});

test("the broker's name of a topic's option leads to the topic's", () => {
  expect(checkTopicConfig({ 'log.retention.ms': '1' }, '4.3.1')).toMatchObject([
    { fix: "use 'retention.ms': 'log.retention.ms' is the name in a broker" },
  ]);
});

describe.each(KNOWN_VERSIONS)('Kafka %s', (version) => {
  const table = optionsFor('broker', version) ?? {};
  const topics = optionsFor('topic', version) ?? {};

  test('every default passes', () => {
    const defaults = (of: typeof table) =>
      Object.fromEntries(
        Object.entries(of).flatMap(([key, [, value]]) =>
          value === undefined ? [] : [[key, value]],
        ),
      );
    const found = checkBrokerConfig(defaults(table), version);
    expect(found.filter(({ code }) => code !== 'ConfigKeyManaged')).toEqual([]);
    expect(checkTopicConfig(defaults(topics), version)).toEqual([]);
  });

  test('total and deterministic on any map', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(table), '__proto__'));
    const map = fc.dictionary(key, fc.oneof(fc.string(), fc.bigInt().map(String)), { maxKeys: 6 });
    fc.assert(
      fc.property(map, fc.array(fc.string()), (config, additionalConfigPrefixes) => {
        const options = { prop: 'config', additionalConfigPrefixes };
        const reversed = Object.fromEntries(Object.entries(config).reverse());
        const found = checkBrokerConfig(config, version, options);
        expect(checkBrokerConfig(reversed, version, options)).toEqual(found);
        expect(checkTopicConfig(reversed, version)).toEqual(checkTopicConfig(config, version));
        for (const { message, fix } of found) expect(`${message}${fix}`).not.toMatch(/undefined/);
      }),
      { numRuns: 40 },
    );
  });
});
