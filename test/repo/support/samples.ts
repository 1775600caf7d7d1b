import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(__dirname, '../../..');

/** A program in the documentation. */
export interface Sample {
  /** `README.md:12` */
  readonly name: string;
  readonly document: string;
  /** Where the compiler believes it to be; nothing is written there. */
  readonly file: string;
  readonly text: string;
  lineInDocument(line: number): number;
}

interface Fence {
  readonly info: string;
  /** Of the first line inside, from 1. */
  readonly line: number;
  readonly body: readonly string[];
}

function documents(): readonly string[] {
  const docs = join(root, 'docs');
  const pages = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }) : [];
  const all = [join(root, 'README.md'), ...pages.map((page) => join(docs, page))];
  return all.filter((path) => path.endsWith('.md') && existsSync(path)).sort();
}

function fences(markdown: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { info: string; line: number; body: string[] } | undefined;
  markdown.split('\n').forEach((text, index) => {
    const mark = /^```(.*)$/.exec(text);
    if (open === undefined && mark)
      open = { info: mark[1]?.trim() ?? '', line: index + 2, body: [] };
    else if (open !== undefined && mark) {
      found.push(open);
      open = undefined;
    } else open?.body.push(text);
  });
  return found;
}

/** Starts a program, or goes on with the one before: "```ts continued" sees its imports and names. */
function toSamples(document: string): readonly Sample[] {
  const programs: Fence[][] = [];
  for (const fence of fences(readFileSync(join(root, document), 'utf8'))) {
    const [language, flag] = fence.info.split(/\s+/);
    if (language !== 'ts' && language !== 'typescript') continue;
    if (flag === 'continued') programs.at(-1)?.push(fence);
    else programs.push([fence]);
  }
  return programs.map((parts, index) => toSample(document, index, parts));
}

function toSample(document: string, index: number, parts: readonly Fence[]): Sample {
  const lines = parts.flatMap(({ body, line }) =>
    body.map((text, offset) => ({ text, line: line + offset })),
  );
  return {
    name: `${document}:${parts[0]?.line ?? 0}`,
    document,
    file: join(root, 'examples', `${document.replace(/\W/g, '-')}-${index}.ts`),
    // A module of its own even where it imports nothing, so that samples do not see each other's names.
    text: [...lines.map(({ text }) => text), 'export {};'].join('\n'),
    lineInDocument: (line) => lines[line]?.line ?? 0,
  };
}

/** All samples of README.md and docs/, in the order of the pages. */
export function samples(): readonly Sample[] {
  return documents().flatMap((path) => toSamples(relative(root, path)));
}
