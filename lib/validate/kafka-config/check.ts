import { nearest } from '../../util/nearest';
import { factsFor } from '../../versions/facts';
import { optionOf } from '../../versions/option';
import type { Option, OptionTable } from '../../versions/option';
import { optionsFor, versionsWithOption } from '../../versions/options';
import type { OptionScope } from '../../versions/options';
import { alternatives, propOf, shown } from './finding';
import type { Complaint, ConfigFinding, KafkaConfig } from './finding';
import { managedBy } from './managed-keys';
import type { ManagedKeys } from './managed-keys';
import { pluginPrefixes } from './plugin-prefixes';
import { CONFIG_PROVIDERS, isReference, referencesIn } from './references';
import { checkValue } from './value';

/** Where a map of options stands, and what else may be in it. */
export interface ConfigCheckOptions {
  /** The prop that holds the map. */
  readonly prop: string;
  /** Prefixes of the keys of plugins. */
  readonly additionalConfigPrefixes: readonly string[];
}

const PLAIN: ConfigCheckOptions = { prop: 'config', additionalConfigPrefixes: [] };

/**
 * What is wrong with a broker's options, each looked at alone, in the order of their keys. Nothing
 * is found for a version without facts: that is the fault to report then.
 */
export function checkBrokerConfig(
  config: KafkaConfig,
  version: string,
  options: ConfigCheckOptions = PLAIN,
): readonly ConfigFinding[] {
  const table = optionsFor('broker', version);
  if (!table) return [];
  const plugins = pluginPrefixes(config, table, options.additionalConfigPrefixes);
  const found = checkEach(config, options.prop, (key, value) => {
    const owner = managedBy(key);
    if (owner) return managedKey(key, owner);
    const option = optionOf(table, key);
    if (option) return checkOption(key, option, value);
    if (plugins.prefixes.some((prefix) => key.startsWith(prefix))) return undefined;
    return unknownKey({ scope: 'broker', key, table, version });
  });
  return [...plugins.findings, ...found];
}

/** What is wrong with a topic's options, each looked at alone, in the order of their keys. */
export function checkTopicConfig(
  config: KafkaConfig,
  version: string,
  options: Pick<ConfigCheckOptions, 'prop'> = PLAIN,
): readonly ConfigFinding[] {
  const table = optionsFor('topic', version);
  if (!table) return [];
  return checkEach(config, options.prop, (key, value) => {
    const option = optionOf(table, key);
    // Nobody resolves references in a topic's options: they are literal text to Kafka.
    if (option) return checkValue(key, option, value);
    return unknownKey({ scope: 'topic', key, table, version });
  });
}

export function checkEach(
  config: KafkaConfig,
  prop: string,
  check: (key: string, value: string) => Complaint | undefined,
): readonly ConfigFinding[] {
  return Object.keys(config)
    .sort()
    .flatMap((key) => {
      const complaint = check(key, config[key] ?? '');
      if (!complaint) return [];
      const severity = complaint.code === 'ConfigSecretInline' ? 'warning' : 'error';
      return [{ ...complaint, severity, prop: propOf(prop, key) } satisfies ConfigFinding];
    });
}

/** Of an option that a process resolves references in. */
export const checkOption = (key: string, option: Option, value: string): Complaint | undefined =>
  option[0] === 'password' ? checkSecret(key, value) : checkKnown(key, option, value);

function checkKnown(key: string, option: Option, value: string): Complaint | undefined {
  const references = referencesIn(value);
  if (references.length === 0) return checkValue(key, option, value);
  const stranger = references.find(({ provider }) => !CONFIG_PROVIDERS.includes(provider));
  return stranger && unknownProvider(key, stranger.text, stranger.provider);
}

function checkSecret(key: string, value: string): Complaint | undefined {
  const [reference] = referencesIn(value);
  if (reference && !CONFIG_PROVIDERS.includes(reference.provider))
    return unknownProvider(key, reference.text, reference.provider);
  if (isReference(value)) return undefined;
  return {
    code: 'ConfigSecretInline',
    message: `kafka option '${key}' is a secret and would stand readable in a ConfigMap`,
    fix: `refer to a mounted Secret, as in '\${dir:/path/of/mount:key}'`,
  };
}

function unknownProvider(key: string, text: string, provider: string): Complaint {
  return {
    code: 'ConfigProviderUnknown',
    message: `kafka option '${key}' has ${shown(text)}, but no node has a config provider ${shown(provider)}`,
    fix: `use one of the providers ${CONFIG_PROVIDERS.join(', ')}`,
  };
}

export function managedKey(key: string, { owner, advice }: ManagedKeys): Complaint {
  const writer = owner === undefined ? 'the library' : `the prop '${owner}'`;
  return {
    code: 'ConfigKeyManaged',
    message: `kafka option ${shown(key)} is managed by ${writer}`,
    fix: advice ?? `remove it and use '${owner ?? ''}'`,
  };
}

/** A key that no option has, of a table that is about one thing. */
export interface UnknownKey {
  readonly scope: OptionScope;
  readonly key: string;
  readonly table: OptionTable;
  readonly version: string;
  /** What stands before the key in the user's words: `producer.`. */
  readonly prefix?: string;
}

export function unknownKey({ scope, key, table, version, prefix = '' }: UnknownKey): Complaint {
  const elsewhere = versionsWithOption(scope, key);
  const said = `${prefix}${key}`;
  if (elsewhere.length > 0) return notInVersion(said, version, elsewhere);
  const name = factsFor(version)?.line ?? version;
  const message = `kafka option ${shown(said)} does not exist in Kafka ${name}, which would ignore it`;
  const other = NAMES_ELSEWHERE[scope]?.(key, table, version);
  if (other !== undefined) {
    const fix = `use '${other}': ${shown(key)} is the name ${scope === 'broker' ? 'in a topic' : 'in a broker'}`;
    return { code: 'ConfigKeyUnknown', message, fix };
  }
  const near = nearest(key, Object.keys(table));
  const plugin =
    scope === 'topic' ? '' : ", or declare a plugin's keys in 'additionalConfigPrefixes'";
  const fix = near === undefined ? `remove it${plugin}` : `use '${prefix}${near}'${plugin}`;
  return { code: 'ConfigKeyUnknown', message, fix };
}

/** What an option is called where it is not a slip of the keyboard, but another place's name. */
const NAMES_ELSEWHERE: Readonly<
  Partial<
    Record<OptionScope, (key: string, table: OptionTable, version: string) => string | undefined>
  >
> = {
  broker: (key, _, version) => brokerOptionOf(key, version),
  topic: topicOptionOf,
};

function notInVersion(key: string, version: string, elsewhere: readonly string[]): Complaint {
  return {
    code: 'ConfigKeyNotInVersion',
    message: `kafka option '${key}' does not exist in Kafka ${version}, but in ${alternatives(elsewhere)}`,
    fix: `remove it, or set version to ${alternatives(elsewhere)}`,
  };
}

/** `log.retention.ms` for `retention.ms`. */
function brokerOptionOf(topicOption: string, version: string): string | undefined {
  return optionOf(optionsFor('topic', version) ?? {}, topicOption)?.[3];
}

/** `retention.ms` for `log.retention.ms`. */
function topicOptionOf(brokerOption: string, table: OptionTable): string | undefined {
  return Object.keys(table).find((key) => table[key]?.[3] === brokerOption);
}
