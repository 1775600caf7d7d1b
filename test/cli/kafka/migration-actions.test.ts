import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from '../../pki/support';
import type { Ran } from '../support';
import { cli } from '../support';

interface Step {
  readonly step: string;
  readonly rest: string;
}

const founding = ({ step, rest }: Step, data?: object): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'legacy-kafka-founding',
      annotations: { 'cdk8s-kafka/migration': step, 'cdk8s-kafka/migration-rest': rest },
    },
    ...(data === undefined ? {} : { data }),
  });

const KUBECTL = `#!/bin/sh
case $* in
  *configmap*) cat "$(dirname "$0")/founding.json" ;;
  *) echo '{"items":[]}' ;;
esac
`;
const LIVE: Step = { step: 'provisionControllers', rest: 'a' };
const NOTE = '{"state":"PRE_MIGRATION","zkBrokers":0,"brokers":0,"lag":-1,"unregistered":[]}';

/** Asks for the status of a cluster whose controllers wait, with manifests that are to be applied. */
async function status(more: readonly string[], next: Step, live = LIVE): Promise<Ran> {
  return inTemporaryFolder(async (cwd) => {
    const kubectl = join(cwd, 'kubectl');
    writeFileSync(kubectl, KUBECTL);
    chmodSync(kubectl, 0o755);
    const taken = JSON.stringify({ name: LIVE.step, rest: LIVE.rest });
    writeFileSync(
      join(cwd, 'founding.json'),
      founding(live, { migration: NOTE, migrationStep: taken }),
    );
    mkdirSync(join(cwd, 'dist'));
    writeFileSync(join(cwd, 'dist/legacy.yaml'), founding(next));
    process.env['KUBECTL'] = kubectl;
    try {
      return await cli(['migration', 'status', '--cluster', 'legacy', ...more], { cwd });
    } finally {
      delete process.env['KUBECTL'];
    }
  });
}

const APP = ['--app', 'dist'];

test('a step that is the next, and alone, may be applied', async () => {
  const { exitCode, codes } = await status(APP, { step: 'dualWrite', rest: 'a' });
  expect([exitCode, codes]).toEqual([0, []]);
});

test('one with another change must not', async () => {
  const { exitCode, codes } = await status(APP, { step: 'dualWrite', rest: 'b' });
  expect([exitCode, codes]).toEqual([1, ['MigrationStepNotAlone']]);
});

test('another change without a step may', async () => {
  const { exitCode, codes } = await status(APP, { step: 'provisionControllers', rest: 'b' });
  expect([exitCode, codes]).toEqual([0, []]);
});

test.each(['brokersToKRaft', 'finish'])('%s must not: it is not the next', async (step) => {
  const { exitCode, codes } = await status(APP, { step, rest: 'a' });
  expect([exitCode, codes]).toEqual([1, ['MigrationStepOrder']]);
  const named = await status(['--next', step], LIVE);
  expect([named.exitCode, named.codes]).toEqual([1, ['MigrationStepOrder']]);
});

test('a step that was applied with another change is under way until that is set right', async () => {
  const { exitCode, output } = await status([], LIVE, { step: 'dualWrite', rest: 'b' });
  expect(exitCode).toBe(3);
  expect(output).toContain("together with 'dualWrite' something else was changed");
});
