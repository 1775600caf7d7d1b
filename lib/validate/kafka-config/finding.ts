/** Codes are contract, messages are not. */
export type ConfigFindingCode =
  | 'ConfigKeyManaged'
  | 'ConfigKeyNotInVersion'
  | 'ConfigKeyUnknown'
  | 'ConfigMinIsrEqualsReplication'
  | 'ConfigMinIsrExceedsReplication'
  | 'ConfigPrefixReserved'
  | 'ConfigProviderUnknown'
  | 'ConfigReplicationExceedsBrokers'
  | 'ConfigSecretInline'
  | 'ConfigValueEnum'
  | 'ConfigValueRange'
  | 'ConfigValuesConflict'
  | 'ConfigValueType';

/** Something wrong in a map of Kafka options, in terms of the prop the user wrote. */
export interface ConfigFinding {
  readonly code: ConfigFindingCode;
  readonly severity: 'error' | 'warning';
  /** As in `config['num.io.threads']`. */
  readonly prop: string;
  readonly message: string;
  readonly fix: string;
}

export type KafkaConfig = Readonly<Record<string, string>>;

/** What is wrong with one value, before it is known which prop it came from. */
export type Complaint = Pick<ConfigFinding, 'code' | 'message' | 'fix'>;

/** `config['num.io.threads']`. */
export function propOf(map: string, key: string): string {
  return `${map}['${key.replace(/['\\]/g, '\\$&')}']`;
}

/** A value for a message: quoted, and cut where it is long. */
export function shown(value: string): string {
  return value.length > 60 ? `'${value.slice(0, 57)}...'` : `'${value}'`;
}

/** `a, b or c`. */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}
