import { existsSync, readdirSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { isInside } from '../pki/files';
import { IGNORE_ALL } from '../pki/folder';
import type { Problem } from '../pki/problem';
import { error, refuse, warning } from '../pki/problem';
import type { CommandContext, CommandInput } from './command';

export interface Output {
  readonly out: string;
  /** `.gitignore` of an output folder that is not below the ignored folder of keys. */
  readonly ignoreFiles: readonly (readonly [path: string, text: string])[];
  readonly problems: readonly Problem[];
}

/** Where Secrets go. Refuses places from which manifests are committed or applied as a whole. */
export function planOutput(input: CommandInput, { cwd }: CommandContext, root: string): Output {
  const text = input.text('out');
  const out = text === undefined ? join(root, 'secrets') : resolve(cwd, text);
  refuseMisplaced(input, cwd, { '--out': out, '--dir': root });
  if (isInside(out, root) || !existsSync(join(root, '.gitignore'))) {
    return { out, ignoreFiles: [], problems: [] };
  }
  return { out, ...ignoring(out) };
}

/** Refuses private keys in the folder of manifests, by option. */
export function refuseMisplaced(
  input: CommandInput,
  cwd: string,
  paths: Readonly<Record<string, string>>,
): void {
  const ground = { cwd, manifests: input.text('manifests') };
  refuse(Object.entries(paths).flatMap(([option, path]) => misplaced(option, path, ground)));
}

interface Ground {
  readonly cwd: string;
  readonly manifests: string | undefined;
}

function misplaced(option: string, path: string, { cwd, manifests }: Ground): readonly Problem[] {
  const inManifests = manifests !== undefined && isInside(path, resolve(cwd, manifests));
  // Commands without --manifests cannot know the folder; dist is where cdk8s puts it.
  const inDist = relative(cwd, path).split(sep).includes('dist');
  if (!inManifests && !inDist) return [];
  const folder = inManifests ? manifests : 'dist';
  return [
    error('PkiOutputInManifests', `${option} '${path}' lies in the manifests folder '${folder}'`, {
      path,
      fix: 'keep private keys apart from manifests: both get committed together one day',
    }),
  ];
}

function ignoring(out: string): Pick<Output, 'ignoreFiles' | 'problems'> {
  const ignoreFile = join(out, '.gitignore');
  if (existsSync(ignoreFile)) return { ignoreFiles: [], problems: [] };
  const isNew = !existsSync(out) || readdirSync(out).length === 0;
  if (isNew) return { ignoreFiles: [[ignoreFile, IGNORE_ALL]], problems: [] };
  return {
    ignoreFiles: [],
    problems: [
      warning('PkiOutputNotIgnored', `'${out}' holds other files and has no .gitignore`, {
        path: out,
        fix: 'use a folder of its own for Secrets, or keep their files out of Git yourself',
      }),
    ],
  };
}
