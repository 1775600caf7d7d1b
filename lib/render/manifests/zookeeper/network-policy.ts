import type { Manifest } from '../../../manifest/manifest';
import { ensemblePolicyName } from '../../../model/names';
import { ENSEMBLE_PORTS } from '../../../model/zookeeper';
import type { EnsembleModel } from '../../../model/zookeeper';
import { ZOOKEEPER_LABEL } from '../labels';
import { allow, metricsIngress } from '../network-policy';
import { ensembleOwner, ensembleSelector } from './labels';

/** Clients' port for the Kafka clusters on this ensemble, all others for its own servers. */
export function ensemblePolicy(ensemble: EnsembleModel): Manifest {
  const { clients, clustering, election, ready } = ENSEMBLE_PORTS;
  const own = { podSelector: { matchLabels: ensembleSelector(ensemble) } };
  const kafka = { podSelector: { matchLabels: { [ZOOKEEPER_LABEL]: ensemble.name } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: ensemblePolicyName(ensemble.name), ...ensembleOwner(ensemble) },
    spec: {
      podSelector: { matchLabels: ensembleSelector(ensemble) },
      policyTypes: ['Ingress'],
      ingress: [
        allow(clients.port, [kafka]),
        ...[clustering, election, ready].map(({ port }) => allow(port, [own])),
        ...metricsIngress(ensemble.metrics),
      ],
    },
  };
}
