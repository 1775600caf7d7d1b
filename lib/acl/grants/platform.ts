import type { AclResourceSpec } from '../../spec/acl';
import type { PruneScope } from '../../spec/desired-state';
import {
  CLUSTER,
  group,
  groupPrefix,
  topic,
  topicPrefix,
  transactionalIdPrefix,
  WILDCARD,
} from '../binding';
import type { GrantTable } from './row';

const ALL_TOPICS: readonly AclResourceSpec[] = [topic(WILDCARD)];
const ALL_GROUPS: readonly AclResourceSpec[] = [group(WILDCARD)];

export interface SchemaRegistryOptions {
  /** `kafkastore.topic`. */
  readonly schemasTopic: string;
  /** `schema.registry.group.id`, in which the leader is elected. */
  readonly groupId: string;
  readonly createsTopic: boolean;
}

/** Confluent Schema Registry: its reader assigns its partition to itself. */
export const SCHEMA_REGISTRY: GrantTable<SchemaRegistryOptions> = [
  {
    on: ({ schemasTopic }) => [topic(schemasTopic)],
    operations: ['READ', 'WRITE', 'DESCRIBE_CONFIGS'],
  },
  {
    on: ({ schemasTopic }) => [topic(schemasTopic)],
    operations: ['CREATE'],
    when: ({ createsTopic }) => createsTopic,
  },
  { on: ({ groupId }) => [group(groupId)], operations: ['READ'] },
];

export interface ApicurioOptions {
  readonly journalTopic: string;
  readonly snapshotsTopic: string;
  readonly eventsTopic: string;
  readonly groupPrefix: string;
  readonly createsTopics: boolean;
}

const apicurioStores = (options: ApicurioOptions): readonly AclResourceSpec[] => [
  topic(options.journalTopic),
  topic(options.snapshotsTopic),
];

const apicurioTopics = (options: ApicurioOptions): readonly AclResourceSpec[] => [
  ...apicurioStores(options),
  topic(options.eventsTopic),
];

/** Apicurio Registry 3 with storage `kafkasql`: it looks at the configuration of its topics when it starts. */
export const APICURIO: GrantTable<ApicurioOptions> = [
  { on: apicurioStores, operations: ['READ', 'WRITE'] },
  { on: ({ eventsTopic }) => [topic(eventsTopic)], operations: ['WRITE'] },
  { on: apicurioTopics, operations: ['DESCRIBE_CONFIGS'] },
  { on: apicurioTopics, operations: ['CREATE'], when: ({ createsTopics }) => createsTopics },
  { on: (options) => [groupPrefix(options.groupPrefix)], operations: ['READ'] },
];

export interface BridgeOptions {
  readonly topics: readonly AclResourceSpec[];
  /** `GET /topics/{topic}` is used. */
  readonly describesTopics: boolean;
  /** `POST /admin/topics` is used. */
  readonly createsTopics: boolean;
}

/** What the HTTP bridge needs besides the grants of its HTTP clients, who are all one principal to Kafka. */
export const BRIDGE: GrantTable<BridgeOptions> = [
  {
    on: ({ topics }) => topics,
    operations: ['DESCRIBE_CONFIGS'],
    when: ({ describesTopics }) => describesTopics,
  },
  {
    on: ({ topics }) => topics,
    operations: ['CREATE'],
    when: ({ createsTopics }) => createsTopics,
  },
];

export interface CruiseControlOptions {
  readonly metricsTopic: string;
  /** `partition.metric.sample.store.topic`, `broker.metric.sample.store.topic`. */
  readonly sampleStoreTopics: readonly string[];
}

/** Cruise Control: it wants Create also of topics that are there, and assigns partitions to itself. */
export const CRUISE_CONTROL: GrantTable<CruiseControlOptions> = [
  { on: () => [CLUSTER], operations: ['DESCRIBE', 'DESCRIBE_CONFIGS', 'ALTER', 'ALTER_CONFIGS'] },
  { on: () => ALL_TOPICS, operations: ['DESCRIBE', 'ALTER_CONFIGS'] },
  { on: ({ metricsTopic }) => [topic(metricsTopic)], operations: ['READ'] },
  {
    on: ({ sampleStoreTopics }) => sampleStoreTopics.map(topic),
    operations: ['READ', 'WRITE', 'CREATE', 'ALTER', 'ALTER_CONFIGS'],
  },
];

export interface MetricsReporterOptions {
  readonly metricsTopic: string;
  readonly createsTopic: boolean;
}

/** Cruise Control's reporter in the brokers, where those are not super users. */
export const METRICS_REPORTER: GrantTable<MetricsReporterOptions> = [
  { on: ({ metricsTopic }) => [topic(metricsTopic)], operations: ['WRITE'] },
  {
    on: ({ metricsTopic }) => [topic(metricsTopic)],
    operations: ['CREATE', 'ALTER', 'ALTER_CONFIGS'],
    when: ({ createsTopic }) => createsTopic,
  },
];

export interface ExporterOptions {
  /** Kafka Lag Exporter also asks for the cluster. */
  readonly describesCluster: boolean;
}

