import type { Manifest } from '../../../manifest/manifest';
import type { ClusterModel } from '../../../model/cluster-model';
import type { CertificatesSpec } from '../../../spec/certificates';
import { certManagerObjects } from './cert-manager';
import { certificateRequests } from './requests';

const OBJECTS: Readonly<
  Record<CertificatesSpec['kind'], (cluster: ClusterModel) => readonly Manifest[]>
> = {
  certManager: certManagerObjects,
  localAuthority: (cluster) => [certificateRequests(cluster)],
  provided: () => [],
};

/** The objects that the cluster's way to get certificates needs. Never a key. */
export function certificateObjects(cluster: ClusterModel): readonly Manifest[] {
  return OBJECTS[cluster.certificates.spec.kind](cluster);
}
