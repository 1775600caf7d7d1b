import type { ClusterModel } from '../../../model/cluster-model';
import type { ConnectModel } from '../../../model/connect';
import type { ClusterSpec } from '../../../spec/cluster';
import type { Rule } from '../../rule';
import { imageForm, imageMissing, imageNotPinned, imagePullPolicy } from '../image-platform';
import { JVM_RULES } from '../jvm';
import { METRICS_RULES } from '../metrics';
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
import { standInOf } from '../stand-in';
import type { ConnectRule } from './support';

/** What holds of the pods of Kafka, and of the workers' as well. */
const SHARED: readonly Rule<ClusterModel>[] = [
  namespaceMissing,
  namespaceForm,
  ...RESOURCE_RULES,
  ...JVM_RULES,
  ...METRICS_RULES,
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

const standIn = (connect: ConnectModel): ClusterModel => standInOf(connect, said);

function said({ spec, image }: ConnectModel): Partial<ClusterSpec> {
  const { reference, ...given } = image;
  return {
    image: { ...given, image: reference === '' ? undefined : reference },
    resources: spec.resources,
    jvm: spec.jvm,
    logging: spec.logging,
    metrics: spec.metrics,
    podTemplate: spec.podTemplate,
    adminPeers: spec.restPeers,
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
