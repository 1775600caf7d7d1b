import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { parse, parseAllDocuments } from 'yaml';
import type { Manifest } from '../manifest/manifest';
import { identityOf } from '../manifest/manifest';
import { isRecord } from './fields';
import { error, PkiError } from './problem';

/** Tells a Secret that did not change from one that did; sealing the same text twice gives two texts. */
const CONTENT_ANNOTATION = 'cdk8s-kafka/content-sha256';

export interface Sealer {
  /** Path of the controller's public certificate. */
  readonly certPath: string;
  readonly certText: string;
  /** The `kubeseal` program. */
  readonly program: string;
}

export interface Sealing {
  readonly sealed: readonly Manifest[];
  /** How many of them were sealed now; the others are those of the last run. */
  readonly renewed: number;
}

/** Seals what changed since the last run. Contents go to kubeseal by its standard input only. */
export function seal(
  secrets: readonly Manifest[],
  previous: readonly Manifest[],
  sealer: Sealer,
): Sealing {
  let renewed = 0;
  const sealed = secrets.map((secret) => {
    const hash = contentHash(secret, sealer);
    const kept = previous.find((each) => isSealOf(each, secret, hash));
    if (kept !== undefined) return kept;
    renewed++;
    return sealOne(secret, hash, sealer);
  });
  return { sealed, renewed };
}

function isSealOf(sealed: Manifest, secret: Manifest, hash: string): boolean {
  const { name, namespace, annotations } = sealed.metadata;
  return (
    sealed.kind === 'SealedSecret' &&
    name === secret.metadata.name &&
    namespace === secret.metadata.namespace &&
    annotations?.[CONTENT_ANNOTATION] === hash
  );
}

/** No guess at the content is possible from it: a private key or nothing secret at all is in there. */
function contentHash(secret: Manifest, sealer: Sealer): string {
  return createHash('sha256').update(JSON.stringify(secret)).update(sealer.certText).digest('hex');
}

function sealOne(secret: Manifest, hash: string, { program, certPath }: Sealer): Manifest {
  const result = spawnSync(program, ['--cert', certPath, '--format', 'yaml'], {
    input: JSON.stringify(secret),
    encoding: 'utf8',
  });
  if (result.status === null && result.error !== undefined)
    throw notRunnable(program, result.error);
  const sealed: unknown = result.status === 0 ? parse(result.stdout) : undefined;
  if (!isManifest(sealed)) {
    throw new PkiError([
      error(
        'PkiSealFailed',
        `${program} refused Secret '${identityOf(secret)}': ${result.stderr.trim()}`,
        {
          path: secret.metadata.name,
          fix: 'check that --cert is the certificate of the Sealed Secrets controller: kubeseal --fetch-cert',
        },
      ),
    ]);
  }
  const annotations = { ...sealed.metadata.annotations, [CONTENT_ANNOTATION]: hash };
  return { ...sealed, metadata: { ...sealed.metadata, annotations } };
}

function notRunnable(program: string, cause: Error): PkiError {
  const missing = 'code' in cause && cause.code === 'ENOENT';
  return new PkiError([
    error(
      'PkiKubesealMissing',
      missing ? `'${program}' is not installed` : `'${program}' cannot be run: ${cause.message}`,
      { fix: 'install kubeseal of the Sealed Secrets project, or name it with --kubeseal PATH' },
    ),
  ]);
}

function isManifest(value: unknown): value is Manifest {
  return isRecord(value) && typeof value['kind'] === 'string' && isRecord(value['metadata']);
}

/** The objects of a file this program wrote before. */
export function manifestsOf(text: string): readonly Manifest[] {
  return [parseAllDocuments(text)]
    .flat()
    .map((document): unknown => (document.errors.length === 0 ? document.toJS() : undefined))
    .filter(isManifest);
}
