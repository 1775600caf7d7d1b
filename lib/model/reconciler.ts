import type { ReconcilerSettings } from '../spec/reconciler-settings';
import type { DeliveryName, ReconcilerSpec } from '../spec/reconciler';
import type { ClusterFacts } from './cluster-facts';
import type { ResourcesModel } from './cluster-model';
import { kubernetesName } from './kubernetes-name';
import { reconcilerName } from './names';

/** How the desired state is made true in the cluster. */
export interface ReconcilerModel {
  readonly cluster: ClusterFacts;
  readonly name: string;
  /** Beginning of the Job's name, or all of it; with a hash it is a label's value still. */
  readonly jobName: string;
  readonly cronJobName: string;
  readonly delivery: DeliveryName;
  readonly schedule: string;
  readonly scheduled: ReconcilerSettings['mode'];
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly imagePullSecrets: readonly string[];
  readonly resources: ResourcesModel;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly waitSeconds: number;
  readonly timeoutSeconds: number;
  readonly certificateSecretName: string;
}

const MIB = 1024 * 1024;
/** A CronJob's name, and a Job's that still gets a hyphen and a hash of ten characters. */
const LONGEST = 52;
const NODE_IMAGE = 'docker.io/library/node:22-alpine';

type Said = Extract<ReconcilerSpec, { readonly kind: 'job' }>;

/** Undefined where nothing of it is in the manifests. */
export function completeReconciler(
  spec: ReconcilerSpec | undefined,
  cluster: ClusterFacts,
): ReconcilerModel | undefined {
  if (spec?.kind === 'none') return undefined;
  const said = spec ?? DEFAULTS;
  const name = reconcilerName(cluster.name);
  return {
    cluster,
    name,
    jobName: kubernetesName(name, LONGEST),
    cronJobName: kubernetesName(`${cluster.name}-kafka-drift`, LONGEST),
    delivery: said.delivery ?? 'kubectl',
    schedule: said.schedule ?? '*/10 * * * *',
    scheduled: said.scheduled ?? 'drift',
    image: said.image ?? NODE_IMAGE,
    imagePullPolicy: said.imagePullPolicy ?? 'IfNotPresent',
    imagePullSecrets: said.imagePullSecrets,
    resources: completeResources(said),
    nodeSelector: said.nodeSelector,
    waitSeconds: said.waitSeconds ?? 600,
    timeoutSeconds: said.timeoutSeconds ?? 3600,
    certificateSecretName: certificateSecretName(said, cluster),
  };
}

/** Who makes the certificate also names its Secret. */
const certificateSecretName = (said: Said, cluster: ClusterFacts): string =>
  cluster.identities.kind === 'provided' && said.certificateSecretName !== undefined
    ? said.certificateSecretName
    : cluster.reconcilerSecretName;

function completeResources({ resources }: Said): ResourcesModel {
  return {
    cpuRequest: resources?.cpuRequest ?? '50m',
    cpuLimit: resources?.cpuLimit,
    memoryBytes: resources?.memoryBytes ?? 256 * MIB,
  };
}

const DEFAULTS: Said = {
  kind: 'job',
  delivery: undefined,
  schedule: undefined,
  scheduled: undefined,
  prune: undefined,
  drift: {},
  unknownTopicConfig: undefined,
  maxDeletes: undefined,
  waivers: [],
  reassignmentThrottle: undefined,
  image: undefined,
  imagePullPolicy: undefined,
  imagePullSecrets: [],
  resources: undefined,
  nodeSelector: {},
  waitSeconds: undefined,
  timeoutSeconds: undefined,
  certificateSecretName: undefined,
};
