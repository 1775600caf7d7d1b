// The only writer of golden files: builds (the list of the tarball is one of them), then runs the tests that compare with
// them, with GOLDEN=write. Review the diff.
import { bin, ensureInstalled, environment, run } from './support.mjs';

const write = () =>
  run(
    bin('jest'),
    [
      '--ci=false',
      '--updateSnapshot',
      'test/golden',
      'test/repo/tarball',
      ...process.argv.slice(2),
    ],
    { env: { ...environment, GOLDEN: 'write' } },
  );

ensureInstalled();
process.exitCode = run(process.execPath, ['scripts/build.mjs']) || write();
