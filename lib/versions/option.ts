/** The types of Kafka's `ConfigDef`. */
export type OptionType =
  'boolean' | 'class' | 'double' | 'int' | 'list' | 'long' | 'password' | 'short' | 'string';

/** What Kafka demands of a value beyond its type. */
export type Validator =
  | {
      readonly kind: 'range';
      readonly min: number;
      readonly max: number | undefined;
      /** A value outside the range that is allowed too. */
      readonly also: number | undefined;
    }
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly ignoreCase: boolean }
  | { readonly kind: 'nonEmpty' }
  | {
      readonly kind: 'list';
      /** Allowed items; undefined: any but the empty one. */
      readonly values: readonly string[] | undefined;
      readonly allowEmpty: boolean;
      readonly allowDuplicates: boolean;
    }
  | { readonly kind: 'throttledReplicas' };

/**
 * An option: its type, Kafka's default as it stands in a properties file, the validator and, of a
 * topic's option, the broker's option that gives the default.
 */
export type Option = readonly [
  type: OptionType,
  defaultValue: string | undefined,
  validator?: Validator | undefined,
  brokerOption?: string,
];

export type OptionTable = Readonly<Record<string, Option>>;

export const range = (min: number, max?: number, also?: number): Validator => ({
  kind: 'range',
  min,
  max,
  also,
});

export const oneOf = (...values: string[]): Validator => ({
  kind: 'enum',
  values,
  ignoreCase: false,
});

export const oneOfIgnoringCase = (...values: string[]): Validator => ({
  kind: 'enum',
  values,
  ignoreCase: true,
});

export const nonEmpty: Validator = { kind: 'nonEmpty' };

export const throttledReplicas: Validator = { kind: 'throttledReplicas' };

/** Rules of a list: `empty` and `duplicates` say that these are allowed. */
export const list = (
  values: readonly string[] | undefined,
  ...allowed: ('empty' | 'duplicates')[]
): Validator => ({
  kind: 'list',
  values,
  allowEmpty: allowed.includes('empty'),
  allowDuplicates: allowed.includes('duplicates'),
});

/** The option of that name; own keys only, because a user's key may be `constructor`. */
export function optionOf(table: OptionTable, key: string): Option | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
