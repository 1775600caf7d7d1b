export { checkBrokerConfig, checkTopicConfig } from './check';
export { checkConnectConfig } from './connect';
export { checkConflicts } from './conflicts';
export type { ConfigFinding, ConfigFindingCode, KafkaConfig } from './finding';
export { MANAGED_KEYS, managedBy } from './managed-keys';
export { isOfMode } from './mode-keys';
export type { Mode } from './mode-keys';
export { isReference, referencesIn } from './references';
export { checkReplication } from './replication';
