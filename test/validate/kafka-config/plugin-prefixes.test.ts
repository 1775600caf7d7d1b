import { checkBrokerConfig } from '../../../lib/validate/kafka-config';

const check = (key: string, prefixes: string[]) =>
  checkBrokerConfig({ [key]: 'x' }, '4.3.1', {
    prop: 'config',
    additionalConfigPrefixes: prefixes,
  }).map(({ code, prop }) => `${code} ${prop}`);

test.each([
  ['opa.authorizer.url', ['opa.authorizer.']],
  ['opa.authorizer.url', ['opa']],
  ['client.quota.callback.static.produce', ['client.quota.callback.static']],
])('%s is fine with %j', (key, prefixes) => {
  expect(check(key, prefixes)).toEqual([]);
});

test.each([
  ['opax.url', 'opa'],
  ['opa', 'opa'],
  ['opaque', 'opa.'],
])('%s is not below %j', (key, prefix) => {
  expect(check(key, [prefix])).toEqual([`ConfigKeyUnknown config['${key}']`]);
});

test.each([
  '',
  '.',
  'num',
  'num.io.',
  'log',
  'ssl',
  'ssl.keystore',
  'listener.name.tls',
  'zookeeper',
  'super',
  'node.id',
])('prefix %j is reserved and lets nothing through', (prefix) => {
  expect(check('num.io.thread', [prefix])).toEqual([
    'ConfigPrefixReserved additionalConfigPrefixes[0]',
    "ConfigKeyUnknown config['num.io.thread']",
  ]);
});

test('the prefix of tiered storage may be another', () => {
  const config = { 'remote.log.storage.manager.impl.prefix': 'aiven.', 'aiven.bucket': 'b' };
  expect(checkBrokerConfig(config, '4.3.1')).toEqual([]);
});

test('options of Kafka below a declared prefix are still checked', () => {
  const config = { 'acme.level': 'x', 'num.io.threads': '0' };
  const options = { prop: 'config', additionalConfigPrefixes: ['acme'] };
  expect(checkBrokerConfig(config, '4.3.1', options)).toMatchObject([{ code: 'ConfigValueRange' }]);
});
