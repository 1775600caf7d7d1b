import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const oracles = existsSync(join(root, '..', 'shared', 'oracles', 'kafka-config'));

const check = () =>
  spawnSync(process.execPath, ['scripts/gen-kafka-options.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });

// Fails also on a validator of any oracle that the generator neither understands nor lists as free.
test('the generated files are what the generator makes now', () => {
  const { status, stderr } = check();
  expect(stderr).toBe(
    oracles
      ? ''
      : 'SKIPPED: no ../shared/oracles/kafka-config, the tables of Kafka options are neither written nor checked\n',
  );
  expect(status).toBe(0);
});

test('exactly one version is the default', () => {
  const path = join(root, 'lib', 'versions', 'kafka-versions.json');
  const versions = JSON.parse(readFileSync(path, 'utf8')) as { isDefault: boolean }[];
  expect(versions.filter(({ isDefault }) => isDefault)).toHaveLength(1);
});
