/** Options that the library writes itself. */
export interface ManagedKeys {
  /** The prop that they follow from; undefined where they are not for the user to choose. */
  readonly owner: string | undefined;
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** What to do instead, for owners that do not say enough. */
  readonly advice: string | undefined;
}

/**
 * Options below a managed prefix that are the user's all the same: each changes a limit or a
 * choice of algorithm, and none of what the library wires together.
 */
export const FREE_KEYS: ReadonlySet<string> = new Set([
  'sasl.server.max.receive.size',
  'ssl.allow.dn.changes',
  'ssl.allow.san.changes',
  'ssl.cipher.suites',
  'ssl.enabled.protocols',
  'ssl.protocol',
  'ssl.secure.random.implementation',
  'zookeeper.connection.timeout.ms',
  'zookeeper.max.in.flight.requests',
  'zookeeper.session.timeout.ms',
  'zookeeper.ssl.cipher.suites',
  'zookeeper.ssl.crl.enable',
  'zookeeper.ssl.enabled.protocols',
  'zookeeper.ssl.ocsp.enable',
  'zookeeper.ssl.protocol',
]);

export const managed = (
  owner: string | undefined,
  keys: Partial<Omit<ManagedKeys, 'owner'>>,
): ManagedKeys => ({
  owner,
  keys: keys.keys ?? [],
  prefixes: keys.prefixes ?? [],
  advice: keys.advice,
});

export const MANAGED_KEYS: readonly ManagedKeys[] = [
  managed('listeners', {
    keys: [
      'advertised.host.name',
      'advertised.listeners',
      'advertised.port',
      'control.plane.listener.name',
      'controller.listener.names',
      'early.start.listeners',
      'host.name',
      'inter.broker.listener.name',
      'listener.security.protocol.map',
      'listeners',
      'port',
      'security.inter.broker.protocol',
    ],
    prefixes: ['listener.name.'],
  }),
  managed('listeners[].authentication', {
    keys: ['ssl.client.auth', 'ssl.principal.mapping.rules'],
    prefixes: ['sasl.'],
  }),
  managed('certificates', { prefixes: ['ssl.'] }),
  managed('nodePools', {
    keys: [
      'broker.id',
      'broker.id.generation.enable',
      'node.id',
      'process.roles',
      'reserved.broker.max.id',
    ],
  }),
  managed('nodePools[].rack', { keys: ['broker.rack'] }),
  managed('nodePools[].storage', { keys: ['log.dir', 'log.dirs', 'metadata.log.dir'] }),
  managed('quorum', {
    keys: [
      'controller.quorum.auto.join.enable',
      'controller.quorum.bootstrap.servers',
      'controller.quorum.voters',
    ],
  }),
  managed('authorization', {
    keys: ['allow.everyone.if.no.acl.found', 'authorizer.class.name', 'super.users'],
  }),
  managed(undefined, {
    keys: ['config.providers'],
    prefixes: ['config.providers.'],
    advice: 'use the providers env, file and dir, which every node has',
  }),
  managed(undefined, {
    keys: ['cordoned.log.dirs'],
    advice:
      'cordon a directory of one broker while it runs, with kafka-configs.sh --alter --entity-type brokers',
  }),
  managed(undefined, {
    keys: ['inter.broker.protocol.version', 'log.message.format.version'],
    advice:
      'leave it out: on ZooKeeper it follows from version; in KRaft mode kafka-features.sh upgrade raises the metadata version',
  }),
  managed(undefined, {
    prefixes: ['zookeeper.'],
    advice:
      'leave it out: it follows from the prop zooKeeper, without which nodes run in KRaft mode',
  }),
];

/** What owns an option; undefined for the options that are the user's. */
export function managedBy(key: string): ManagedKeys | undefined {
  return FREE_KEYS.has(key) ? undefined : ownerAmong(MANAGED_KEYS, key);
}

export const ownerAmong = (owners: readonly ManagedKeys[], key: string): ManagedKeys | undefined =>
  owners.find(
    ({ keys, prefixes }) => keys.includes(key) || prefixes.some((prefix) => key.startsWith(prefix)),
  );
