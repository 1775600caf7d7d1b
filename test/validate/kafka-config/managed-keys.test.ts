import { checkBrokerConfig, managedBy, MANAGED_KEYS } from '../../../lib/validate/kafka-config';

test.each([
  ['listeners', 'listeners'],
  ['advertised.listeners', 'listeners'],
  ['listener.name.tls-9093.ssl.client.auth', 'listeners'],
  ['inter.broker.listener.name', 'listeners'],
  ['sasl.enabled.mechanisms', 'listeners[].authentication'],
  ['ssl.principal.mapping.rules', 'listeners[].authentication'],
  ['ssl.keystore.location', 'certificates'],
  ['node.id', 'nodePools'],
  ['process.roles', 'nodePools'],
  ['broker.rack', 'nodePools[].rack'],
  ['log.dirs', 'nodePools[].storage'],
  ['controller.quorum.voters', 'quorum'],
  ['super.users', 'authorization'],
  ['authorizer.class.name', 'authorization'],
])('%s is managed by %s', (key, owner) => {
  expect(checkBrokerConfig({ [key]: 'x' }, '4.3.1')).toEqual([
    {
      code: 'ConfigKeyManaged',
      severity: 'error',
      prop: `config['${key}']`,
      message: `kafka option '${key}' is managed by the prop '${owner}'`,
      fix: `remove it and use '${owner}'`,
    },
  ]);
});

test.each([
  'config.providers',
  'config.providers.vault.class',
  'zookeeper.connect',
  'inter.broker.protocol.version',
  'cordoned.log.dirs',
])('%s is managed by the library and says what to do', (key) => {
  expect(checkBrokerConfig({ [key]: 'x' }, '3.9.1')).toMatchObject([
    { code: 'ConfigKeyManaged', message: `kafka option '${key}' is managed by the library` },
  ]);
  expect(managedBy(key)?.advice).toEqual(expect.any(String));
});

test.each([
  'ssl.cipher.suites',
  'ssl.protocol',
  'ssl.enabled.protocols',
  'sasl.server.max.receive.size',
  'controller.quorum.election.backoff.max.ms',
  'controller.quorum.election.timeout.ms',
  'controller.quorum.fetch.timeout.ms',
  'controller.socket.timeout.ms',
  'broker.heartbeat.interval.ms',
  'broker.session.timeout.ms',
  'connections.max.reauth.ms',
  'max.connections',
  'max.connection.creation.rate',
  'zookeeper.session.timeout.ms',
])("%s is the user's", (key) => {
  expect(managedBy(key)).toBeUndefined();
});

test('no key is listed twice', () => {
  const all = MANAGED_KEYS.flatMap(({ keys, prefixes }) => [...keys, ...prefixes]);
  expect(all).toEqual([...new Set(all)]);
});
