// Follows the imports of the compiled modules, in code and in types.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { root } from './support.mjs';

const build = join(root, 'build');
const peers = ['cdk8s', 'constructs', '@pulumi/pulumi', '@pulumi/kubernetes'];

function importsOf(file) {
  if (file.endsWith('.json')) return [];
  // Not at the top: build.mjs installs packages first.
  const ts = createRequire(import.meta.url)('typescript');
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The code and the types that a relative import of a compiled module stands for. */
function resolve(from, name) {
  const base = join(dirname(from), name);
  const endings = ['', '.js', '.d.ts', '/index.js', '/index.d.ts'];
  return endings
    .map((ending) => `${base}${ending}`)
    .filter((path) => /\.(js|json|d\.ts)$/.test(path) && existsSync(path));
}

/** Deletes from build/ what no entry needs; returns how many files that were. */
export function keepOnlyReachable(entries) {
  const open = entries.flatMap((entry) => resolve(join(build, 'any.js'), `./${entry}`));
  const kept = new Set();
  while (open.length > 0) {
    const file = open.pop();
    if (kept.has(file)) continue;
    kept.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) open.push(...resolve(file, name));
    }
  }
  const useless = files(build).filter((file) => !kept.has(file));
  for (const file of useless) rmSync(file);
  return useless.length;
}

/** Imports of packages that an installation of this package does not bring along. */
export function foreignImports() {
  const isKnown = (name) =>
    name.startsWith('.') ||
    isBuiltin(name) ||
    peers.some((peer) => name === peer || name.startsWith(`${peer}/`));
  return files(build).flatMap((file) =>
    importsOf(file)
      .filter((name) => !isKnown(name))
      .map((name) => ({ file: relative(root, file), name })),
  );
}
