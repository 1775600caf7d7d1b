import type { Manifest } from '../../../manifest/manifest';
import {
  ensembleClientService,
  ensembleLeaseName,
  ensembleName,
  ensembleNodesService,
  ensembleRuntimeName,
} from '../../../model/names';
import { ENSEMBLE_PORTS } from '../../../model/zookeeper';
import type { EnsembleModel } from '../../../model/zookeeper';
import { ZOOKEEPER_RUN_SH } from '../../../runtime/generated/runtime-files';
import { budget, identityObjects, rule, stopLease } from '../access';
import { runtimeConfigMap } from '../config-maps';
import { podMonitors } from '../metrics';
import { service } from '../services';
import { ensembleCertificates } from './certificates';
import { ensembleConfigMap } from './config';
import { ensembleOwner, ensembleSelector } from './labels';
import { ensemblePolicy } from './network-policy';
import { ensembleStatefulSet } from './workload';

/** All objects of an ensemble, in the order in which a reader, and `kubectl apply`, wants them. Total. */
export function renderEnsemble(ensemble: EnsembleModel): readonly Manifest[] {
  const owner = ensembleOwner(ensemble);
  const { name } = ensemble;
  return [
    ...identityObjects(owner, ensembleName(name), rules(ensemble)),
    ensemblePolicy(ensemble),
    ...ensembleCertificates(ensemble),
    ...services(ensemble),
    stopLease(owner, ensembleLeaseName(name)),
    runtimeConfigMap(owner, ensembleRuntimeName(name), ZOOKEEPER_RUN_SH),
    ensembleConfigMap(ensemble),
    ...(ensemble.servers.length > 0
      ? [budget(owner, ensembleName(name), ensembleSelector(ensemble))]
      : []),
    ensembleStatefulSet(ensemble),
    ...podMonitors(ensemble.metrics, owner, {
      name: ensembleName(name),
      selector: ensembleSelector(ensemble),
    }),
  ];
}

function rules({ name, namespace }: EnsembleModel): readonly object[] {
  return [
    rule('coordination.k8s.io', 'leases', [ensembleLeaseName(name)], ['get', 'update']),
    rule('apps', 'statefulsets', [ensembleName(name)], ['get']),
    rule('', 'namespaces', [namespace], ['get']),
  ];
}

function services(ensemble: EnsembleModel): readonly Manifest[] {
  const { clients, clustering, election } = ENSEMBLE_PORTS;
  const owner = ensembleOwner(ensemble);
  const selector = ensembleSelector(ensemble);
  return [
    service(owner, { name: ensembleClientService(ensemble.name), ports: [clients], selector }),
    service(owner, {
      name: ensembleNodesService(ensemble.name),
      ports: [clients, clustering, election],
      selector,
      headless: true,
    }),
  ];
}
