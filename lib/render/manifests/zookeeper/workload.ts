import type { Manifest } from '../../../manifest/manifest';
import {
  ensembleConfigName,
  ensembleName,
  ensembleNodesService,
  ensembleRuntimeName,
} from '../../../model/names';
import { metricsPorts } from '../../../model/metrics';
import { ENSEMBLE_PORTS } from '../../../model/zookeeper';
import type { EnsembleModel } from '../../../model/zookeeper';
import { ensembleTrust } from '../../../model/zookeeper-trust';
import { GATE, openPort, POD_FIELDS, serverContainer } from '../container';
import { agentContainers } from '../metrics';
import { CLUSTER_CA_STORE, NODE_STORE } from '../paths';
import { serverPod } from '../pod';
import {
  agentMounts,
  dataVolume,
  files,
  keyStore,
  loginSecret,
  mountsOf,
  scratch,
  trustStore,
  volumesOf,
} from '../volumes';
import type { Mounted } from '../volumes';
import { claimFields } from '../workload';
import { ensembleRollHash } from './config';
import { ensembleOwner, ensembleSelector } from './labels';

export function ensembleStatefulSet(ensemble: EnsembleModel): Manifest {
  const owner = ensembleOwner(ensemble);
  const selector = ensembleSelector(ensemble);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: ensembleName(ensemble.name), ...owner },
    spec: {
      serviceName: ensembleNodesService(ensemble.name),
      replicas: ensemble.servers.length,
      ordinals: { start: 0 },
      selector: { matchLabels: selector },
      // No server is ready before a majority is there: one after the other would wait for ever.
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 3,
      template: {
        metadata: {
          labels: { ...ensemble.podTemplate.labels, ...owner.labels },
          annotations: {
            ...ensemble.podTemplate.annotations,
            'cdk8s-kafka/roll-hash': ensembleRollHash(ensemble),
          },
        },
        spec: podSpec(ensemble),
      },
      ...claimFields(ensemble.volumes, selector),
    },
  };
}

function podSpec(ensemble: EnsembleModel): object {
  const mounted = mountedIn(ensemble);
  const { clients, clustering, election, ready } = ENSEMBLE_PORTS;
  return serverPod(ensemble, ensemble.podTemplate, {
    serviceAccountName: ensembleName(ensemble.name),
    alike: ensembleSelector(ensemble),
    container: serverContainer(ensemble, ensemble, {
      name: 'zookeeper',
      env: POD_FIELDS,
      ports: [clients, clustering, election, ready, ...metricsPorts(ensemble.metrics)],
      readinessProbe: openPort(ENSEMBLE_PORTS.ready.name),
      lifecycle: GATE,
      mounts: mountsOf(mounted),
    }),
    initContainers: agentContainers(ensemble.metrics),
    volumes: volumesOf(mounted),
  });
}

function mountedIn(ensemble: EnsembleModel): readonly Mounted[] {
  const { certificates, name, volumes } = ensemble;
  const trusted = ensembleTrust(ensemble);
  return [
    ...files(ensembleRuntimeName(name), ensembleConfigName(name)),
    keyStore(NODE_STORE, certificates.nodeSecretName, 'tls.crt', 'tls.key'),
    trustStore(
      CLUSTER_CA_STORE,
      trusted.map((ca, index) => ({ ...ca, file: `ca-${String(index)}.crt` })),
    ),
    ...loginSecret(ensemble.spec.login),
    ...scratch(),
    ...agentMounts(ensemble.metrics),
    ...volumes.map(dataVolume),
  ];
}
