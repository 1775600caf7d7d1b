import type { Manifest } from '../../../manifest/manifest';
import type { ClusterModel, PoolModel } from '../../../model/cluster-model';
import { poolName, rollBackJobName, serviceAccountName } from '../../../model/names';
import { EMPTY_POD_TEMPLATE } from '../../../model/pools';
import { sha256 } from '../../../util/hash';
import { POD_FIELDS, RESTRICTED } from '../container';
import { namedLabels, zooKeeperLabel } from '../labels';
import { BIN } from '../paths';
import { serverPod } from '../pod';
import { bytesQuantity } from '../quantities';
import { mountedBeside, mountsOf, volumesOf } from '../volumes';

const MIB = 1024 * 1024;
const HASH = 10;

/** The Job that ends a way back: when the controllers are gone, it takes their marks out of ZooKeeper. */
export function rollBackJobs(cluster: ClusterModel): readonly Manifest[] {
  const pool = cluster.pools.find(({ isBroker }) => isBroker);
  if (cluster.spec.migration !== 'rollBack' || pool === undefined) return [];
  const labels = namedLabels('kafka-roll-back', cluster.name);
  const template = {
    metadata: { labels: { ...labels, ...zooKeeperLabel(cluster, pool) } },
    spec: podSpec(cluster, pool),
  };
  // A Job's template cannot be changed: another content is another Job.
  const hash = sha256(JSON.stringify(template)).slice(0, HASH);
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `${rollBackJobName(cluster.name)}-${hash}`,
        namespace: cluster.namespace,
        labels,
      },
      spec: { backoffLimit: 20, template },
    },
  ];
}

function podSpec(cluster: ClusterModel, pool: PoolModel): object {
  const mounted = mountedBeside(cluster, pool);
  const { imagePullSecrets, tolerations, nodeSelector } = pool.podTemplate;
  const pod = serverPod(
    cluster,
    { ...EMPTY_POD_TEMPLATE, imagePullSecrets, tolerations, nodeSelector },
    {
      serviceAccountName: serviceAccountName(cluster.name),
      alike: namedLabels('kafka-roll-back', cluster.name),
      container: container(cluster, mountsOf(mounted)),
      initContainers: [],
      volumes: volumesOf(mounted),
    },
  );
  return { ...pod, restartPolicy: 'OnFailure', terminationGracePeriodSeconds: 5 };
}

function container({ name, image, pools }: ClusterModel, volumeMounts: readonly object[]): object {
  const memory = bytesQuantity(384 * MIB);
  const controllers = pools.filter(({ isController }) => isController);
  return {
    name: 'kafka',
    image: image.reference,
    imagePullPolicy: image.pullPolicy ?? 'IfNotPresent',
    command: ['/bin/sh', `${BIN}/run.sh`, 'roll-back'],
    env: [
      ...POD_FIELDS,
      {
        name: 'CONTROLLER_SETS',
        value: controllers.map((pool) => poolName(name, pool.name)).join(','),
      },
    ],
    resources: { requests: { cpu: '100m', memory }, limits: { memory } },
    securityContext: RESTRICTED,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts,
  };
}
