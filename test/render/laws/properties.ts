/** The entries of a Java properties file, in order, with what Java makes of backslashes. */
export function parseProperties(text: string): readonly (readonly [string, string])[] {
  return logicalLines(text)
    .filter((line) => !/^\s*([#!]|$)/.test(line))
    .map((line) => {
      const match = /^\s*((?:\\.|[^\\=:\s])+)\s*[=:]?\s*([^]*)$/.exec(line);
      return [unescaped(match?.[1] ?? ''), unescaped(match?.[2] ?? '')] as const;
    });
}

/** An odd number of backslashes at its end joins a line with the next. */
function logicalLines(text: string): readonly string[] {
  return text.replace(/(?<!\\)((?:\\\\)*)\\\n\s*/g, '$1').split('\n');
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) =>
    escape.length > 1
      ? String.fromCharCode(parseInt(escape.slice(1), 16))
      : (letters[escape] ?? escape),
  );
}

/** The variables of a file that the shell sources, with `NODE_ID` as the start script has it. */
export function parseNodeEnv(text: string, nodeId: number): Readonly<Record<string, string>> {
  const variables = [...text.matchAll(/^([A-Z0-9_]+)=(?:'((?:[^']|'\\'')*)'|"([^"]*)")$/gm)];
  return Object.fromEntries(
    variables.map(([, name, single, double]) => [
      name ?? '',
      single?.replaceAll("'\\''", "'") ?? (double ?? '').replaceAll('${NODE_ID}', String(nodeId)),
    ]),
  );
}

export interface Reference {
  readonly text: string;
  readonly provider: string;
  readonly path: string;
  readonly key: string;
}

/** `${provider:path:key}` and `${provider:key}`. */
export function references(value: string): readonly Reference[] {
  return [...value.matchAll(/\$\{([^}:]*):(?:([^:}]*):)?([^}]*)\}/g)].map(
    ([text, provider = '', path = '', key = '']) => ({ text, provider, path, key }),
  );
}
