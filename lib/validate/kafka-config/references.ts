/** `${provider:path:key}` or `${provider:key}` in a value: what the node puts in its place at start. */
export interface ConfigReference {
  readonly text: string;
  readonly provider: string;
  readonly path: string | undefined;
  readonly key: string;
}

/** The config providers that every node has. */
export const CONFIG_PROVIDERS: readonly string[] = ['dir', 'env', 'file'];

/** The references in a value, as Kafka finds them. */
export function referencesIn(value: string): readonly ConfigReference[] {
  const found: ConfigReference[] = [];
  // Scanned by hand: Kafka's own regular expression is quadratic on a run of '${'.
  for (let start = value.indexOf('${'); start >= 0; start = value.indexOf('${', start)) {
    const end = value.indexOf('}', start);
    if (end < 0) break;
    const reference = parse(value.slice(start, end + 1));
    if (reference) found.push(reference);
    start = end + 1;
  }
  return found;
}

/** Whether the value is a reference and nothing else. */
export function isReference(value: string): boolean {
  const [only, ...others] = referencesIn(value);
  return only !== undefined && others.length === 0 && only.text === value.trim();
}

function parse(text: string): ConfigReference | undefined {
  const inner = text.slice(2, -1);
  const first = inner.indexOf(':');
  if (first < 0) return undefined;
  const provider = inner.slice(0, first);
  const rest = inner.slice(first + 1);
  const second = rest.indexOf(':');
  return second < 0
    ? { text, provider, path: undefined, key: rest }
    : { text, provider, path: rest.slice(0, second), key: rest.slice(second + 1) };
}
