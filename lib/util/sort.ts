/** Orders by code unit, not by locale: the output must not depend on the machine's language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a map in the order of their keys. */
export function sortedEntries<T>(
  map: Readonly<Record<string, T>>,
): readonly (readonly [string, T])[] {
  return Object.entries(map).sort(([a], [b]) => byText(a, b));
}

/** The distinct members in order. */
export function sortedSet(members: Iterable<string>): readonly string[] {
  return [...new Set(members)].sort(byText);
}
