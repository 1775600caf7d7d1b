import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel, PoolModel, VolumeModel } from '../../model/cluster-model';
import { nodesServiceName, poolName } from '../../model/names';
import { podSpec } from './pod';
import { rollHash } from './config-maps';
import { poolLabels, poolSelector } from './labels';
import { bytesQuantity } from './quantities';

/** One StatefulSet per pool; its first ordinal is the first node id, so the pod's name ends with the node id. */
export function statefulSet(cluster: ClusterModel, pool: PoolModel): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: poolName(cluster.name, pool.name),
      namespace: cluster.namespace,
      labels: {
        ...poolLabels(cluster, pool),
        'app.kubernetes.io/version': cluster.version.version,
      },
    },
    spec: {
      serviceName: nodesServiceName(cluster.name),
      replicas: pool.isBroker || cluster.mode.runsControllers ? pool.nodes.length : 0,
      ordinals: { start: pool.firstNodeId },
      selector: { matchLabels: poolSelector(cluster, pool) },
      // The quorum needs a majority before any controller is ready: one after the other would wait for ever.
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      ...(pool.isBroker ? { minReadySeconds: cluster.rolling.warmUpSeconds } : {}),
      revisionHistoryLimit: 3,
      template: podTemplate(cluster, pool),
      ...claimFields(pool.storage.volumes, poolSelector(cluster, pool)),
    },
  };
}

function podTemplate(cluster: ClusterModel, pool: PoolModel): object {
  return {
    metadata: {
      labels: { ...pool.podTemplate.labels, ...poolLabels(cluster, pool) },
      annotations: {
        ...pool.podTemplate.annotations,
        'cdk8s-kafka/roll-hash': rollHash(cluster, pool),
      },
    },
    spec: podSpec(cluster, pool),
  };
}

/** Claims of the volumes, with labels that never change: Kubernetes refuses a change of a claim template. */
export function claimFields(
  volumes: readonly VolumeModel[],
  labels: Readonly<Record<string, string>>,
): object {
  const claims = volumes.filter((volume) => volume.kind === 'persistent');
  const whenDeleted = claims.some((volume) => volume.deleteClaim) ? 'Delete' : 'Retain';
  const templates = claims.map((volume) => claimTemplate(volume, labels));
  return {
    persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled: 'Retain' },
    ...(templates.length > 0 ? { volumeClaimTemplates: templates } : {}),
  };
}

function claimTemplate(volume: VolumeModel, labels: Readonly<Record<string, string>>): object {
  return {
    metadata: { name: volume.name, labels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: bytesQuantity(volume.sizeBytes ?? 0) } },
      ...(volume.storageClassName === undefined
        ? {}
        : { storageClassName: volume.storageClassName }),
      ...(volume.selector === undefined ? {} : { selector: { matchLabels: volume.selector } }),
    },
  };
}
