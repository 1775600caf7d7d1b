/** A text of the program that is written. */
export const text = (value: string): string => JSON.stringify(value);

/** An object of the program. */
export const record = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

/** Constants for names: each once, whatever characters the names have. */
export class Variables {
  private readonly taken = new Set(['app', 'chart', 'cluster']);
  private readonly names = new Map<string, string>();

  public of(kind: string, name: string): string {
    const key = `${kind} ${name}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const words = `${name} ${kind}`.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const camel = words.map((word, index) => (index === 0 ? lower(word) : upper(word))).join('');
    const base = /^\d/.test(camel) ? `_${camel}` : camel;
    let variable = base;
    for (let count = 2; this.taken.has(variable); count += 1) variable = `${base}_${String(count)}`;
    this.taken.add(variable);
    this.names.set(key, variable);
    return variable;
  }
}

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const lower = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
