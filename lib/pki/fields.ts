import { isIP } from 'net';

type Wrong = (prop: string, message: string) => void;
type Check = (text: string) => boolean;

/** Typed access to a parsed JSON object. What does not fit is reported and replaced, so that reading goes on. */
export interface Fields {
  value(key: string): unknown;
  text(key: string, check: Check, allowed: string): string;
  optionalText(key: string): string | undefined;
  texts(key: string, check: Check, allowed: string): readonly string[];
  days(key: string): number;
  number(key: string): number;
  numbers(key: string): readonly number[];
  member<T extends string>(key: string, allowed: readonly [T, ...T[]] | readonly T[]): T;
  members<T extends string>(key: string, allowed: readonly T[]): readonly T[];
  list(key: string): readonly Fields[];
  wrong(key: string, message: string): void;
}

/** Undefined, and reported, when the value is no object. */
export function readFields(value: unknown, path: string, wrong: Wrong): Fields | undefined {
  if (!isRecord(value)) {
    wrong(path, `expected an object, got ${kindOf(value)}`);
    return undefined;
  }
  return fieldsOf(value, path, wrong);
}

function fieldsOf(record: Record<string, unknown>, path: string, wrong: Wrong): Fields {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const reject = (key: string, allowed: string): void => {
    wrong(at(key), `'${at(key)}' must be ${allowed}, got ${kindOf(record[key])}`);
  };
  return {
    ...scalars(record, reject),
    ...lists(record, at, wrong),
    value: (key) => record[key],
    wrong: (key, message) => {
      wrong(at(key), message);
    },
  };
}

type Reject = (key: string, allowed: string) => void;
type Scalars = Pick<Fields, 'text' | 'optionalText' | 'days' | 'number' | 'member'>;
type Lists = Pick<Fields, 'texts' | 'numbers' | 'members' | 'list'>;

function scalars(record: Record<string, unknown>, reject: Reject): Scalars {
  return {
    text: (key, check, allowed) => {
      const value = record[key];
      if (typeof value === 'string' && check(value)) return value;
      reject(key, allowed);
      return '';
    },
    optionalText: (key) => {
      const value = record[key];
      if (typeof value === 'string' && value !== '') return value;
      if (value !== undefined && value !== null) reject(key, 'a text or absent');
      return undefined;
    },
    days: (key) => {
      const value = record[key];
      if (isCount(value) && value <= MAX_DAYS) return value;
      reject(key, `a whole number of days from 1 to ${String(MAX_DAYS)}`);
      return 1;
    },
    number: (key) => {
      const value = record[key];
      if (isCount(value)) return value;
      reject(key, 'a whole number from 1');
      return 1;
    },
    member: <T extends string>(key: string, allowed: readonly T[]): T => {
      const found = allowed.find((each) => each === record[key]);
      if (found === undefined) reject(key, `one of ${allowed.join(', ')}`);
      return found ?? (allowed[0] as T);
    },
  };
}

function lists(record: Record<string, unknown>, at: (key: string) => string, wrong: Wrong): Lists {
  const items = <T>(key: string, read: (item: unknown) => T | undefined, allowed: string): T[] => {
    const value = record[key];
    if (!Array.isArray(value)) {
      wrong(at(key), `'${at(key)}' must be a list, got ${kindOf(value)}`);
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const result = read(item);
      if (result !== undefined) return [result];
      const place = `${at(key)}[${String(index)}]`;
      wrong(place, `'${place}' must be ${allowed}, got ${kindOf(item)}`);
      return [];
    });
  };
  return {
    texts: (key, check, allowed) =>
      items(key, (item) => (typeof item === 'string' && check(item) ? item : undefined), allowed),
    numbers: (key) => items(key, (item) => (isCount(item) ? item : undefined), 'a number from 1'),
    members: (key, allowed) =>
      items(key, (item) => allowed.find((each) => each === item), `one of ${allowed.join(', ')}`),
    list: (key) => {
      let index = 0;
      return items(
        key,
        (item) =>
          isRecord(item) ? fieldsOf(item, `${at(key)}[${String(index++)}]`, wrong) : undefined,
        'an object',
      );
    },
  };
}

// A hundred years. X.509 goes on to the year 9999, but whoever asks for more mistook the unit.
const MAX_DAYS = 36500;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
// Underscores are no host names, but DNS and certificates have them (SRV records, Windows hosts).
const HOST_PART = /^[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?$/i;

export function isDnsLabel(text: string): boolean {
  return LABEL.test(text);
}

export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => LABEL.test(part));
}

/** A host name as certificates hold it; one wildcard may stand for the first part. */
export function isDnsName(text: string): boolean {
  const host = text.startsWith('*.') ? text.slice(2) : text;
  return text.length <= 253 && host.split('.').every((part) => HOST_PART.test(part));
}

export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}
