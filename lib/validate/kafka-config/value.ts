import type { Option, OptionType, Validator } from '../../versions/option';
import { alternatives, shown } from './finding';
import type { Complaint } from './finding';

// Java's Double.parseDouble, less its hexadecimal form.
const DOUBLE = /^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?)$/;
const CLASS_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;
const THROTTLED = /^(\*|\d+:\d+)$/;

type Check = (key: string, text: string, validator: Validator | undefined) => Complaint | undefined;

const CHECKS: Record<OptionType, Check> = {
  boolean: (key, text) =>
    /^(true|false)$/i.test(text) ? undefined : wrongType(key, text, 'true or false'),
  class: (key, text) =>
    CLASS_NAME.test(text) ? undefined : wrongType(key, text, "a Java class's full name"),
  double: checkDouble,
  int: integer(32, 'an int'),
  list: checkList,
  long: integer(64, 'a long'),
  password: () => undefined,
  short: integer(16, 'a short'),
  string: checkString,
};

/** What is wrong with a value of an option; undefined when Kafka takes it. */
export function checkValue(key: string, option: Option, value: string): Complaint | undefined {
  const [type, , validator] = option;
  return CHECKS[type](key, javaTrim(value), validator);
}

/** The number that Kafka reads from a value; undefined if it reads none. */
export function parseInteger(value: string): bigint | undefined {
  const text = javaTrim(value);
  // 20 digits are beyond every type; BigInt would take its time over a million of them.
  const digits = /^([+-]?)0*(\d{1,20})$/.exec(text);
  if (!digits) return undefined;
  const magnitude = BigInt(digits[2] ?? '0');
  return digits[1] === '-' ? -magnitude : magnitude;
}

/** The items of a list, as Kafka splits it. */
export function listItems(value: string): readonly string[] {
  const text = javaTrim(value);
  return text === '' ? [] : text.split(',').map(javaTrim);
}

/** Java's String.trim: all control characters, but no spaces beyond ASCII. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

function integer(bits: number, article: string): Check {
  const limit = 2n ** BigInt(bits - 1);
  const whole = `${article}: ${String(-limit)} to ${String(limit - 1n)}`;
  return (key, text, validator) => {
    if (!/^[+-]?\d+$/.test(text)) return wrongType(key, text, 'a whole number');
    const value = parseInteger(text);
    if (value === undefined || value < -limit || value >= limit)
      return outOfRange(key, text, whole);
    return inRange(value, validator) ? undefined : outOfRange(key, text, bounds(validator));
  };
}

function checkDouble(
  key: string,
  text: string,
  validator: Validator | undefined,
): Complaint | undefined {
  if (!DOUBLE.test(text)) return wrongType(key, text, 'a number');
  const value = Number(text.replace(/(?<=[\d.])[fFdD]$/, ''));
  return inRange(value, validator) ? undefined : outOfRange(key, text, bounds(validator));
}

/** True as well where there is no range. Put so that NaN is in range, as it is for Kafka. */
function inRange(value: number | bigint, validator: Validator | undefined): boolean {
  if (validator?.kind !== 'range') return true;
  const { min, max = Infinity, also } = validator;
  const outside = value < min || value > max;
  return !outside || Number(value) === also;
}

function checkString(
  key: string,
  text: string,
  validator: Validator | undefined,
): Complaint | undefined {
  if (validator?.kind === 'nonEmpty' && text === '') return wrongType(key, text, 'not empty');
  if (validator?.kind !== 'enum') return undefined;
  const { values, ignoreCase } = validator;
  const fits = ignoreCase
    ? values.some((allowed) => allowed.toUpperCase() === text.toUpperCase())
    : values.includes(text);
  return fits ? undefined : notInEnum(key, text, values);
}

function checkList(
  key: string,
  text: string,
  validator: Validator | undefined,
): Complaint | undefined {
  const items = listItems(text);
  if (validator?.kind === 'throttledReplicas') return checkThrottled(key, text, items);
  if (validator?.kind !== 'list') return undefined;
  if (items.length === 0)
    return validator.allowEmpty ? undefined : wrongType(key, text, 'a list of at least one item');
  return (
    checkItems(key, items, validator.values) ??
    (validator.allowDuplicates ? undefined : checkDistinct(key, text, items))
  );
}

function checkItems(
  key: string,
  items: readonly string[],
  values: readonly string[] | undefined,
): Complaint | undefined {
  const odd = values && items.find((item) => !values.includes(item));
  return odd === undefined ? undefined : notInEnum(key, odd, values ?? []);
}

// The versions of Kafka that refuse duplicates are those that refuse empty items.
function checkDistinct(key: string, text: string, items: readonly string[]): Complaint | undefined {
  if (items.includes('')) return wrongType(key, text, 'a list without empty items');
  const twice = items.find((item, i) => items.indexOf(item) < i);
  if (twice === undefined) return undefined;
  return wrongType(key, text, `a list that has ${shown(twice)} once`);
}

function checkThrottled(
  key: string,
  text: string,
  items: readonly string[],
): Complaint | undefined {
  const alone = items.length === 1 || !items.includes('*');
  if (alone && items.every((item) => THROTTLED.test(item))) return undefined;
  return wrongType(key, text, "'*' or a list of partition:broker");
}

function bounds(validator: Validator | undefined): string {
  if (validator?.kind !== 'range') return 'any';
  const { min, max, also } = validator;
  const inside = max === undefined ? `${String(min)} or more` : `${String(min)} to ${String(max)}`;
  return also === undefined ? inside : `${inside}, or ${String(also)}`;
}

function complaint(
  code: Complaint['code'],
  key: string,
  value: string,
  allowed: string,
): Complaint {
  return {
    code,
    message: `kafka option '${key}' is ${shown(value)}, allowed is ${allowed}`,
    fix: `set '${key}' to ${allowed}, or leave it out for Kafka's default`,
  };
}

function wrongType(key: string, value: string, allowed: string): Complaint {
  return complaint('ConfigValueType', key, value, allowed);
}

function outOfRange(key: string, value: string, allowed: string): Complaint {
  return complaint('ConfigValueRange', key, value, allowed);
}

function notInEnum(key: string, value: string, values: readonly string[]): Complaint {
  return complaint('ConfigValueEnum', key, value, alternatives(values));
}
