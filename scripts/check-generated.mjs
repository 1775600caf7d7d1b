// Fails when a generated file is not what its generator makes now. projen knows no dry run: its files are made again and
// compared with what was there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, root, run } from './support.mjs';

function snapshot() {
  const entries = ['.', '.projen'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name)),
  );
  return new Map(entries.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

ensureInstalled();
const before = snapshot();
let code = run(bin('tsx'), ['.projenrc.ts']);
for (const [path, content] of snapshot()) {
  if (before.get(path) === content) continue;
  console.error(`${path} was not what .projenrc.ts makes; it is now`);
  code = 1;
}
for (const script of ['gen', 'build-reconciler']) {
  if (run(process.execPath, [`scripts/${script}.mjs`, '--check']) !== 0) code = 1;
}
process.exitCode = code;
