export { checkBrokerConfig, checkTopicConfig } from './check';
export type { ConfigCheckOptions } from './check';
export { checkConflicts } from './conflicts';
export type { ConfigFinding, ConfigFindingCode, KafkaConfig } from './finding';
export { MANAGED_KEYS, managedBy } from './managed-keys';
export type { ManagedKeys } from './managed-keys';
export { CONFIG_PROVIDERS, isReference, referencesIn } from './references';
export type { ConfigReference } from './references';
export { checkReplication } from './replication';
