import type { Manifest } from '../../../manifest/manifest';
import type { ContentsModel } from '../../../model/contents-model';
import { reconcilerKeyName, reconcilerStateName } from '../../../model/names';
import type { ReconcilerModel } from '../../../model/reconciler';
import { sortedSet } from '../../../util/sort';
import { namedLabels } from '../labels';

const RBAC = 'rbac.authorization.k8s.io';

const object = (
  { cluster, name }: ReconcilerModel,
  apiVersion: string,
  kind: string,
  body: object = {},
): Manifest => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: cluster.namespace,
    labels: namedLabels('kafka-reconciler', cluster.name),
  },
  ...body,
});

/** The reconciler's identity in Kubernetes: its own objects by name, and Events. */
export function reconcilerIdentity(
  reconciler: ReconcilerModel,
  contents: ContentsModel,
): readonly Manifest[] {
  const { name, cluster } = reconciler;
  return [
    object(reconciler, 'v1', 'ServiceAccount', { automountServiceAccountToken: false }),
    object(reconciler, `${RBAC}/v1`, 'Role', { rules: rules(reconciler, contents) }),
    object(reconciler, `${RBAC}/v1`, 'RoleBinding', {
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: cluster.namespace }],
    }),
  ];
}

function rules({ cluster, name }: ReconcilerModel, contents: ContentsModel): readonly object[] {
  const own = (apiGroup: string, resource: string, resourceNames: readonly string[]): object => ({
    apiGroups: [apiGroup],
    resources: [resource],
    resourceNames,
    verbs: ['get', 'patch', 'update'],
  });
  return [
    own('', 'configmaps', [reconcilerStateName(cluster.name)]),
    own('coordination.k8s.io', 'leases', [name]),
    own('', 'secrets', [reconcilerKeyName(cluster.name), ...generatedSecrets(contents)]),
    // What is created has no name yet that a role could hold.
    { apiGroups: [''], resources: ['events'], verbs: ['create'] },
  ];
}

/** Secrets that the reconciler fills. */
function generatedSecrets({ users }: ContentsModel): readonly string[] {
  return sortedSet(
    users.flatMap(({ scram }) =>
      scram?.password.kind === 'generated' ? [scram.password.secretName] : [],
    ),
  );
}

/** What the reconciler writes. Without content on purpose: applying the manifests again leaves it. */
export function reconcilerStores(reconciler: ReconcilerModel): readonly Manifest[] {
  const { cluster } = reconciler;
  const named = (name: string, manifest: Manifest): Manifest => ({
    ...manifest,
    metadata: { ...manifest.metadata, name },
  });
  return [
    named(reconcilerStateName(cluster.name), object(reconciler, 'v1', 'ConfigMap')),
    named(reconcilerKeyName(cluster.name), object(reconciler, 'v1', 'Secret', { type: 'Opaque' })),
    object(reconciler, 'coordination.k8s.io/v1', 'Lease'),
  ];
}

/** Nobody has anything to say to the reconciler. Going out is left open: nobody here knows the addresses of Kubernetes. */
export function reconcilerNetworkPolicy(reconciler: ReconcilerModel): Manifest {
  return object(reconciler, 'networking.k8s.io/v1', 'NetworkPolicy', {
    spec: {
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/name': 'kafka-reconciler',
          'app.kubernetes.io/instance': reconciler.cluster.name,
        },
      },
      // No rule at all. An empty list is the same, but Kubernetes drops it, and each comparison would find it missing.
      policyTypes: ['Ingress'],
    },
  });
}
