import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { App } from 'cdk8s';
import { synthManifests } from 'cdk8s-kafka/testing';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import type { ConfigMap, StatefulSet } from './kubernetes';

export const GOLDEN = join(__dirname, '../golden');

/** What a program of `test/golden` exports. */
interface Program {
  /** Undefined: the program synthesizes itself. */
  readonly app?: App;
  /** The objects that the golden file holds; undefined: all. */
  readonly show?: readonly string[];
  /** Secrets that the user brings, with the keys that they have. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
}

export interface GoldenCase {
  readonly name: string;
  readonly file: string;
  readonly manifests: readonly Manifest[];
  readonly show: readonly string[] | undefined;
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

export function goldenCases(): readonly GoldenCase[] {
  return readdirSync(GOLDEN)
    .filter((name) => existsSync(join(GOLDEN, name, 'app.ts')))
    .map(load);
}

function load(name: string): GoldenCase {
  const outdir = mkdtempSync(join(tmpdir(), 'golden-'));
  process.env['CDK8S_OUTDIR'] = outdir;
  try {
    const program = loadProgram(name);
    const manifests = program.app === undefined ? written(outdir) : synthManifests(program.app);
    return {
      name,
      file: join(GOLDEN, name, 'manifests.yaml'),
      manifests,
      show: program.show,
      secrets: program.secrets ?? {},
    };
  } finally {
    delete process.env['CDK8S_OUTDIR'];
    rmSync(outdir, { recursive: true });
  }
}

const loadProgram = (name: string): Program =>
  jest.requireActual<Program>(join(GOLDEN, name, 'app.ts'));

function written(outdir: string): readonly Manifest[] {
  return readdirSync(outdir)
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(outdir, file), 'utf8')))
    .map((document) => document.toJS() as Manifest);
}

/** The text of a golden file. */
export function goldenText({ manifests, show }: GoldenCase): string {
  return manifests
    .map(abbreviated)
    .filter((manifest) => show === undefined || show.includes(titleOf(manifest)))
    .map((manifest) => stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}

const titleOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;

/** Titles as `show` writes them. */
export const titlesOf = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.map((manifest) => titleOf(abbreviated(manifest)));

type Abbreviate = (manifest: Manifest) => Manifest;

const ABBREVIATIONS: Readonly<Record<string, Abbreviate>> = {
  ConfigMap: (manifest) => {
    const { name } = manifest.metadata;
    if (/-(kafka|connect)-runtime$/.test(name)) return withDigests(manifest);
    if (name.endsWith('-kafka-reconciler-runtime')) return withoutProgram(manifest);
    if (name.endsWith('-connect-builder')) return withDigests(manifest);
    if (BUILT.test(name)) return replacedIn(manifest, BUILT_NAME, '$1(hash)"');
    return /-kafka-desired-state-\d+$/.test(name) ? unpacked(manifest) : manifest;
  },
  StatefulSet: (manifest) =>
    replacedIn(
      withoutHash(manifest as StatefulSet),
      /((?:-connect|\/etl):)[0-9a-f]{10}(?=")/g,
      '$1(hash)',
    ),
  BuildConfig: (manifest) =>
    replacedIn(
      replacedIn(manifest, /("name":"[^"]*-connect(?:-builder)?)-[0-9a-f]{10}(?=")/g, '$1'),
      /(-connect(?:-builder)?:)[0-9a-f]{10}(?=")/g,
      '$1(hash)',
    ),
  CronJob: (manifest) => replacedIn(manifest, CONTENT, '$1(16 hexadecimal digits)'),
  Job: (manifest) =>
    replacedIn(
      replacedIn(
        replacedIn(manifest, CONTENT, '$1(16 hexadecimal digits)'),
        /("name":"[^"]*-reconciler-)[0-9a-f]{10}(?=")/,
        '$1(hash)',
      ),
      /("name":"[^"]*-connect-(?:build-)?|:)[0-9a-f]{10}(?=[",])/g,
      '$1(hash)',
    ),
};

const CONTENT = /("cdk8s-kafka\/content":")[0-9a-f]{16}/;

/** The Dockerfile of a Job. */
const BUILT = /-connect-[0-9a-f]{10}$/;
const BUILT_NAME = /("name":"[^"]*-connect-)[0-9a-f]{10}"/;

/** What nobody can review shortened or unpacked: programs, the desired state, and the hashes that depend on them. */
function abbreviated(manifest: Manifest): Manifest {
  return ABBREVIATIONS[manifest.kind]?.(manifest) ?? manifest;
}

const withDigests = (map: ConfigMap): Manifest => ({
  ...map,
  data: digests(map.data ?? {}),
  ...(map.binaryData === undefined ? {} : { binaryData: digests(map.binaryData) }),
});

const withoutProgram = (map: ConfigMap): Manifest => ({
  ...map,
  data: digests(map.data ?? {}),
  binaryData: { 'reconciler.mjs.gz': '(the program)' },
});

/** Of a desired state in one piece. */
function unpacked({ binaryData = {}, ...rest }: ConfigMap): Manifest {
  const packed = Buffer.from(binaryData['desired.gz'] ?? '', 'base64');
  const desired: unknown = JSON.parse(gunzipSync(packed).toString('utf8'));
  return { ...rest, binaryData: { 'desired.gz (unpacked)': desired } };
}

const replacedIn = (manifest: Manifest, pattern: RegExp, replacement: string): Manifest =>
  JSON.parse(JSON.stringify(manifest).replace(pattern, replacement)) as Manifest;

const ROLL_HASH = 'cdk8s-kafka/roll-hash';

function withoutHash(set: StatefulSet): StatefulSet {
  const { template } = set.spec;
  const annotations = { ...template.metadata.annotations, [ROLL_HASH]: '(16 hexadecimal digits)' };
  const metadata = { ...template.metadata, annotations };
  return { ...set, spec: { ...set.spec, template: { ...template, metadata } } };
}

function digests(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, `sha256:${digest(text)}`]),
  );
}
