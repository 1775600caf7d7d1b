import type { Manifest } from '../../../manifest/manifest';
import type { ContentsModel } from '../../../model/contents-model';
import {
  desiredStateName,
  reconcilerRuntimeName,
  reconcilerSettingsName,
} from '../../../model/names';
import type { ReconcilerModel } from '../../../model/reconciler';
import { RECONCILER_BUNDLE } from '../../../runtime/generated/reconciler-bundle';
import { START_MJS } from '../../../runtime/start-reconciler';
import { base64, gzip } from '../../../util/gzip';
import { sha256 } from '../../../util/hash';
import { clientCertificate } from '../certificates/cert-manager';
import { namedLabels } from '../labels';
import { reconcilerIdentity, reconcilerNetworkPolicy, reconcilerStores } from './access';
import { applyJob, driftCronJob } from './jobs';
import { reconcilerSettings, SETTINGS_FILE } from './settings';

/** Most of the desired state in one ConfigMap, in bytes; Kubernetes takes 1 MiB with all that is around it. */
export const PIECE_BYTES = 900_000;

/** The desired state as one gzip stream of JSON. */
export const packedState = ({ desired }: ContentsModel): Uint8Array =>
  gzip(JSON.stringify(desired));

/** An object, under an id that stays when its name changes with its content. */
export interface Identified {
  readonly id: string;
  readonly manifest: Manifest;
}

/** All objects of the reconciler, with the desired state in so many pieces. Total. */
export function reconcilerManifests(
  reconciler: ReconcilerModel,
  contents: ContentsModel,
  pieces: number,
): readonly Identified[] {
  const settings = `${JSON.stringify(reconcilerSettings(reconciler, pieces), null, 2)}\n`;
  const packed = { contents, pieces };
  const content = sha256(
    JSON.stringify([contents.desired, settings, START_MJS, RECONCILER_BUNDLE], withoutOrigins),
  ).slice(0, 16);
  return [
    ...[
      ...reconcilerIdentity(reconciler, contents),
      reconcilerNetworkPolicy(reconciler),
      ...reconcilerCertificate(reconciler),
      ...reconcilerStores(reconciler),
      runtime(reconciler),
      configMap(reconciler, reconcilerSettingsName(reconciler.cluster.name), {
        data: { [SETTINGS_FILE]: settings },
      }),
      ...desiredStates(reconciler, contents, pieces),
    ].map((manifest) => ({ id: `${manifest.kind}-${manifest.metadata.name}`, manifest })),
    {
      id: `CronJob-${reconciler.cronJobName}`,
      manifest: driftCronJob(reconciler, packed, content),
    },
    { id: `Job-${reconciler.jobName}`, manifest: applyJob(reconciler, packed, content) },
  ];
}

const ORIGINS = ['origin', 'origins', 'path'];

/** Who asked is not what was asked for: a line that moves in the program is no reason for a run. */
const withoutOrigins = (key: string, value: unknown): unknown =>
  ORIGINS.includes(key) ? undefined : value;

function configMap({ cluster }: ReconcilerModel, name: string, body: object): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: cluster.namespace,
      labels: namedLabels('kafka-reconciler', cluster.name),
    },
    ...body,
  };
}

const runtime = (reconciler: ReconcilerModel): Manifest =>
  configMap(reconciler, reconcilerRuntimeName(reconciler.cluster.name), {
    data: { 'start.mjs': START_MJS },
    binaryData: { 'reconciler.mjs.gz': RECONCILER_BUNDLE },
  });

function desiredStates(
  reconciler: ReconcilerModel,
  contents: ContentsModel,
  pieces: number,
): readonly Manifest[] {
  const bytes = packedState(contents);
  const size = Math.ceil(bytes.length / pieces);
  return Array.from({ length: pieces }, (_, piece) =>
    configMap(reconciler, desiredStateName(reconciler.cluster.name, piece), {
      binaryData: { 'desired.gz': base64(bytes.subarray(piece * size, (piece + 1) * size)) },
    }),
  );
}

/** The certificate by which Kafka knows the reconciler, of the CA of the nodes. */
function reconcilerCertificate({
  cluster,
  certificateSecretName,
}: ReconcilerModel): readonly Manifest[] {
  const { identities, connection } = cluster;
  if (identities.kind !== 'certManager' || connection.authentication?.kind !== 'cluster') return [];
  const metadata = {
    name: certificateSecretName,
    namespace: cluster.namespace,
    labels: namedLabels('kafka-reconciler', cluster.name),
  };
  return [
    clientCertificate(metadata, {
      commonName: cluster.reconcilerCommonName,
      organization: cluster.organization,
      validitySeconds: cluster.validitySeconds,
      renewBeforeSeconds: cluster.renewBeforeSeconds,
      issuer: identities.nodesIssuer,
    }),
  ];
}
