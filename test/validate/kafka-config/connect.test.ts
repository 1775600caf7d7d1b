import * as fc from 'fast-check';
import { checkConnectConfig } from '../../../lib/validate/kafka-config';
import { KNOWN_VERSIONS } from '../../../lib/versions/facts';
import { optionsFor } from '../../../lib/versions/options';

const check = (
  config: Readonly<Record<string, string>>,
  version = '4.3.1',
  additionalConfigPrefixes: readonly string[] = [],
) => checkConnectConfig(config, version, { prop: 'config', additionalConfigPrefixes });

test.each([
  ['offset.flush.interval.ms', '10000'],
  ['producer.max.request.size', '2097152'],
  ['consumer.max.poll.records', '100'],
  ['admin.request.timeout.ms', '60000'],
  ['key.converter', 'org.apache.kafka.connect.storage.StringConverter'],
  ['key.converter.schemas.enable', 'false'],
  ['value.converter.schema.registry.url', 'http://registry:8081'],
  ['metrics.context.team', 'etl'],
  ['ssl.cipher.suites', 'TLS_AES_256_GCM_SHA384'],
  ['producer.ssl.enabled.protocols', 'TLSv1.3'],
])('%s=%s is fine', (key, value) => {
  expect(check({ [key]: value })).toEqual([]);
});

test.each([
  ['offset.flush.interval.ms', 'soon', 'ConfigValueType'],
  ['connect.protocol', 'lazy', 'ConfigValueEnum'],
  ['producer.compression.type', 'zip', 'ConfigValueEnum'],
  ['producer.min.insync.replicas', '2', 'ConfigKeyUnknown'],
  ['ofset.flush.interval.ms', '1', 'ConfigKeyUnknown'],
  ['bootstrap.servers', 'kafka:9092', 'ConfigKeyManaged'],
  ['producer.bootstrap.servers', 'kafka:9092', 'ConfigKeyManaged'],
  ['consumer.sasl.jaas.config', 'x', 'ConfigKeyManaged'],
  ['consumer.group.id', 'x', 'ConfigKeyManaged'],
  ['status.storage.partitions', '5', 'ConfigKeyManaged'],
  ['listeners', 'http://:80', 'ConfigKeyManaged'],
  ['config.providers', 'vault', 'ConfigKeyManaged'],
  ['rest.extension.classes', '${vault:x}', 'ConfigProviderUnknown'],
])('%s=%s is %s', (key, value, code) => {
  expect(check({ [key]: value }).map((found) => found.code)).toEqual([code]);
});

test('a managed option names the prop that it follows from', () => {
  expect(check({ 'plugin.path': '/plugins' })).toMatchObject([
    { message: "kafka option 'plugin.path' is managed by the prop 'pluginPaths'" },
  ]);
});

test('the nearest option of a client is named as the worker has it', () => {
  expect(check({ 'producer.linger.mss': '5' })).toMatchObject([
    { fix: "use 'producer.linger.ms', or declare a plugin's keys in 'additionalConfigPrefixes'" },
  ]);
});

test("a plugin's keys are let through below a declared prefix, and no prefix covers Kafka's own", () => {
  expect(check({ 'acme.level': '3' }, '4.3.1', ['acme'])).toEqual([]);
  expect(check({}, '4.3.1', ['offset']).map(({ code }) => code)).toEqual(['ConfigPrefixReserved']);
});

test('an option of other versions names them', () => {
  expect(check({ 'key.converter.plugin.version': '1' }, '3.9.1')).toEqual([]);
  expect(check({ 'metadata.recovery.rebootstrap.trigger.ms': '1' }, '3.9.1')).toMatchObject([
    { code: 'ConfigKeyNotInVersion' },
  ]);
});

test('a version without facts is not the fault of its options', () => {
  expect(check({ nonsense: '1' }, '1.0.0')).toEqual([]);
});

describe.each(KNOWN_VERSIONS)('Kafka %s', (version) => {
  const table = optionsFor('connect', version) ?? {};

  test('every default passes', () => {
    const defaults = Object.fromEntries(
      Object.entries(table).flatMap(([key, [, value]]) =>
        value === undefined ? [] : [[key, value]],
      ),
    );
    const found = check(defaults, version);
    expect(found.filter(({ code }) => code !== 'ConfigKeyManaged')).toEqual([]);
  });

  test('total on any map', () => {
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.keys(table), 'producer.', 'admin.__proto__', '__proto__'),
    );
    fc.assert(
      fc.property(fc.dictionary(key, fc.string(), { maxKeys: 6 }), (config) => {
        expect(check(config, version)).toEqual(check(config, version));
      }),
      { numRuns: 50 },
    );
  });
});
