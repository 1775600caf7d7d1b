import type { Manifest } from '../../../manifest/manifest';
import type { ConnectModel } from '../../../model/connect';
import type { BuildJobModel, ConnectBuildModel } from '../../../model/connect-build';
import { connectBuildName, connectDockerfileName, connectName } from '../../../model/names';
import { sha256 } from '../../../util/hash';
import { sortedEntries } from '../../../util/sort';
import { namedLabels } from '../labels';
import type { Owner } from '../labels';
import { dockerfile } from './dockerfile';
import { resourcesOf } from './quantities';

type Build = Extract<ConnectBuildModel, { readonly kind: 'dockerfile' }>;

/** No label of the workers, or their Service would lead here. */
const ownerOf = ({ name, namespace }: ConnectModel): Owner => ({
  namespace,
  labels: namedLabels('kafka-connect-build', name),
});

const DOCKERFILE = 'Dockerfile';

/** The Dockerfile where `cdk8s-kafka dockerfile` finds it: what the image is made from belongs to what is deployed. */
export const dockerfileObject = (connect: ConnectModel, build: Build): Manifest =>
  configMap(connect, connectDockerfileName(connect.name), build);

const configMap = (connect: ConnectModel, name: string, build: Build): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...ownerOf(connect) },
  data: { [DOCKERFILE]: dockerfile(build) },
});

/**
 * A Job that builds the image and pushes it, once for each other set of plugins: its name follows from all that it does, and
 * nothing takes it away, or whoever keeps the cluster as the manifests say would have it build again.
 */
export function buildJob(
  connect: ConnectModel,
  build: Build,
  job: BuildJobModel,
): readonly Manifest[] {
  const owner = ownerOf(connect);
  const source = connectBuildName(connect.name, build.tag ?? '');
  const template = { metadata: { labels: owner.labels }, spec: podSpec(connect, build, job) };
  const hash = sha256(JSON.stringify(template)).slice(0, 10);
  return [
    configMap(connect, source, build),
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: connectBuildName(connect.name, `build-${hash}`), ...owner },
      spec: { backoffLimit: 3, activeDeadlineSeconds: 3600, template },
    },
  ];
}

/** The user of BuildKit's images without root. */
const UID = 1000;

function podSpec(connect: ConnectModel, build: Build, job: BuildJobModel): object {
  const { nodeSelector } = build.settings;
  return {
    serviceAccountName: connectName(connect.name),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: UID, runAsGroup: UID, fsGroup: UID },
    ...(Object.keys(nodeSelector).length > 0
      ? { nodeSelector: Object.fromEntries(sortedEntries(nodeSelector)) }
      : {}),
    containers: [container(build, job)],
    volumes: [
      { name: 'source', configMap: { name: connectBuildName(connect.name, build.tag ?? '') } },
      {
        name: 'registry',
        secret: {
          secretName: job.pushSecretName,
          items: [{ key: '.dockerconfigjson', path: 'config.json' }],
        },
      },
      { name: 'buildkit', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}

const SOURCE = '/workspace';
const REGISTRY = '/registry';

function container({ settings }: Build, { builderImage, reference }: BuildJobModel): object {
  const { resources } = settings;
  return {
    name: 'buildkit',
    image: builderImage,
    imagePullPolicy: 'IfNotPresent',
    command: ['buildctl-daemonless.sh'],
    args: [
      'build',
      '--progress=plain',
      '--frontend=dockerfile.v0',
      `--local=context=${SOURCE}`,
      `--local=dockerfile=${SOURCE}`,
      `--output=type=image,name=${word(reference)},push=true`,
    ],
    env: [
      // A process namespace of its own would need /proc unmasked, which is nearly as much as a privileged pod.
      { name: 'BUILDKITD_FLAGS', value: '--oci-worker-no-process-sandbox' },
      { name: 'DOCKER_CONFIG', value: REGISTRY },
    ],
    ...(resources === undefined ? {} : { resources: resourcesOf(resources) }),
    // What a user needs to become root of a namespace of its own: both profiles forbid it.
    securityContext: {
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'source', mountPath: SOURCE, readOnly: true },
      { name: 'registry', mountPath: REGISTRY, readOnly: true },
      { name: 'buildkit', mountPath: '/home/user/.local/share/buildkit' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** A comma would begin another option; what is no reference of an image is refused by a rule. */
const word = (text: string): string => text.replace(/[^A-Za-z0-9._:/@[\]-]/g, '');
