import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../manifest/manifest';
import type { DesiredState } from '../../spec/desired-state';
import type { ReconcilerSettings } from '../../spec/reconciler-settings';
import { IssuesError, UsageError } from '../command';
import { appOf, isManifests, withSynthesis } from '../synthesis';

/** What a program declares of one cluster, and where its reconciler keeps things. */
export interface Declared {
  readonly desired: DesiredState;
  readonly settings: ReconcilerSettings;
}

/** As much of one as is read here. */
interface ConfigMap extends Manifest {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/**
 * Reads the desired states from manifests: those of a folder or a file, or those that a program writes when it is run as
 * `cdk8s synth` runs it. There is no second channel: what is in the manifests is what the cluster would get.
 */
export async function declared(app: string | undefined, cwd: string): Promise<readonly Declared[]> {
  return declaredIn(await manifestsOf(app, cwd));
}

/** All manifests of a program, or of a folder or file of them. */
export async function manifestsOf(
  said: string | undefined,
  cwd: string,
): Promise<readonly Manifest[]> {
  const app = appOf(said, cwd);
  if (isManifests(app, cwd)) return manifestsIn(resolve(cwd, app));
  return withSynthesis(app, cwd, (outdir, { issues, failed }) => {
    if (failed) throw new IssuesError(issues.filter(({ severity }) => severity === 'error'));
    return manifestsIn(outdir);
  });
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

function manifestsIn(path: string): readonly Manifest[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true })
        .map((name) => join(path, String(name)))
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [path];
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
      const object = document.toJS() as Manifest | null;
      return object === null ? [] : [object];
    }),
  );
}

export const isConfigMap = (manifest: Manifest): manifest is ConfigMap =>
  manifest.kind === 'ConfigMap';

const PIECE = 'desired.gz';
const SETTINGS = 'settings.json';

/** What some manifests declare of each cluster. */
export function declaredIn(manifests: readonly Manifest[]): readonly Declared[] {
  const maps = manifests.filter(isConfigMap);
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
