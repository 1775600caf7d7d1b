import { optionOf } from '../../versions/option';
import { optionsFor } from '../../versions/options';
import type { OptionScope } from '../../versions/options';
import { checkEach, checkOption, managedKey, unknownKey } from './check';
import type { ConfigCheckOptions } from './check';
import type { Complaint, ConfigFinding, KafkaConfig } from './finding';
import { FREE_KEYS, managed, ownerAmong } from './managed-keys';
import type { ManagedKeys } from './managed-keys';
import { declaredPrefixes } from './plugin-prefixes';

/** The clients that a worker makes, whose options stand behind their names. */
const CLIENTS = ['producer', 'consumer', 'admin'] as const;

const ofClients = (...keys: readonly string[]): readonly string[] =>
  CLIENTS.flatMap((client) => keys.map((key) => `${client}.${key}`));

/** Options of a Connect worker that the library writes itself. */
export const CONNECT_MANAGED_KEYS: readonly ManagedKeys[] = [
  managed('cluster', { keys: ['bootstrap.servers', ...ofClients('bootstrap.servers')] }),
  managed('groupId', { keys: ['group.id'] }),
  managed('internalTopics', {
    prefixes: ['config.storage.', 'offset.storage.', 'status.storage.'],
  }),
  managed('user', {
    keys: ['security.protocol', ...ofClients('security.protocol')],
    prefixes: ['sasl.', 'ssl.', ...ofClients('sasl.', 'ssl.')],
  }),
  managed('rest', {
    keys: ['listeners', 'ssl.client.auth'],
    prefixes: ['admin.listeners', 'listeners.https.', 'rest.advertised.'],
  }),
  managed('pluginPaths', { keys: ['plugin.path'] }),
  managed('rack', { keys: ['consumer.client.rack'] }),
  managed('exactlyOnceSources', { keys: ['exactly.once.source.support'] }),
  managed(undefined, {
    keys: ['consumer.group.id'],
    advice: "leave it out: each connector has a group of its own, 'connect-<name>'",
  }),
  managed(undefined, {
    keys: ['config.providers'],
    prefixes: ['config.providers.'],
    advice: 'use the providers env, file and dir, which every worker has',
  }),
];

/** Below these a worker has the options of what it loads. */
const PLUGINS = ['key.converter.', 'value.converter.', 'header.converter.', 'metrics.context.'];

/** What is wrong with a worker's options, each looked at alone, in the order of their keys. */
export function checkConnectConfig(
  config: KafkaConfig,
  version: string,
  { prop, additionalConfigPrefixes }: ConfigCheckOptions,
): readonly ConfigFinding[] {
  if (optionsFor('connect', version) === undefined) return [];
  const own = declaredPrefixes(additionalConfigPrefixes, {
    scope: 'connect',
    managed: CONNECT_MANAGED_KEYS,
  });
  const prefixes = [...PLUGINS, ...own.prefixes];
  const found = checkEach(config, prop, (key, value) => {
    const owner = ownerOf(key);
    if (owner !== undefined) return managedKey(key, owner);
    return prefixes.some((prefix) => key.startsWith(prefix))
      ? checkPluginOption(key, value, version)
      : checkWorkerOption(key, value, version);
  });
  return [...own.findings, ...found];
}

function ownerOf(key: string): ManagedKeys | undefined {
  const { name } = placeOf(key);
  return FREE_KEYS.has(name) ? undefined : ownerAmong(CONNECT_MANAGED_KEYS, key);
}

/** `key.converter.plugin.version` is Kafka's own, in versions that know it. */
function checkPluginOption(key: string, value: string, version: string): Complaint | undefined {
  const option = optionOf(optionsFor('connect', version) ?? {}, key);
  return option && checkOption(key, option, value);
}

function checkWorkerOption(key: string, value: string, version: string): Complaint | undefined {
  const { scope, name, prefix } = placeOf(key);
  const table = optionsFor(scope, version) ?? {};
  const option = optionOf(table, name);
  if (option !== undefined) return checkOption(key, option, value);
  return unknownKey({ scope, key: name, table, version, prefix });
}

/** Whose option a key is. */
function placeOf(key: string): {
  readonly scope: OptionScope;
  readonly name: string;
  readonly prefix: string;
} {
  const client = CLIENTS.find((name) => key.startsWith(`${name}.`));
  if (client === undefined) return { scope: 'connect', name: key, prefix: '' };
  return { scope: client, name: key.slice(client.length + 1), prefix: `${client}.` };
}
