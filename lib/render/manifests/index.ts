import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel } from '../../model/cluster-model';
import { podMonitorName, runtimeConfigMapName, stopLeaseName } from '../../model/names';
import { RUN_SH } from '../../runtime/generated/runtime-files';
import { disruptionBudgets, identity, stopLease } from './access';
import { certificateObjects } from './certificates';
import { foundingConfigMap, poolConfigMap, runtimeConfigMap } from './config-maps';
import { clusterSelector, ownerOf } from './labels';
import { podMonitors } from './metrics';
import { networkPolicy } from './network-policy';
import { listenerRoutes } from './routes';
import { commonServices, listenerServices } from './services';
import { statefulSet } from './workload';
import { rollBackJobs } from './zookeeper/roll-back';

/** All objects of a cluster, in the order in which a reader, and `kubectl apply`, wants them. Total. */
export function renderManifests(cluster: ClusterModel): readonly Manifest[] {
  return [
    ...identity(cluster),
    networkPolicy(cluster),
    ...certificateObjects(cluster),
    ...commonServices(cluster),
    ...cluster.listeners.flatMap((listener) => [
      ...listenerServices(cluster, listener),
      ...listenerRoutes(cluster, listener),
    ]),
    foundingConfigMap(cluster),
    stopLease(ownerOf(cluster), stopLeaseName(cluster.name)),
    runtimeConfigMap(ownerOf(cluster), runtimeConfigMapName(cluster.name), RUN_SH),
    ...cluster.pools.map((pool) => poolConfigMap(cluster, pool)),
    ...disruptionBudgets(cluster),
    ...cluster.pools.map((pool) => statefulSet(cluster, pool)),
    ...rollBackJobs(cluster),
    ...podMonitors(cluster.metrics, ownerOf(cluster), {
      name: podMonitorName(cluster.name),
      selector: clusterSelector(cluster),
    }),
  ];
}
