import { factsFor, KNOWN_VERSIONS } from './facts';
import { OPTION_TABLES } from './generated/option-tables';
import type { OptionTable } from './option';

/** What a table of options is about. */
export type OptionScope = 'broker' | 'topic' | 'connect' | 'producer' | 'consumer' | 'admin';

/** The options of a Kafka version, loaded when first asked for; undefined for a version of no known line. */
export function optionsFor(scope: OptionScope, version: string): OptionTable | undefined {
  const facts = factsFor(version);
  return facts && OPTION_TABLES[scope][facts.factsVersion]();
}

/** The known versions, oldest first, that have an option of that name. */
export function versionsWithOption(scope: OptionScope, key: string): readonly string[] {
  return KNOWN_VERSIONS.filter((version) => Object.hasOwn(OPTION_TABLES[scope][version](), key));
}
