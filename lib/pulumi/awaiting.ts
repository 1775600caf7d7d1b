import type { CustomTimeouts } from '@pulumi/pulumi';
import type { Manifest } from '../manifest/manifest';
import type { ClusterModel } from '../model/cluster-model';

/** The kinds on whose pods Pulumi's Kubernetes provider waits. */
const AWAITED = new Set(['StatefulSet', 'Service', 'Job']);

/** As long as the provider waits anyway: images, volumes, a recovery of logs. */
const BASE_SECONDS = 600;
/** From the start of a process to a broker that serves, where nothing has to be recovered. */
const START_SECONDS = 120;

/**
 * How long the provider waits for a pool. An update may roll every node of the cluster, one at a time over all pools,
 * and each may wait its whole bound before it stops; the provider's ten minutes would call that a failure.
 */
export function poolTimeouts(cluster: ClusterModel, given: CustomTimeouts = {}): CustomTimeouts {
  const { maxWaitSeconds, shutdownSeconds, warmUpSeconds } = cluster.rolling;
  const perNode = maxWaitSeconds + shutdownSeconds + warmUpSeconds + START_SECONDS;
  return { update: `${BASE_SECONDS + cluster.nodes.length * perNode}s`, ...given };
}

/** The same object, on whose pods nobody waits. */
export function withoutAwaiting(manifest: Manifest): Manifest {
  if (!AWAITED.has(manifest.kind)) return manifest;
  const annotations = { ...manifest.metadata.annotations, 'pulumi.com/skipAwait': 'true' };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}
