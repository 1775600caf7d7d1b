import type { ClusterModel, PoolModel } from '../../model/cluster-model';

type Labels = Readonly<Record<string, string>>;

/** Pods that may come to the clients' port of a ZooKeeper ensemble, by its name. */
export const ZOOKEEPER_LABEL = 'cdk8s-kafka/zookeeper';

/** Labels of our own; the recommended `app.kubernetes.io` labels have no word for pools and roles. */
const POOL_LABEL = 'cdk8s-kafka/pool';
export const BROKER_LABEL = 'cdk8s-kafka/broker';
export const CONTROLLER_LABEL = 'cdk8s-kafka/controller';

/** What every object of the cluster carries. */
export function clusterLabels(cluster: ClusterModel): Labels {
  return {
    'app.kubernetes.io/name': 'kafka',
    'app.kubernetes.io/instance': cluster.name,
    'app.kubernetes.io/part-of': cluster.name,
    'app.kubernetes.io/managed-by': 'cdk8s-kafka',
  };
}

/** Objects of one noun: where they are, and what each carries. */
export interface Owner {
  readonly namespace: string;
  readonly labels: Labels;
}

export const ownerOf = (cluster: ClusterModel): Owner => ({
  namespace: cluster.namespace,
  labels: clusterLabels(cluster),
});

/** What selects all nodes of the cluster. No version: a selector can never change. */
export function clusterSelector(cluster: ClusterModel): Labels {
  return { 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/instance': cluster.name };
}

export function brokerSelector(cluster: ClusterModel): Labels {
  return { ...clusterSelector(cluster), [BROKER_LABEL]: 'true' };
}

export function controllerSelector(cluster: ClusterModel): Labels {
  return { ...clusterSelector(cluster), [CONTROLLER_LABEL]: 'true' };
}

export function poolSelector(cluster: ClusterModel, pool: PoolModel): Labels {
  return { ...clusterSelector(cluster), [POOL_LABEL]: pool.name };
}

export function poolLabels(cluster: ClusterModel, pool: PoolModel): Labels {
  return {
    ...clusterLabels(cluster),
    [POOL_LABEL]: pool.name,
    [BROKER_LABEL]: String(pool.isBroker),
    [CONTROLLER_LABEL]: String(pool.isController),
    ...zooKeeperLabel(cluster, pool),
  };
}

/** What lets a pod come to the ensemble. */
export function zooKeeperLabel({ zooKeeper }: ClusterModel, { mode }: PoolModel): Labels {
  return !mode.usesZooKeeper || zooKeeper?.ensemble === undefined
    ? {}
    : { [ZOOKEEPER_LABEL]: zooKeeper.ensemble.name };
}

/** What objects beside the cluster's nodes carry. */
export function namedLabels(name: string, cluster: string): Labels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/part-of': cluster,
    'app.kubernetes.io/managed-by': 'cdk8s-kafka',
  };
}
