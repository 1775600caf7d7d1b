// Packs the package and looks at it as its users get it: publint, types for every way of importing, and a real import of
// each entry.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, root, run } from './support.mjs';

// Below node_modules, so that the unpacked package finds the peers as it would at a user's.
const place = join(root, 'node_modules', '.cache', 'package');

const notCode = ['--exclude-entrypoints', 'package.json', '.jsii'];

function pack() {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', place];
  const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
  return join(place, filename);
}

function unpack(tarball) {
  const home = join(place, 'node_modules', 'cdk8s-kafka');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', home]);
  return home;
}

/** Loads each entry with require and with import; both must see the same names. */
function importsWork(home) {
  const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const names = Object.keys(exports)
    .filter((key) => exports[key].default !== undefined)
    .map((key) => `cdk8s-kafka${key.slice(1)}`);
  const program = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    for (const name of ${JSON.stringify(names)}) {
      const viaRequire = Object.keys(require(name));
      const viaImport = new Set(Object.keys(await import(name)));
      const lost = viaRequire.filter((key) => !viaImport.has(key));
      if (lost.length > 0) throw new Error(name + ': not seen by import: ' + lost.join(', '));
      console.log(name + ': ' + viaRequire.length + ' exports');
    }`;
  return run(process.execPath, ['--input-type=module', '--eval', program], { cwd: place });
}

function main() {
  ensureInstalled();
  const tarball = pack();
  const home = unpack(tarball);
  const codes = [
    run(bin('publint'), ['run', '--strict', tarball]),
    // node10 knows no `exports` and cannot see the subpaths; TypeScript itself has given it up.
    run(bin('attw'), [
      tarball,
      '--profile',
      'node16',
      '--no-emoji',
      '--format',
      'ascii',
      ...notCode,
    ]),
    importsWork(home),
    run(process.execPath, [join(home, 'build/cli/main.js'), '--version']),
  ];
  return codes.every((code) => code === 0) ? 0 : 1;
}

process.exitCode = main();
