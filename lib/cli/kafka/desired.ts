import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse, parseAllDocuments } from 'yaml';
import type { DesiredState } from '../../spec/desired-state';
import type { ReconcilerSettings } from '../../spec/reconciler-settings';
import { IssuesError, UsageError } from '../command';

const run = promisify(execFile);
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a program declares of one cluster, and where its reconciler keeps things. */
export interface Declared {
  readonly desired: DesiredState;
  readonly settings: ReconcilerSettings;
}

interface ConfigMap {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/**
 * Reads the desired states from manifests: those of a folder or a file, or those that a program writes when it is run as
 * `cdk8s synth` runs it. There is no second channel: what is in the manifests is what the cluster would get.
 */
export async function declared(app: string | undefined, cwd: string): Promise<readonly Declared[]> {
  const source = app ?? appOfConfig(cwd);
  const path = resolve(cwd, source);
  if (existsSync(path) && (statSync(path).isDirectory() || /\.ya?ml$/.test(path)))
    return fromManifests(manifestsIn(path));
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-'));
  try {
    await synthesize(source, cwd, outdir);
    return fromManifests(manifestsIn(outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** One of them: by name where there are several. */
export function oneOf(all: readonly Declared[], cluster: string | undefined): Declared {
  const names = all.map(({ desired }) => desired.cluster.name);
  const found = all.filter(
    ({ desired }) => cluster === undefined || desired.cluster.name === cluster,
  );
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    throw new UsageError(
      first === undefined
        ? `the manifests have no topics or users of ${cluster === undefined ? 'any cluster' : `cluster '${cluster}'`}; they have those of: ${names.join(', ') || 'none'}`
        : `say which cluster with --cluster: ${names.join(', ')}`,
    );
  }
  return first;
}

function appOfConfig(cwd: string): string {
  const file = join(cwd, 'cdk8s.yaml');
  const config = existsSync(file)
    ? (parse(readFileSync(file, 'utf8')) as { readonly app?: string } | null)
    : undefined;
  if (config?.app === undefined)
    throw new UsageError('name the program or its manifests, or `app` in cdk8s.yaml');
  return config.app;
}

/** A script by its interpreter, anything else as a command line. */
async function synthesize(app: string, cwd: string, outdir: string): Promise<void> {
  const [command, args]: [string, readonly string[]] = /\.[cm]?ts$/.test(app)
    ? ['npx', ['tsx', app]]
    : /\.[cm]?js$/.test(app)
      ? [process.execPath, [app]]
      : ['sh', ['-c', app]];
  try {
    await run(command, [...args], {
      cwd,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      maxBuffer: OUTPUT_BYTES,
    });
  } catch (error) {
    const { stderr = '', message } = error as {
      readonly stderr?: string;
      readonly message: string;
    };
    throw new IssuesError([
      {
        code: 'SynthFailed',
        severity: 'error',
        message: (stderr.trim() === '' ? message : stderr.trim()).slice(0, 8000),
        path: undefined,
        prop: undefined,
        fix: 'correct what the program reports',
        origin: app,
      },
    ]);
  }
}

function manifestsIn(path: string): readonly ConfigMap[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true })
        .map((name) => join(path, String(name)))
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [path];
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
      const object = document.toJS() as ConfigMap | null;
      return object?.kind === 'ConfigMap' ? [object] : [];
    }),
  );
}

const PIECE = 'desired.gz';
const SETTINGS = 'settings.json';

function fromManifests(maps: readonly ConfigMap[]): readonly Declared[] {
  return maps
    .filter(
      ({ metadata, data }) => metadata.name.endsWith('-settings') && data?.[SETTINGS] !== undefined,
    )
    .map(({ metadata, data }) => {
      const settings = JSON.parse(data?.[SETTINGS] ?? '{}') as ReconcilerSettings;
      const prefix = metadata.name.replace(/-reconciler-settings$/, '-desired-state-');
      const pieces = settings.desired.map((_, piece) => pieceOf(maps, metadata, prefix, piece));
      const text = gunzipSync(Buffer.concat(pieces)).toString('utf8');
      return { settings, desired: JSON.parse(text) as DesiredState };
    });
}

function pieceOf(
  maps: readonly ConfigMap[],
  { namespace }: ConfigMap['metadata'],
  prefix: string,
  piece: number,
): Buffer {
  const name = `${prefix}${String(piece)}`;
  const found = maps.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  const packed = found?.binaryData?.[PIECE];
  if (packed === undefined) throw new UsageError(`the manifests lack ConfigMap ${name}`);
  return Buffer.from(packed, 'base64');
}
