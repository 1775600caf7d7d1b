import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { HOME, client, kafkaTool, tryClient, writeClientFile } from '../support/clients';
import { withSynth } from '../support/cluster';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import { TOPIC, contentsApp } from './app';
import type { ContentsDeployment } from './deployment';

/** The command line as one file, as the package has it. */
function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [resolve(__dirname, '../../../lib/cli/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    logLevel: 'error',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    external: ['cdk8s', 'constructs', '@node-rs/crc32', 'protobufjs'],
  });
  return outputFiles[0]?.text ?? '';
}

interface Answer {
  readonly code: number | null;
  readonly text: string;
}

/**
 * From the clients' pod, against the manifests and with a state of its own: what exists is taken over, a change behind its back
 * is drift, a kept plan repairs it, and is refused once the cluster is another.
 */
export async function commandLine(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { clients, admin, options } = deployment;
  await writeClientFile(clients, 'package.json', '{"version":"0.0.0"}');
  await writeClientFile(clients, 'build/cli/main.cjs', bundle());
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const text = await withSynth(
    (outdir) => contentsApp(options, outdir),
    (folder) =>
      Promise.resolve(
        readdirSync(folder)
          .map((file) => readFileSync(join(folder, file), 'utf8'))
          .join('---\n'),
      ),
  );
  await writeClientFile(clients, 'manifests/app.yaml', text);
  const cli = async (args: string): Promise<Answer> => {
    const connection = `--bootstrap ${admin.bootstrapServers} --command-config ${config} --state ${HOME}/state.json`;
    const { code, stdout, stderr } = await tryClient(
      clients,
      'node',
      `cd ${HOME} && node build/cli/main.cjs ${args} ${connection}`,
      60,
    );
    return { code, text: `${stdout}${stderr}` };
  };
  const alter = (value: string): Promise<string> =>
    client(
      clients,
      'kafka',
      `${kafkaTool('kafka-configs')} --bootstrap-server ${admin.bootstrapServers} --command-config ${config} ` +
        `--alter --entity-type topics --entity-name ${TOPIC} --add-config retention.ms=${value}`,
    );
  scene.progress.begin('plan of what is as it should be');
  const clean = await cli('plan manifests --out plan.json');
  expectEqual(clean.code, 0, `exit code of plan:\n${clean.text}`);
  const noted = await cli('apply --plan plan.json');
  expectEqual(noted.code, 0, `exit code of apply:\n${noted.text}`);
  scene.progress.begin('drift');
  await alter('7200000');
  const drift = await cli('drift manifests');
  expectEqual(drift.code, 3, `exit code of drift:\n${drift.text}`);
  expect(drift.text.includes('config.retention.ms: 7200000 ->'), drift.text);
  expect(drift.text.includes('(drift)'), drift.text);
  scene.progress.begin('a plan, carried out, and a stale one');
  const made = await cli('plan manifests --out plan.json');
  expectEqual(made.code, 3, `exit code of plan:\n${made.text}`);
  const applied = await cli('apply --plan plan.json');
  expectEqual(applied.code, 0, `exit code of apply:\n${applied.text}`);
  const stale = await cli('apply --plan plan.json');
  expectEqual(stale.code, 1, `exit code of a stale plan:\n${stale.text}`);
  expect(stale.text.includes('PlanStale'), stale.text);
  expectEqual((await cli('drift manifests')).code, 0, 'exit code of drift at the end');
  scene.note('plan, apply, drift, and a stale plan refused');
}
