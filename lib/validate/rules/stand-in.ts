import type { ClusterModel } from '../../model/cluster-model';
import { complete } from '../../model/complete';
import type { ClusterSpec } from '../../spec/cluster';
import type { NodePoolSpec } from '../../spec/node-pool';
import type { Rule } from '../rule';
import { imageForm, imageNotPinned, imagePullPolicy } from './image-platform';
import { JVM_RULES } from './jvm';
import { METRICS_RULES } from './metrics';
import { namespaceForm, namespaceMissing } from './names';
import { networkPolicyPeer, podSchedulingForm } from './pod-objects';
import {
  annotationForm,
  envName,
  envSecret,
  labelForm,
  labelReserved,
  objectNames,
} from './pod-template';
import { RESOURCE_RULES } from './resources';

type Named = Pick<ClusterSpec, 'name' | 'namespace' | 'said'>;

const NOTHING: Omit<ClusterSpec, keyof Named> = {
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
  image: undefined,
  quorum: undefined,
  zooKeeper: undefined,
  migration: undefined,
  zooKeeperChroot: undefined,
  rolling: undefined,
  resources: undefined,
  jvm: undefined,
  logging: undefined,
  metrics: undefined,
  podTemplate: undefined,
  adminPeers: [],
};

/** Three nodes with the defaults of controllers, and no word of their own. */
export const STAND_IN_POOL: NodePoolSpec = {
  name: undefined,
  roles: ['controller'],
  replicas: 3,
  firstNodeId: undefined,
  storage: undefined,
  resources: undefined,
  jvm: undefined,
  logging: undefined,
  rack: undefined,
  config: {},
  podTemplate: undefined,
  origin: undefined,
};

/** What holds of the pods of every noun. */
export const POD_RULES: readonly Rule<ClusterModel>[] = [
  namespaceMissing,
  namespaceForm,
  ...RESOURCE_RULES,
  ...JVM_RULES,
  ...METRICS_RULES,
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

type PodWords = Pick<ClusterSpec, 'resources' | 'jvm' | 'logging' | 'metrics' | 'podTemplate'>;

/** What every noun says of its pods in the same words. */
export const podWords = ({
  resources,
  jvm,
  logging,
  metrics,
  podTemplate,
}: PodWords): PodWords => ({ resources, jvm, logging, metrics, podTemplate });

const known = new WeakMap<object, ClusterModel>();

/**
 * A cluster of which the same was said as of another noun, for the rules of Kafka's pods that look at nothing else. Made
 * once for each model of the noun.
 */
export function standInOf<M extends { readonly spec: Named }>(
  model: M,
  said: (model: M) => Partial<ClusterSpec>,
): ClusterModel {
  const found = known.get(model) ?? complete(standInSpec(model, said(model)));
  known.set(model, found);
  return found;
}

function standInSpec(
  { spec: { name, namespace, said } }: { readonly spec: Named },
  more: Partial<ClusterSpec>,
): ClusterSpec {
  return { ...NOTHING, name, namespace, said, ...more };
}
