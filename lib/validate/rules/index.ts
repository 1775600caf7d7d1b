import type { ClusterModel } from '../../model/cluster-model';
import type { EnsembleModel } from '../../model/zookeeper';
import type { Rule } from '../rule';
import { AUTHORIZATION_RULES } from './authorization';
import { CERTIFICATE_RULES } from './certificates';
import { CONFIG_RULES } from './config';
import { IMAGE_PLATFORM_RULES } from './image-platform';
import { JVM_RULES } from './jvm';
import { LISTENER_BROKER_RULES } from './listener-brokers';
import { LISTENER_EXPOSURE_RULES } from './listener-exposure';
import { LISTENER_HOST_RULES } from './listener-hosts';
import { LISTENER_SECURITY_RULES } from './listener-security';
import { LISTENER_RULES } from './listeners';
import { METRICS_RULES } from './metrics';
import { MIGRATION_RULES } from './migration';
import { NAME_RULES } from './names';
import { NODE_POOL_RULES } from './node-pools';
import { POD_OBJECT_RULES } from './pod-objects';
import { POD_TEMPLATE_RULES } from './pod-template';
import { POD_VOLUME_RULES } from './pod-volumes';
import { QUORUM_RULES } from './quorum';
import { RESOURCE_RULES } from './resources';
import { ROLLING_RULES } from './rolling';
import { STORAGE_RULES } from './storage';
import { VERSION_RULES } from './versions';
import { OWN_ENSEMBLE_RULES, ZOOKEEPER_RULES } from './zookeeper';
import { ENSEMBLE_POD_RULES } from './zookeeper-pods';

/** Everything that must hold of an ensemble, in the order in which it is reported. */
export const ENSEMBLE_RULES: readonly Rule<EnsembleModel>[] = [
  ...OWN_ENSEMBLE_RULES,
  ...ENSEMBLE_POD_RULES,
];

/** Everything that must hold of a cluster, in the order in which it is reported. */
export const CLUSTER_RULES: readonly Rule<ClusterModel>[] = [
  ...NAME_RULES,
  ...VERSION_RULES,
  ...ZOOKEEPER_RULES,
  ...MIGRATION_RULES,
  ...NODE_POOL_RULES,
  ...QUORUM_RULES,
  ...STORAGE_RULES,
  ...RESOURCE_RULES,
  ...JVM_RULES,
  ...METRICS_RULES,
  ...LISTENER_RULES,
  ...LISTENER_EXPOSURE_RULES,
  ...LISTENER_BROKER_RULES,
  ...LISTENER_HOST_RULES,
  ...LISTENER_SECURITY_RULES,
  ...AUTHORIZATION_RULES,
  ...CERTIFICATE_RULES,
  ...CONFIG_RULES,
  ...IMAGE_PLATFORM_RULES,
  ...POD_TEMPLATE_RULES,
  ...POD_OBJECT_RULES,
  ...POD_VOLUME_RULES,
  ...ROLLING_RULES,
];
