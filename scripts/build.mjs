// Makes build/ and .jsii: jsii compiles lib/, esbuild turns the CLI into one file, and what nothing public reaches is
// removed. Fails when a shipped module would need a package that users do not have (adr/0002).
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { foreignImports, keepOnlyReachable } from './reachable.mjs';
import { bin, ensureInstalled, root, run, seconds } from './support.mjs';

const entries = ['index', 'pulumi/index', 'testing/index'].filter((name) =>
  existsSync(join(root, 'lib', `${name}.ts`)),
);

const silenced = [
  // `from`, `import` and the like are good names in TypeScript; pacmak renames them elsewhere.
  'reserved-word',
  // It wants the lowest peers installed; we develop against the newest and promise the range.
  'missing-dev-dependency',
];

async function main() {
  ensureInstalled();
  const start = performance.now();
  for (const made of ['build', '.jsii']) rmSync(join(root, made), { recursive: true, force: true });

  const compiled = run(bin('jsii'), ['--silence-warnings', ...silenced]);
  if (compiled !== 0) return compiled;
  console.log(`jsii: ${seconds(start)}`);

  const removed = keepOnlyReachable(entries);
  const foreign = foreignImports();
  for (const { file, name } of foreign) {
    console.error(`${file} needs '${name}', which users of the package do not have`);
  }

  // After the check: a bundle has its packages inside.
  if (existsSync(join(root, 'lib/cli/main.ts'))) {
    await bundle('lib/cli/main.ts', 'build/cli/main.js');
    chmodSync(join(root, 'build/cli/main.js'), 0o755);
  }
  console.log(
    `build/ is made, without ${removed} files that nothing public reaches: ${seconds(start)}`,
  );
  return foreign.length === 0 ? 0 : 1;
}

process.exitCode = await main();
