/**
 * A line of a Java properties file that gives back just this key and value. Kafka reads the file as Latin-1, so all
 * other characters are written as Java's escapes.
 */
export function propertyLine(key: string, value: string): string {
  return `${escaped(key).replace(/[ =:#!]/g, '\\$&')}=${escaped(value).replace(/^ /, '\\ ')}`;
}

const LETTERS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** Code unit by code unit, as Java counts: one beyond the first plane takes two escapes. */
function escaped(text: string): string {
  return text.replace(
    /[^\x20-\x5b\x5d-\x7e]/g,
    (unit) => LETTERS[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
