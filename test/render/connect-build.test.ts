import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Manifest } from '../../lib/manifest/manifest';
import { dockerfileOf, renderConnect } from '../../lib/render/manifests/connect';
import { quoted } from '../../lib/render/manifests/connect/dockerfile';
import type { ConnectBuildSpec, PluginArtifactSpec } from '../../lib/spec/connect';
import { connect } from '../support/connect';

const OPENSHIFT = { kind: 'openshift', appsDomain: undefined } as const;
const settings = {
  pullSecretName: undefined,
  historyLimit: undefined,
  resources: undefined,
  nodeSelector: {},
};
const built = (
  artifacts: readonly PluginArtifactSpec[],
  more: Partial<Extract<ConnectBuildSpec, { kind: 'dockerfile' }>> = {},
) =>
  connect({
    platform: OPENSHIFT,
    build: {
      kind: 'dockerfile',
      plugins: [{ name: 'p', artifacts }],
      image: undefined,
      job: undefined,
      downloadImage: undefined,
      settings,
      ...more,
    },
  });
const jar = (url: string): PluginArtifactSpec => ({
  kind: 'jar',
  url,
  sha512: undefined,
  fileName: undefined,
});

test('a word of the shell stays one word, whatever is in it', () => {
  const shell = (text: string): string =>
    spawnSync('sh', ['-c', `printf '%s' ${quoted(text)}`], { encoding: 'utf8' }).stdout;
  const ascii = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(shell(text)).toBe(text);
    }),
    { numRuns: 40 },
  );
});

test('no text of a user makes an instruction of its own', () => {
  const nasty = "https://x/a.jar'\nRUN touch /pwned #";
  const text = dockerfileOf(built([jar(nasty)])) ?? '';
  expect(text.split('\n').filter((line) => line.startsWith('RUN touch'))).toEqual([]);
});

test('the same plugins give the same text and the same tag, others give others', () => {
  const names = (model: ReturnType<typeof built>) =>
    renderConnect(model).flatMap(({ kind, metadata }) =>
      kind === 'BuildConfig' ? metadata.name : [],
    );
  const one = built([jar('https://x/a.jar')]);
  expect(dockerfileOf(one)).toBe(dockerfileOf(built([jar('https://x/a.jar')])));
  expect(names(one)).toEqual(names(built([jar('https://x/a.jar')])));
  expect(names(one)).not.toEqual(names(built([jar('https://x/b.jar')])));
});

test('an image that CI builds needs nothing of OpenShift', () => {
  const model = built([jar('https://x/a.jar')], { image: 'registry.example.com/etl:1' });
  expect(renderConnect(model).map(({ kind }) => kind)).not.toContain('BuildConfig');
  expect(model.image.reference).toBe('registry.example.com/etl:1');
  expect(dockerfileOf(model)).toContain('COPY --from=plugins /plugins/ /opt/kafka/plugins/');
});

describe('s2i', () => {
  const git = { kind: 'git', uri: 'https://g/x.git' } as const;
  const build = (source: Extract<ConnectBuildSpec, { kind: 's2i' }>['source']) =>
    renderConnect(
      connect({
        platform: OPENSHIFT,
        build: { kind: 's2i', source, webhookSecretName: undefined, settings },
      }),
    );
  const triggersOf = (manifests: ReturnType<typeof build>): unknown =>
    manifests
      .filter(({ kind, metadata }) => kind === 'BuildConfig' && metadata.name === 'etl-connect')
      .map((one) => (one as unknown as { spec: { triggers: unknown } }).spec.triggers)[0];

  test('what comes from Git is built when there is a builder, and when there is another', () => {
    const source = { ...git, ref: undefined, contextDir: undefined, secretName: undefined };
    expect(triggersOf(build(source))).toEqual([{ type: 'ImageChange', imageChange: {} }]);
  });

  test('what is sent is built when it is sent, and at no other time', () => {
    expect(triggersOf(build({ kind: 'binary' }))).toEqual([]);
  });

  test('the set rolls with each new image', () => {
    const set = build({ kind: 'binary' }).find(({ kind }) => kind === 'StatefulSet');
    expect(set?.metadata.annotations?.['image.openshift.io/triggers']).toContain(
      '"name":"etl-connect:latest"',
    );
  });
});

