import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support.mjs';

/** One CommonJS file with all that the entry imports, and beside it the licences of what went in. */
export async function bundle(entry, outfile) {
  // Not at the top: build.mjs installs packages first.
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Peers: the user's own copies.
    external: ['cdk8s', 'constructs', '@pulumi/*'],
    // By default it reads a .wasm file from beside its own module, which a bundle has left behind.
    alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    // ES modules ask for it; in CommonJS it is empty.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: "'use strict';const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    tsconfig: 'tsconfig.json',
  });
  const notices = packagesOf(metafile)
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n`);
  writeFileSync(join(root, outfile.replace(/\.js$/, '.licenses.txt')), `${notices}\n`);
}

/** Folders below node_modules whose files are in the bundle, sorted. */
function packagesOf(metafile) {
  const pattern = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = Object.keys(metafile.inputs).flatMap((path) => pattern.exec(path)?.[1] ?? []);
  return [...new Set(folders)].sort();
}

function notice(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const path = file === undefined ? undefined : join(root, folder, file);
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}`;
}
