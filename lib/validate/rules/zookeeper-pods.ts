import type { ClusterModel } from '../../model/cluster-model';
import type { EnsembleModel } from '../../model/zookeeper';
import type { Finding } from '../issue';
import type { Rule } from '../rule';
import {
  certificateIssuer,
  certificateRenewBefore,
  certificateValidity,
  certificateValidityDays,
  secretReference,
} from './certificates';
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
import { rollingMaxWait, rollingShutdown } from './rolling';
import { STAND_IN_POOL, standInOf } from './stand-in';

/** What holds of the pods and certificates of Kafka, and of the servers' as well. */
const SHARED: readonly Rule<ClusterModel>[] = [
  namespaceMissing,
  namespaceForm,
  ...RESOURCE_RULES,
  ...JVM_RULES,
  ...METRICS_RULES,
  certificateValidity,
  certificateValidityDays,
  certificateRenewBefore,
  certificateIssuer,
  secretReference,
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
  rollingMaxWait,
  rollingShutdown,
];

const POOL = 'servers';

const standIn = (ensemble: EnsembleModel): ClusterModel =>
  standInOf(ensemble, ({ spec, version, image }) => ({
    version: version.version,
    nodePools: [{ ...STAND_IN_POOL, name: POOL }],
    image: spec.image && {
      ...spec.image,
      image: image.reference === '' ? undefined : image.reference,
    },
    certificates: spec.certificates,
    platform: spec.platform,
    rolling: spec.rolling,
    resources: spec.resources,
    jvm: spec.jvm,
    logging: spec.logging,
    metrics: spec.metrics,
    podTemplate: spec.podTemplate,
  }));

const inItsWords = (finding: Finding): Finding => ({
  ...finding,
  prop: finding.prop?.replace(/^nodePools\[0\]\./, ''),
  message: finding.message.replace(`pool '${POOL}'`, 'each server'),
});

export const ENSEMBLE_POD_RULES: readonly Rule<EnsembleModel>[] = SHARED.map((rule) => ({
  ...rule,
  check: (ensemble) => rule.check(standIn(ensemble)).map(inItsWords),
}));
