import type { OptionTable } from '../../versions/option';
import { optionOf } from '../../versions/option';
import { optionsFor } from '../../versions/options';
import type { OptionScope } from '../../versions/options';
import { KNOWN_VERSIONS } from '../../versions/facts';
import { shown } from './finding';
import type { ConfigFinding, KafkaConfig } from './finding';
import { MANAGED_KEYS } from './managed-keys';
import type { ManagedKeys } from './managed-keys';

// Kafka hands what is below these prefixes to the plugins of tiered storage, and names them in options.
const PREFIX_OPTIONS = [
  'remote.log.metadata.manager.impl.prefix',
  'remote.log.storage.manager.impl.prefix',
];

/** The prefixes below which any key is a plugin's own, and the findings about those that cannot be. */
export interface PluginPrefixes {
  readonly prefixes: readonly string[];
  readonly findings: readonly ConfigFinding[];
}

/**
 * A plugin reads what it likes from the broker's options, so Kafka knows none of its keys. Those
 * of tiered storage are allowed below their prefix, all others below a prefix that was declared
 * and that covers no option of Kafka's own.
 */
export function pluginPrefixes(
  config: KafkaConfig,
  table: OptionTable,
  declared: readonly string[],
): PluginPrefixes {
  const prefixes: string[] = PREFIX_OPTIONS.map(
    (key) =>
      (Object.hasOwn(config, key) ? config[key] : undefined) ?? optionOf(table, key)?.[1] ?? '',
  ).filter((prefix) => prefix !== '');
  const own = declaredPrefixes(declared, { scope: 'broker', managed: MANAGED_KEYS });
  return { prefixes: [...prefixes, ...own.prefixes], findings: own.findings };
}

/** Whose options are the ones that a plugin's prefix must not cover. */
export interface PrefixOwners {
  readonly scope: OptionScope;
  readonly managed: readonly ManagedKeys[];
}

/** The prefixes that somebody declared for the keys of plugins. */
export function declaredPrefixes(
  declared: readonly string[],
  owners: PrefixOwners,
): PluginPrefixes {
  const prefixes: string[] = [];
  const findings: ConfigFinding[] = [];
  declared.forEach((text, i) => {
    const prefix = `${text.replace(/\.$/, '')}.`;
    const covered = prefix === '.' ? 'every option' : coveredOption(prefix, owners);
    if (covered === undefined) prefixes.push(prefix);
    else findings.push(reserved(text, covered, `additionalConfigPrefixes[${String(i)}]`));
  });
  return { prefixes, findings };
}

/** An option of Kafka's, or a prefix of managed ones, that a plugin's prefix would let through unchecked. */
function coveredOption(prefix: string, owners: PrefixOwners): string | undefined {
  const plain = prefix.slice(0, -1);
  for (const { keys, prefixes } of owners.managed) {
    const key = keys.find((name) => name === plain || name.startsWith(prefix));
    const above = prefixes.find((name) => prefix.startsWith(name) || name.startsWith(prefix));
    if (key ?? above) return `'${key ?? above ?? ''}'`;
  }
  for (const version of KNOWN_VERSIONS) {
    const keys = Object.keys(optionsFor(owners.scope, version) ?? {});
    const key = keys.find((name) => name === plain || name.startsWith(prefix));
    if (key !== undefined) return `'${key}'`;
  }
  return undefined;
}

function reserved(text: string, covered: string, prop: string): ConfigFinding {
  return {
    code: 'ConfigPrefixReserved',
    severity: 'error',
    prop,
    message: `prefix ${shown(text)} covers ${covered} of Kafka, allowed are prefixes of a plugin's own keys`,
    fix: "name the longest prefix that all keys of the plugin share, as in 'client.quota.callback.static'",
  };
}
