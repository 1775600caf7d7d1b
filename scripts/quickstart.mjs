// From a fresh clone to manifests ready to apply: installs, synthesizes examples/quickstart.ts, makes its keys. Run again,
// it keeps the keys it made.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, root, run, seconds } from './support.mjs';

const example = 'examples/quickstart.ts';
const output = 'dist';
// Not in dist/: `cdk8s synth` empties that.
const authority = 'pki';

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node ${process.versions.node} is too old; this needs 20.19 or newer`);
  process.exit(1);
}

/** Straight from the sources: tsx compiles in memory what is imported, and tsconfig.dev.json says where `cdk8s-kafka` is. */
function step(title, args) {
  const start = performance.now();
  const code = run(bin('tsx'), ['--tsconfig', 'tsconfig.dev.json', ...args]);
  if (code !== 0) {
    console.error(`${title} failed; the message is above`);
    process.exit(code);
  }
  console.log(`${title}: ${seconds(start)}`);
}

/** `3 ConfigMap, 2 Service`, the most frequent kind first. */
function kinds(path) {
  const counts = new Map();
  for (const [, kind] of readFileSync(path, 'utf8').matchAll(/^kind: (\w+)/gm)) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

function yamlFiles(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);
}

function report() {
  console.log('\nMade:');
  for (const path of [...yamlFiles(output), ...yamlFiles(`${authority}/secrets`)]) {
    console.log(`  ${path}\n    ${kinds(join(root, path))}`);
  }
  console.log(
    `  ${authority}/\n    your certificate authority and its keys: keep it, and keep it secret`,
  );
  console.log(`
Next, with kubectl on a cluster:
  kubectl create namespace kafka
  kubectl apply -f ${authority}/secrets -f ${output}
  kubectl -n kafka get pods --watch

To change the Kafka cluster, edit ${example} and run npm run quickstart again.`);
}

requireNode();
ensureInstalled();
step(`synthesized ${example}`, [example]);
if (!existsSync(join(root, authority))) {
  step(`made the folder ${authority}/`, ['lib/cli/main.ts', 'pki', 'init', '--dir', authority]);
}
step('made keys and certificates', [
  ...['lib/cli/main.ts', 'pki', 'issue', '--dir', authority, '--manifests', output],
]);
report();
