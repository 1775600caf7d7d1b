import type { Manifest } from '../../../manifest/manifest';
import type { ReconcilerModel } from '../../../model/reconciler';
import type { DeliveryName } from '../../../spec/reconciler';
import { sha256 } from '../../../util/hash';
import { namedLabels } from '../labels';
import type { Packed } from './pod';
import { reconcilerPod } from './pod';

/** Long enough to be waited for and read; a Job of the same name may run again afterwards. */
const HOUR = 3600;
const HASH = 10;
/** Exit code of a run that has left changes to somebody. */
const PENDING = 3;
const CONTENT = 'cdk8s-kafka/content';

interface DeliveryForm {
  /** A Job's template cannot be changed: another content is another Job, or the Job is replaced. */
  readonly hashedName: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  /** A Job that is gone would be made again by who keeps the cluster as the manifests say. */
  readonly ttl: boolean;
}

const DELIVERIES: Readonly<Record<DeliveryName, DeliveryForm>> = {
  kubectl: { hashedName: true, annotations: {}, ttl: true },
  argoCd: {
    hashedName: false,
    annotations: {
      // Not after the sync: that waits for workloads, and those for passwords that this run makes.
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    },
    ttl: false,
  },
  flux: {
    hashedName: false,
    annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' },
    ttl: false,
  },
};

/** The run for this content, once. */
export function applyJob(reconciler: ReconcilerModel, packed: Packed, content: string): Manifest {
  const { cluster, delivery, jobName } = reconciler;
  const form = DELIVERIES[delivery];
  const pod = template(reconciler, packed, 'apply', content);
  const hash = sha256(JSON.stringify(pod)).slice(0, HASH);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: form.hashedName ? `${jobName}-${hash}` : jobName,
      namespace: cluster.namespace,
      labels: namedLabels('kafka-reconciler', cluster.name),
      ...(Object.keys(form.annotations).length > 0 ? { annotations: form.annotations } : {}),
    },
    spec: {
      // Kafka may still be starting; a run that was interrupted goes on where it was.
      backoffLimit: 6,
      // What waits for somebody's decision waits for it in the next run too.
      podFailurePolicy: {
        rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [PENDING] } }],
      },
      activeDeadlineSeconds: reconciler.timeoutSeconds,
      ...(form.ttl ? { ttlSecondsAfterFinished: HOUR } : {}),
      template: pod,
    },
  };
}

/** The comparison, again and again. A run that finds something fails, and so is seen. */
export function driftCronJob(
  reconciler: ReconcilerModel,
  packed: Packed,
  content: string,
): Manifest {
  const { cluster, cronJobName, schedule, scheduled } = reconciler;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: cronJobName,
      namespace: cluster.namespace,
      labels: namedLabels('kafka-reconciler', cluster.name),
    },
    spec: {
      schedule,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: reconciler.timeoutSeconds,
          template: template(reconciler, packed, scheduled, content),
        },
      },
    },
  };
}

function template(
  reconciler: ReconcilerModel,
  packed: Packed,
  verb: string,
  content: string,
): object {
  return {
    metadata: {
      labels: namedLabels('kafka-reconciler', reconciler.cluster.name),
      annotations: { [CONTENT]: content },
    },
    spec: reconcilerPod(reconciler, packed, verb),
  };
}
