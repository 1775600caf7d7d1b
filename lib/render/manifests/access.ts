import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel } from '../../model/cluster-model';
import { discovering } from '../../model/listener-places';
import {
  brokersBudgetName,
  controllersBudgetName,
  foundingConfigMapName,
  poolName,
  serviceAccountName,
  stopLeaseName,
} from '../../model/names';
import { BROKER_LABEL, brokerSelector, controllerSelector, ownerOf } from './labels';
import type { Owner } from './labels';

/** The nodes' identity and the little that it may do: note the founding, take turns in stopping, see whether its set
 * or namespace is being deleted. */
export function identity(cluster: ClusterModel): readonly Manifest[] {
  return identityObjects(ownerOf(cluster), serviceAccountName(cluster.name), rules(cluster));
}

/** A ServiceAccount and its Role, all of one name. */
export function identityObjects(
  owner: Owner,
  name: string,
  rules: readonly object[],
): readonly Manifest[] {
  const object = (apiVersion: string, kind: string, body: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name, ...owner },
    ...body,
  });
  const RBAC = 'rbac.authorization.k8s.io';
  return [
    object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
    object(`${RBAC}/v1`, 'Role', { rules }),
    object(`${RBAC}/v1`, 'RoleBinding', {
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: owner.namespace }],
    }),
  ];
}

/** What objects of a kind and of these names may be used for. */
export const rule = (
  apiGroup: string,
  resource: string,
  names: readonly string[],
  verbs: readonly string[],
): object => ({ apiGroups: [apiGroup], resources: [resource], resourceNames: names, verbs });

function rules(cluster: ClusterModel): readonly object[] {
  const services = discovering(cluster.listeners).flatMap(({ brokers }) =>
    brokers.flatMap(({ serviceName }) => serviceName ?? []),
  );
  const sets = cluster.pools.map((pool) => poolName(cluster.name, pool.name));
  return [
    rule('', 'configmaps', [foundingConfigMapName(cluster.name)], ['get', 'patch']),
    rule('coordination.k8s.io', 'leases', [stopLeaseName(cluster.name)], ['get', 'update']),
    rule('apps', 'statefulsets', sets, ['get']),
    rule('', 'namespaces', [cluster.namespace], ['get']),
    ...(services.length > 0 ? [rule('', 'services', services, ['get'])] : []),
  ];
}

/** Held by the node that is about to stop; over all pools just one at a time. */
export function stopLease(owner: Owner, name: string): Manifest {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, ...owner } };
}

/**
 * One budget for brokers and one for controllers that are no brokers. A single one would block the drain of a host
 * that holds one of each: the broker cannot come back while its disk's host is drained. No pod is in both, since
 * Kubernetes evicts no pod that is.
 */
export function disruptionBudgets(cluster: ClusterModel): readonly Manifest[] {
  const pure = cluster.pools.some((pool) => pool.isController && !pool.isBroker);
  return [
    ...(cluster.brokers.length > 0
      ? [budget(ownerOf(cluster), brokersBudgetName(cluster.name), brokerSelector(cluster))]
      : []),
    ...(pure && cluster.mode.runsControllers
      ? [
          budget(ownerOf(cluster), controllersBudgetName(cluster.name), {
            ...controllerSelector(cluster),
            [BROKER_LABEL]: 'false',
          }),
        ]
      : []),
  ];
}

export function budget(
  owner: Owner,
  name: string,
  matchLabels: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, ...owner },
    spec: { maxUnavailable: 1, selector: { matchLabels } },
  };
}
