import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import type { ClusterModel } from '../model/cluster-model';
import { certificateRequestsName } from '../model/names';
import { renderManifests } from '../render/manifests';
import { certificateRequests } from '../render/manifests/certificates/requests';
import { leafRequests } from '../render/manifests/leaf-requests';
import { emit } from './emit';
import type { Ledger } from './ledger';

/** The objects of a cluster. The one that asks for certificates holds the users' too, who are known only at the end. */
export function emitCluster(scope: Construct, cluster: ClusterModel, ledger: Ledger): void {
  const requests = certificateRequestsName(cluster.name);
  const late = (manifest: Manifest): Manifest =>
    manifest.kind === 'ConfigMap' && manifest.metadata.name === requests
      ? { ...manifest, data: Lazy.any({ produce: () => requestsOf(cluster, ledger) }) as unknown }
      : manifest;
  emit(scope, renderManifests(cluster).map(late));
  ledger.open();
}

function requestsOf(cluster: ClusterModel, ledger: Ledger): unknown {
  const leaves = leafRequests(ledger.contents(), ledger.hasReconciler);
  return certificateRequests(cluster, leaves)['data'];
}
