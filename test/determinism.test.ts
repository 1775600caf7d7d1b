import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** The bytes that the example gives in a process of its own, whose surroundings are as said. */
function synthesized(env: Readonly<Record<string, string>>): string {
  const outdir = mkdtempSync(join(tmpdir(), 'determinism-'));
  try {
    const run = spawnSync(
      join(ROOT, 'node_modules/.bin/tsx'),
      ['--tsconfig', join(ROOT, 'tsconfig.dev.json'), join(ROOT, 'examples/quickstart.ts')],
      // Another folder too: where a program is started from must not show.
      { cwd: outdir, env: { ...process.env, ...env, CDK8S_OUTDIR: outdir }, encoding: 'utf8' },
    );
    expect(run.stderr).toBe('');
    return readdirSync(outdir)
      .map((file) => `${file}\n${readFileSync(join(outdir, file), 'utf8')}`)
      .join('\n');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('two processes of other language, time zone and folder make the same bytes', () => {
  const one = synthesized({ TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });
  const other = synthesized({
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
  });
  expect(one).toContain('kind: StatefulSet');
  expect(other).toBe(one);
}, 120_000);