/** kafka_exporter. */
export const EXPORTER: GrantTable<ExporterOptions> = [
  { on: () => ALL_TOPICS, operations: ['DESCRIBE'] },
  { on: () => ALL_GROUPS, operations: ['DESCRIBE'] },
  {
    on: () => [CLUSTER],
    operations: ['DESCRIBE'],
    when: ({ describesCluster }) => describesCluster,
  },
];

export interface ReconcilerOptions {
  /** Which topics it manages. */
  readonly topics: readonly AclResourceSpec[];
  readonly managesTopics: boolean;
  readonly managesUsersAndAcls: boolean;
  readonly managesQuotas: boolean;
  readonly prune: PruneScope;
  /** Some topic may be deleted when it leaves the program. */
  readonly deletesTopics: boolean;
  /** Replicas move for a new replication factor. */
  readonly reassigns: boolean;
  /** Only looks for drift. */
  readonly readOnly: boolean;
}

const writesTopics = (o: ReconcilerOptions): boolean => o.managesTopics && !o.readOnly;

/**
 * The reconciler, by what its policy allows. Alter of the cluster lets it grant anything to itself: where users and ACLs
 * are managed it is a super user in all but name.
 */
export const RECONCILER: GrantTable<ReconcilerOptions> = [
  { on: () => [CLUSTER], operations: ['DESCRIBE', 'DESCRIBE_CONFIGS'] },
  {
    on: ({ topics }) => topics,
    operations: ['DESCRIBE', 'DESCRIBE_CONFIGS'],
    when: (o) => o.managesTopics && o.readOnly,
  },
  {
    on: ({ topics }) => topics,
    operations: ['CREATE', 'ALTER', 'ALTER_CONFIGS'],
    when: writesTopics,
  },
  {
    on: ({ topics }) => topics,
    operations: ['DELETE'],
    when: (o) => writesTopics(o) && o.prune === 'all' && o.deletesTopics,
  },
  {
    on: () => [CLUSTER],
    operations: ['ALTER'],
    when: (o) => !o.readOnly && (o.managesUsersAndAcls || (o.managesTopics && o.reassigns)),
  },
  {
    on: () => [CLUSTER],
    operations: ['ALTER_CONFIGS'],
    when: (o) => !o.readOnly && (o.managesQuotas || (o.managesTopics && o.reassigns)),
  },
];

export interface KsqlOptions {
  /** `ksql.service.id`. */
  readonly serviceId: string;
  /** What the queries read and write. */
  readonly inputs: readonly AclResourceSpec[];
  readonly outputs: readonly AclResourceSpec[];
  /** `CREATE STREAM ... AS` makes the outputs. */
  readonly createsOutputs: boolean;
  readonly exactlyOnce: boolean;
  readonly processingLogTopic: string | undefined;
}

const ksqlPrefix = ({ serviceId }: KsqlOptions): string => `_confluent-ksql-${serviceId}`;

/** A ksqlDB server: its queries are Streams applications whose ids all begin alike. */
export const KSQL: GrantTable<KsqlOptions> = [
  {
    on: (options) => [topicPrefix(ksqlPrefix(options))],
    operations: ['READ', 'WRITE', 'CREATE', 'DELETE', 'DESCRIBE_CONFIGS'],
  },
  { on: (options) => [groupPrefix(ksqlPrefix(options))], operations: ['READ'] },
  {
    on: (options) => [transactionalIdPrefix(ksqlPrefix(options))],
    operations: ['WRITE'],
    when: ({ exactlyOnce }) => exactlyOnce,
  },
  {
    on: ({ processingLogTopic: log }) => (log === undefined ? [] : [topic(log)]),
    operations: ['WRITE'],
  },
  { on: ({ inputs }) => inputs, operations: ['READ'] },
  { on: ({ outputs }) => outputs, operations: ['WRITE'] },
  { on: ({ outputs }) => outputs, operations: ['CREATE'], when: (o) => o.createsOutputs },
];

export interface DelegationTokenOptions {
  /** Principals for whom tokens are made: `User:shop`. */
  readonly owners: readonly string[];
  readonly describes: boolean;
  /** Ids of tokens that are shown whoever they are for, or `*`. */
  readonly tokens: readonly string[];
}

const users = ({ owners }: DelegationTokenOptions): readonly AclResourceSpec[] =>
  owners.map((resourceName) => ({ resourceType: 'USER', resourceName, patternType: 'LITERAL' }));

const tokens = ({ tokens: ids }: DelegationTokenOptions): readonly AclResourceSpec[] =>
  ids.map((resourceName) => ({
    resourceType: 'DELEGATION_TOKEN',
    resourceName,
    patternType: 'LITERAL',
  }));

/** Tokens for others (KIP-373); for oneself, and for who may renew one, none of it is needed. */
export const DELEGATION_TOKENS: GrantTable<DelegationTokenOptions> = [
  { on: users, operations: ['CREATE_TOKENS'] },
  { on: users, operations: ['DESCRIBE_TOKENS'], when: ({ describes }) => describes },
  { on: tokens, operations: ['DESCRIBE'] },
];
