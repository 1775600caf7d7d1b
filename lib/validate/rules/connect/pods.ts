import type { ClusterModel } from '../../../model/cluster-model';
import { complete } from '../../../model/complete';
import type { ConnectModel } from '../../../model/connect';
import type { Rule } from '../../rule';
import { imageForm, imageMissing, imageNotPinned, imagePullPolicy } from '../image-platform';
import { JVM_RULES } from '../jvm';
import { namespaceForm, namespaceMissing } from '../names';
import { networkPolicyPeer, podSchedulingForm } from '../pod-objects';
import {
  annotationForm,
  envName,
  envSecret,
  labelForm,
  labelReserved,
  objectNames,
} from '../pod-template';
import { RESOURCE_RULES } from '../resources';
import type { ConnectRule } from './support';

/** What holds of the pods of Kafka, and of the workers' as well. */
const SHARED: readonly Rule<ClusterModel>[] = [
  namespaceMissing,
  namespaceForm,
  ...RESOURCE_RULES,
  ...JVM_RULES,
  imageMissing,
  imageForm,
  imageNotPinned,
  imagePullPolicy,
  labelForm,
  labelReserved,
  annotationForm,
  envName,
  envSecret,
  objectNames,
  podSchedulingForm,
  networkPolicyPeer,
];

const known = new WeakMap<ConnectModel, ClusterModel>();

/** A cluster of which the same was said as of the workers, for the rules that look at nothing else. */
function standIn(connect: ConnectModel): ClusterModel {
  const found = known.get(connect) ?? complete(standInSpec(connect));
  known.set(connect, found);
  return found;
}

function standInSpec({ spec, name, image }: ConnectModel): ClusterModel['spec'] {
  const { reference, ...given } = image;
  return {
    name,
    namespace: spec.namespace,
    nodePools: [],
    listeners: [],
    config: {},
    additionalConfigPrefixes: [],
    clusterDomain: undefined,
    version: undefined,
    clusterId: undefined,
    authorization: undefined,
    certificates: undefined,
    platform: undefined,
    image: { ...given, image: reference === '' ? undefined : reference },
    quorum: undefined,
    zooKeeper: undefined,
    migration: undefined,
    zooKeeperChroot: undefined,
    rolling: undefined,
    resources: spec.resources,
    jvm: spec.jvm,
    logging: spec.logging,
    podTemplate: spec.podTemplate,
    adminPeers: spec.restPeers,
    said: spec.said,
  };
}

/** The prop of the workers that stands where a cluster has another. */
function propOf(prop: string | undefined, { spec }: ConnectModel): string | undefined {
  if (prop === 'image' && spec.build !== undefined) return 'build';
  return prop?.replace(/^adminPeers/, 'restPeers');
}

export const CONNECT_POD_RULES: readonly ConnectRule[] = SHARED.map((rule) => ({
  ...rule,
  check: (connect) =>
    rule
      .check(standIn(connect))
      .map((finding) => ({ ...finding, prop: propOf(finding.prop, connect) })),
}));
