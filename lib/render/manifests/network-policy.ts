import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import { METRICS_PORT } from '../../model/metrics';
import type { MetricsModel } from '../../model/metrics';
import { networkPolicyName } from '../../model/names';
import type { KubernetesObject } from '../../spec/pod-template';
import { clusterLabels, clusterSelector } from './labels';

/** What nothing below names may not come in. Going out is left open: plugins and tiered storage have peers of their own. */
export function networkPolicy(cluster: ClusterModel): Manifest {
  const nodes: KubernetesObject = { podSelector: { matchLabels: clusterSelector(cluster) } };
  const reconciler = reconcilerPeer(cluster.name);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: networkPolicyName(cluster.name),
      namespace: cluster.namespace,
      labels: clusterLabels(cluster),
    },
    spec: {
      podSelector: { matchLabels: clusterSelector(cluster) },
      policyTypes: ['Ingress'],
      ingress: [
        ...(cluster.mode.hasControllers ? [allow(CONTROL_PLANE.port, [nodes])] : []),
        allow(REPLICATION.port, [nodes, reconciler, ...cluster.spec.adminPeers]),
        ...cluster.listeners.flatMap((listener) => {
          const peers = peersOf(listener);
          return peers?.length === 0 ? [] : [allow(listener.port, peers)];
        }),
        ...metricsIngress(cluster.metrics),
      ],
    },
  };
}

/** The reconciler of a cluster. */
export const reconcilerPeer = (cluster: string): KubernetesObject => ({
  podSelector: {
    matchLabels: {
      'app.kubernetes.io/name': 'kafka-reconciler',
      'app.kubernetes.io/instance': cluster,
    },
  },
});

export function allow(port: number, from: readonly KubernetesObject[] | undefined): object {
  const ports = [{ port, protocol: 'TCP' }];
  return from === undefined ? { ports } : { ports, from };
}

/** Who may read the metrics; an empty `from` would be everyone. */
export const metricsIngress = (metrics: MetricsModel | undefined): readonly object[] =>
  metrics === undefined || metrics.spec.peers.length === 0
    ? []
    : [allow(METRICS_PORT.port, metrics.spec.peers)];

/** `undefined` is everyone, and no peer is nobody; in the API of Kubernetes an empty `from` would be everyone. */
function peersOf(listener: ListenerModel): readonly KubernetesObject[] | undefined {
  const said = listener.spec.networkPolicyPeers;
  if (said !== undefined) return said;
  return listener.kind.defaultPeers === 'sameNamespace' ? [{ podSelector: {} }] : undefined;
}
