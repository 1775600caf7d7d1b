import { topic, topicPrefix } from '../../../lib/acl/binding';
import { GRANTS, expand } from '../../../lib/acl/grants';
import { FOREIGN } from './probes';
import { MONITORED, type Row, consume, onTopic, readAndWrite } from './row';

/** Registries, bridges, exporters, and the reconciler itself. */
export const PLATFORM: readonly Row[] = [
  {
    name: 'schema-registry',
    grants: expand(GRANTS.schemaRegistry, {
      schemasTopic: '_schemas',
      groupId: 'schema-registry',
      createsTopic: false,
    }),
    work: [
      ...onTopic('_schemas', 'describeTopicConfig'),
      ...readAndWrite('_schemas'),
      consume('_schemas', 'schema-registry', 'classic'),
    ],
  },
  {
    name: 'apicurio',
    grants: expand(GRANTS.apicurio, {
      journalTopic: 'kafkasql-journal',
      snapshotsTopic: 'kafkasql-snapshots',
      eventsTopic: 'registry-events',
      groupPrefix: 'apicurio-',
      createsTopics: false,
    }),
    work: [
      ...onTopic('kafkasql-journal', 'describeTopicConfig'),
      ...readAndWrite('kafkasql-journal', 'kafkasql-snapshots'),
      ...onTopic('registry-events', 'produce'),
      consume('kafkasql-journal', 'apicurio-1', 'classic'),
    ],
  },
  {
    name: 'bridge',
    grants: expand(GRANTS.bridge, {
      topics: [topic('bridge.t')],
      describesTopics: true,
      createsTopics: true,
    }),
    work: onTopic('bridge.t', 'createTopic', 'describeTopicConfig'),
  },
  {
    name: 'cruise-control',
    grants: expand(GRANTS.cruiseControl, {
      metricsTopic: 'cc.metrics',
      sampleStoreTopics: ['cc.partitions', 'cc.brokers'],
    }),
    work: [
      { do: 'read', topic: 'cc.metrics' },
      ...readAndWrite('cc.partitions', 'cc.brokers'),
      ...onTopic(MONITORED.topic, 'describeTopic', 'setTopicConfig'),
      { do: 'showReassignments' },
    ],
  },
  {
    name: 'metrics-reporter',
    grants: expand(GRANTS.metricsReporter, { metricsTopic: 'reporter.t', createsTopic: true }),
    work: onTopic('reporter.t', 'produce', 'addPartitions', 'setTopicConfig'),
  },
  {
    name: 'exporter',
    grants: expand(GRANTS.exporter, { describesCluster: true }),
    work: [...onTopic(MONITORED.topic, 'seesTopic'), { do: 'monitor', ...MONITORED }],
  },
  {
    name: 'reconciler-of-topics',
    grants: expand(GRANTS.reconciler, {
      topics: [topicPrefix('managed.')],
      managesTopics: true,
      managesUsersAndAcls: false,
      managesQuotas: false,
      prune: 'all',
      deletesTopics: true,
      reassigns: false,
      readOnly: false,
    }),
    work: onTopic('managed.new', 'createTopic', 'setTopicConfig', 'addPartitions', 'deleteTopic'),
  },
  {
    name: 'reconciler-of-users',
    grants: expand(GRANTS.reconciler, {
      topics: [],
      managesTopics: false,
      managesUsersAndAcls: true,
      managesQuotas: true,
      prune: 'never',
      deletesTopics: false,
      reassigns: false,
      readOnly: false,
    }),
    work: [
      { do: 'manageAcl' },
      { do: 'manageUser' },
      { do: 'manageQuota' },
      { do: 'showQuotas' },
      { do: 'showUsers' },
    ],
  },
  {
    name: 'reconciler-that-looks',
    grants: expand(GRANTS.reconciler, {
      topics: [topicPrefix('monitored')],
      managesTopics: true,
      managesUsersAndAcls: true,
      managesQuotas: true,
      prune: 'never',
      deletesTopics: false,
      reassigns: false,
      readOnly: true,
    }),
    work: [
      ...onTopic(MONITORED.topic, 'seesTopic', 'describeTopicConfig'),
      { do: 'describeCluster' },
      { do: 'showQuotas' },
      { do: 'showUsers' },
      { do: 'showReassignments' },
    ],
  },
  {
    name: 'tokens-for-others',
    grants: expand(GRANTS.delegationTokens, {
      owners: ['User:token-owner'],
      describes: true,
      tokens: [],
    }),
    work: [
      { do: 'makeToken', owner: 'User:token-owner' },
      { do: 'seesToken', owner: 'User:token-owner' },
    ],
  },
  {
    name: 'tokens-shown',
    grants: expand(GRANTS.delegationTokens, { owners: [], describes: false, tokens: ['*'] }),
    work: [{ do: 'seesToken', owner: FOREIGN.USER }],
  },
  {
    name: 'ksql',
    grants: expand(GRANTS.ksql, {
      serviceId: 'default_',
      inputs: [topic('ksql.in')],
      outputs: [topic('ksql.out')],
      createsOutputs: false,
      exactlyOnce: true,
      processingLogTopic: 'ksql.log',
    }),
    work: [
      {
        do: 'streams',
        applicationId: '_confluent-ksql-default_query_1',
        from: 'ksql.in',
        to: 'ksql.out',
        guarantee: 'exactly_once_v2',
      },
      ...onTopic('ksql.log', 'produce'),
    ],
  },
];
