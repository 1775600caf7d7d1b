// The only writer of golden files: runs the tests that compare with them, with GOLDEN=write. Review the diff.
import { bin, ensureInstalled, environment, run } from './support.mjs';

ensureInstalled();
process.exitCode = run(
  bin('jest'),
  ['--ci=false', '--updateSnapshot', 'test/golden', 'test/repo/tarball', ...process.argv.slice(2)],
  { env: { ...environment, GOLDEN: 'write' } },
);
