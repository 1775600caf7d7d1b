import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { HOME, client, kafkaTool, tryClient, writeClientFile } from '../support/clients';
import { withSynth } from '../support/cluster';
import { expect, expectEqual } from '../support/outcome';
import { run } from '../support/process';
import type { Scene } from '../support/suite';
import { TOPIC, contentsApp } from './app';
import type { ContentsDeployment } from './deployment';

const REPOSITORY = resolve(__dirname, '../../..');

/** The command line as one file, as the package has it. */
function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(REPOSITORY, 'lib/cli/main.ts')],
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

/** The command line in the clients' pod, with the admin's connection. */
async function runCli({ clients, admin }: ContentsDeployment, args: string): Promise<Answer> {
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const connection = `--bootstrap ${admin.bootstrapServers} --command-config ${config}`;
  const { code, stdout, stderr } = await tryClient(
    clients,
    'node',
    `cd ${HOME} && node build/cli/main.cjs ${args} ${connection}`,
    60,
  );
  return { code, text: `${stdout}${stderr}` };
}

async function installCli({ clients }: ContentsDeployment): Promise<void> {
  await writeClientFile(clients, 'package.json', '{"version":"0.0.0"}');
  await writeClientFile(clients, 'build/cli/main.cjs', bundle());
}

/** The manifests of a program that was written, run as a user runs it. */
async function manifestsOf(program: string): Promise<string> {
  // Beside the packages that it imports.
  mkdirSync(join(REPOSITORY, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, 'dist', 'e2e-import-'));
  try {
    writeFileSync(join(folder, 'imported.ts'), program);
    const { code, stderr } = await run(
      process.execPath,
      ['--import', 'tsx', join(folder, 'imported.ts')],
      {
        cwd: REPOSITORY,
        env: { CDK8S_OUTDIR: join(folder, 'out'), TSX_TSCONFIG_PATH: 'tsconfig.dev.json' },
      },
    );
    expect(code === 0, `the imported program: ${stderr}`);
    return joined(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const joined = (folder: string): string =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('---\n');

/** The program that `import` writes of the live cluster changes nothing in it. */
export async function imported(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { clients } = deployment;
  await installCli(deployment);
  const written = await runCli(deployment, 'import --out imported.ts');
  expectEqual(written.code, 0, `exit code of import:\n${written.text}`);
  const program = await client(clients, 'node', `cat ${HOME}/imported.ts`);
  expect(program.includes('.grants.produce('), program);
  await writeClientFile(clients, 'imported/app.yaml', await manifestsOf(program));
  const plan = await runCli(deployment, `plan imported --state ${HOME}/imported.json`);
  expectEqual(plan.code, 0, `exit code of the plan of what was imported:\n${plan.text}`);
  expect(/^0 changes, 0 left alone, 0 objects/m.test(plan.text), plan.text);
  scene.note(`${program.split('\n').length} lines, and an empty plan`);
}

/**
 * From the clients' pod, against the manifests and with a state of its own: what exists is taken over, a change behind its back
 * is drift, a kept plan repairs it, and is refused once the cluster is another.
 */
export async function commandLine(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { clients, admin, options } = deployment;
  await installCli(deployment);
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const text = await withSynth(
    (outdir) => contentsApp(options, outdir),
    (folder) => Promise.resolve(joined(folder)),
  );
  await writeClientFile(clients, 'manifests/app.yaml', text);
  const cli = (args: string): Promise<Answer> =>
    runCli(deployment, `${args} --state ${HOME}/state.json`);
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
