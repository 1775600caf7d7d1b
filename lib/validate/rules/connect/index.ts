import { CONNECT_BUILD_RULES } from './builds';
import { CONNECT_CONFIG_RULES } from './config';
import { CONNECT_POD_RULES } from './pods';
import { CONNECT_REST_RULES } from './rest';
import type { ConnectRule } from './support';
import { CONNECT_WORKER_RULES } from './workers';

/** What is asked of workers alone; the rules of Kafka's pods that hold of theirs too are told with Kafka's. */
export const OWN_CONNECT_RULES: readonly ConnectRule[] = [
  ...CONNECT_WORKER_RULES,
  ...CONNECT_REST_RULES,
  ...CONNECT_BUILD_RULES,
  ...CONNECT_CONFIG_RULES,
];

/** Everything that must hold of Connect workers, in the order in which it is reported. */
export const CONNECT_RULES: readonly ConnectRule[] = [
  ...CONNECT_WORKER_RULES,
  ...CONNECT_REST_RULES,
  ...CONNECT_BUILD_RULES,
  ...CONNECT_POD_RULES,
  ...CONNECT_CONFIG_RULES,
];
