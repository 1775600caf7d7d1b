import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const golden = join(__dirname, 'tarball.txt');

function packedFiles(): readonly string[] {
  // Not the build again: what is there is what is judged.
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const [pack] = JSON.parse(output) as readonly { readonly files: readonly { path: string }[] }[];
  return (pack?.files ?? []).map(({ path }) => path).sort();
}

describe('the published package', () => {
  const files = packedFiles();

  test('holds the files listed in tarball.txt (npm run golden writes it)', () => {
    if (process.env['GOLDEN'] === 'write') writeFileSync(golden, `${files.join('\n')}\n`);
    expect(files).toEqual(readFileSync(golden, 'utf8').trimEnd().split('\n'));
  });

  test('holds no sources, tests or build leftovers', () => {
    const stray = files.filter((path) =>
      /^(lib|test|scripts)\/|tsbuildinfo|(?<!\.d)\.ts$/.test(path),
    );
    expect(stray).toEqual([]);
  });
});
