import { optionOf } from '../../versions/option';
import { optionsFor } from '../../versions/options';
import { propOf } from './finding';
import type { KafkaConfig } from './finding';
import { referencesIn } from './references';
import { listItems, parseInteger } from './value';

/** The value that a broker works with: the user's, or else Kafka's default. */
export interface Effective {
  readonly key: string;
  readonly value: string;
  readonly said: boolean;
}

export interface EffectiveNumber extends Effective {
  readonly number: bigint;
}

/** The options of a broker with Kafka's defaults behind them. */
export class EffectiveConfig {
  constructor(
    private readonly config: KafkaConfig,
    private readonly version: string,
    private readonly prop: string,
  ) {}

  /** Undefined for an option that this version lacks, that has no value, or whose value only the node knows. */
  get(key: string): Effective | undefined {
    const option = optionOf(optionsFor('broker', this.version) ?? {}, key);
    if (!option) return undefined;
    const said = Object.hasOwn(this.config, key);
    const value = said ? this.config[key] : option[1];
    if (value === undefined || referencesIn(value).length > 0) return undefined;
    return { key, value, said };
  }

  /** Undefined also where the value is no whole number. */
  number(key: string): EffectiveNumber | undefined {
    const effective = this.get(key);
    const number = effective && parseInteger(effective.value);
    return effective && number !== undefined ? { ...effective, number } : undefined;
  }

  items(key: string): readonly string[] | undefined {
    const effective = this.get(key);
    return effective && listItems(effective.value);
  }

  /** The prop to blame: of the options given, the first that the user set. */
  blame(...keys: readonly string[]): string {
    const said = keys.find((key) => Object.hasOwn(this.config, key));
    return propOf(this.prop, said ?? keys[0] ?? '');
  }
}

/** `'min.insync.replicas' (2, Kafka's default)`. */
export function named({ key, value, said }: Effective): string {
  return `'${key}' (${value}${said ? '' : ", Kafka's default"})`;
}