describe('assemble', () => {
  const script = join(__dirname, '../../lib/runtime/s2i-assemble.sh');
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assemble-'));
    mkdirSync(join(folder, 'src'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const assemble = () =>
    spawnSync('sh', [script], {
      encoding: 'utf8',
      env: {
        ...process.env,
        S2I_SOURCE: join(folder, 'src'),
        S2I_PLUGINS: join(folder, 'plugins'),
      },
    });
  const plugins = (): readonly string[] =>
    readdirSync(join(folder, 'plugins'), { recursive: true }).map(String).sort();

  test('folders, jars and archives become plugins', () => {
    mkdirSync(join(folder, 'src/a'));
    writeFileSync(join(folder, 'src/a/a.jar'), 'a');
    writeFileSync(join(folder, 'src/b-1.jar'), 'b');
    writeFileSync(join(folder, 'src/README.md'), 'no plugin');
    cpSync(join(folder, 'src/a'), join(folder, 'c'), { recursive: true });
    spawnSync('tar', ['-czf', join(folder, 'src/c-2.tar.gz'), '-C', folder, 'c']);
    const { status, stdout } = assemble();
    expect([status, stdout.includes('left out, no plugin: README.md')]).toEqual([0, true]);
    expect(plugins()).toEqual([
      'a',
      'a/a.jar',
      'b-1',
      'b-1/b-1.jar',
      'c-2',
      'c-2/c',
      'c-2/c/a.jar',
    ]);
  });

  test('a source without plugins, and one that has to be compiled, are refused', () => {
    expect(assemble()).toMatchObject({ status: 1 });
    writeFileSync(join(folder, 'src/pom.xml'), '');
    const { status, stderr } = assemble();
    expect([status, stderr.includes('there is a program to compile')]).toEqual([1, true]);
    expect(existsSync(join(folder, 'plugins'))).toBe(true);
  });
});

const byJob = (url: string, image = 'registry.example.com/etl') =>
  built([jar(url)], { image, job: { pushSecretName: 'registry', builderImage: undefined } });
const jobOf = (model: ReturnType<typeof built>) =>
  renderConnect(model).find(({ kind }) => kind === 'Job') as
    | (Manifest & {
        readonly spec: {
          readonly template: { readonly spec: { readonly containers: { args: string[] }[] } };
        };
      })
    | undefined;

test('what a Job pushes is what the workers run, and another set of plugins is another Job', () => {
  const one = byJob('https://x/a.jar');
  const output = jobOf(one)?.spec.template.spec.containers[0]?.args.at(-1);
  expect(output).toBe(`--output=type=image,name=${one.image.reference},push=true`);
  expect(one.image.reference).toMatch(/^registry\.example\.com\/etl:[0-9a-f]{10}$/);
  expect(jobOf(one)?.metadata.name).toBe(jobOf(byJob('https://x/a.jar'))?.metadata.name);
  expect(jobOf(one)?.metadata.name).not.toBe(jobOf(byJob('https://x/b.jar'))?.metadata.name);
});

test('no reference gives BuildKit an option of its own', () => {
  const args = jobOf(byJob('https://x/a.jar', 'x,push=false')) ?? {};
  expect(JSON.stringify(args)).not.toContain('push=false');
});

test('pods of a build are not workers', () => {
  const [service] = renderConnect(byJob('https://x/a.jar')).filter(
    ({ kind }) => kind === 'Service',
  );
  const labels = jobOf(byJob('https://x/a.jar'))?.metadata.labels ?? {};
  const { selector = {} } = (service as unknown as { spec: { selector?: Record<string, string> } })
    .spec;
  expect(Object.entries(selector).every(([key, value]) => labels[key] === value)).toBe(false);
});
