import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const title = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;
  return manifests
    .filter((manifest) => show === undefined || show.includes(title(manifest)))
    .map((manifest) =>
      stringify(abbreviated(manifest), { lineWidth: 0, aliasDuplicateObjects: false }),
    )
    .join('---\n');
}

/** What nobody can review shortened: the program in the pods, and the hash that depends on it. */
function abbreviated(manifest: Manifest): Manifest {
  if (manifest.kind === 'ConfigMap' && manifest.metadata.name.endsWith('-kafka-runtime')) {
    const { data = {}, binaryData = {} } = manifest as ConfigMap;
    return { ...manifest, data: digests(data), binaryData: digests(binaryData) };
  }
  return manifest.kind === 'StatefulSet' ? withoutHash(manifest as StatefulSet) : manifest;
}

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
