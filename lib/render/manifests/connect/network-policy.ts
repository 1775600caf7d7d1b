import type { Manifest } from '../../../manifest/manifest';
import type { ConnectModel } from '../../../model/connect';
import { REST_PORT } from '../../../model/connect-rest';
import { connectName } from '../../../model/names';
import { allow, metricsIngress, reconcilerPeer } from '../network-policy';
import { connectOwner, connectSelector } from './labels';

/**
 * The REST API is for the workers among themselves and for the reconciler: who reaches it runs what he likes with the rights
 * of the workers. Going out is left open: connectors have peers of their own.
 */
export function connectPolicy(connect: ConnectModel): Manifest {
  const matchLabels = connectSelector(connect);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: connectName(connect.name), ...connectOwner(connect) },
    spec: {
      podSelector: { matchLabels },
      policyTypes: ['Ingress'],
      ingress: [
        allow(REST_PORT.port, [
          { podSelector: { matchLabels } },
          reconcilerPeer(connect.cluster.name),
          ...connect.spec.restPeers,
        ]),
        ...metricsIngress(connect.metrics),
      ],
    },
  };
}
