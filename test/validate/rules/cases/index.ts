import type { Cases } from './case';
import { CONFIG_CASES } from './config';
import { LISTENER_BROKER_CASES } from './listener-brokers';
import { LISTENER_CASES } from './listeners';
import { METRICS_CASES } from './metrics';
import { MIGRATION_CASES } from './migration';
import { OUTSIDE_LISTENER_CASES } from './outside-listeners';
import { NAME_CASES } from './names';
import { NODE_POOL_CASES } from './node-pools';
import { POD_TEMPLATE_CASES } from './pods';
import { IMAGE_CASES, QUORUM_CASES, ROLLING_CASES } from './quorum-and-images';
import { RESOURCE_CASES } from './resources';
import { AUTHORIZATION_CASES, CERTIFICATE_CASES } from './security';
import { STORAGE_CASES } from './storage';
import { ZOOKEEPER_CASES } from './zookeeper';

export { ENSEMBLE_CASES } from './zookeeper';

export const CASES: Cases = [
  ...NAME_CASES,
  ...QUORUM_CASES,
  ...NODE_POOL_CASES,
  ...STORAGE_CASES,
  ...RESOURCE_CASES,
  ...METRICS_CASES,
  ...LISTENER_CASES,
  ...OUTSIDE_LISTENER_CASES,
  ...LISTENER_BROKER_CASES,
  ...AUTHORIZATION_CASES,
  ...CERTIFICATE_CASES,
  ...CONFIG_CASES,
  ...IMAGE_CASES,
  ...POD_TEMPLATE_CASES,
  ...ROLLING_CASES,
  ...ZOOKEEPER_CASES,
  ...MIGRATION_CASES,
];
