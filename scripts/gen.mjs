// Runs every generator, scripts/gen-*.{mjs,ts}. Arguments go to each: with --check a generator writes nothing and fails when
// a file of its is stale.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, root, run } from './support.mjs';

ensureInstalled();
const generators = readdirSync(join(root, 'scripts'))
  .filter((name) => /^gen-.*\.(mjs|ts)$/.test(name))
  .sort();
const args = process.argv.slice(2);
// All of them, also after one has failed: the list of what is stale should be whole.
const codes = generators.map((name) =>
  run(bin('tsx'), ['--tsconfig', 'tsconfig.dev.json', `scripts/${name}`, ...args]),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
