import { expand, GRANTS } from '../../lib/acl';
import type { AclGrant } from '../../lib/acl';
import type { AclResourceSpec } from '../../lib/spec/acl';

const literal = (resourceName: string): AclResourceSpec => ({
  resourceType: 'TOPIC',
  resourceName,
  patternType: 'LITERAL',
});
const topics = [literal('t')];
const names = (...exact: readonly string[]) => ({ names: exact, prefixes: [] });
const none = names();

const LETTER = {
  TOPIC: 'T',
  GROUP: 'G',
  TRANSACTIONAL_ID: 'X',
  CLUSTER: 'C',
  USER: 'U',
  DELEGATION_TOKEN: 'D',
} as const;

/** As the table of who needs what is written down: `T L orders READ WRITE`. */
const lines = (grants: readonly AclGrant[]): readonly string[] =>
  grants.map(({ resourceType, patternType, resourceName, operations }) => {
    const type = LETTER[resourceType];
    return [type, patternType.charAt(0), resourceName, ...operations].join(' ');
  });

const streams = {
  applicationId: 'app',
  inputs: [literal('in')],
  outputs: [literal('out')],
  internalTopics: true,
  createsInternalTopics: true,
  repartitions: true,
  exactlyOnce: false,
  reset: false,
};
const worker = {
  groupId: 'etl',
  configTopic: 'c',
  offsetTopic: 'o',
  statusTopic: 's',
  createsTopics: false,
  exactlyOnceSources: false,
  brokersBefore28: false,
};
const source = {
  connector: 'files',
  groupId: 'etl',
  topics,
  createsTopics: false,
  exactlyOnce: false,
  offsetTopic: 'o',
  createsOffsetTopic: false,
};
const sink = {
  connector: 'files',
  topics,
  groupId: undefined,
  deadLetterQueue: undefined,
  createsDeadLetterQueue: false,
  resetsOffsets: false,
};
const mirror = {
  sourceAlias: 'east',
  targetAlias: 'west',
  topics: [literal('orders')],
  remoteTopics: [literal('east.orders')],
  groups: names('billing'),
  syncsTopicConfigs: true,
  syncsAcls: false,
  syncsGroupOffsets: false,
  emitsHeartbeats: true,
  offsetSyncs: 'source' as const,
  createsInternalTopics: false,
};
const reconciler = {
  topics,
  managesTopics: true,
  managesUsersAndAcls: true,
  managesQuotas: true,
  prune: 'never' as const,
  deletesTopics: false,
  reassigns: false,
  readOnly: false,
};

const produce = { topics, transactionalIds: none, brokersBefore28: false };
const consume = { topics, groups: names('g') };

const CASES: Readonly<Record<string, readonly [readonly AclGrant[], readonly string[]]>> = {
  'a producer, idempotent or not': [expand(GRANTS.produce, produce), ['T L t WRITE']],
  'an idempotent producer on brokers before 2.8': [
    expand(GRANTS.produce, { ...produce, brokersBefore28: true }),
    ['T L t WRITE', 'C L kafka-cluster IDEMPOTENT_WRITE'],
  ],
  'a transactional producer': [
    expand(GRANTS.produce, {
      ...produce,
      transactionalIds: { names: ['x'], prefixes: ['y-'] },
      brokersBefore28: true,
    }),
    ['T L t WRITE', 'X L x WRITE', 'X P y- WRITE'],
  ],
  'consume, process, produce': [
    expand(GRANTS.consumeProcessProduce, {
      inputs: [literal('in')],
      outputs: [literal('out')],
      groups: names('g'),
      transactionalIds: names('x'),
    }),
    ['T L in READ', 'G L g READ', 'T L out WRITE', 'X L x WRITE'],
  ],
  'a consumer in a group': [expand(GRANTS.consume, consume), ['T L t READ', 'G L g READ']],
  'a consumer in groups of a prefix': [
    expand(GRANTS.consume, { topics, groups: { names: [], prefixes: ['g-'] } }),
    ['T L t READ', 'G P g- READ'],
  ],
  'a consumer that assigns': [expand(GRANTS.consume, { topics, groups: none }), ['T L t READ']],
  'a monitor of lag': [expand(GRANTS.monitor, consume), ['T L t DESCRIBE', 'G L g DESCRIBE']],
  'who resets offsets': [
    expand(GRANTS.resetOffsets, { ...consume, deletes: false }),
    ['T L t READ', 'G L g READ'],
  ],
  'who deletes offsets': [
    expand(GRANTS.resetOffsets, { ...consume, deletes: true }),
    ['T L t READ', 'G L g READ', 'G L g DELETE'],
  ],
  'a share consumer': [
    expand(GRANTS.shareConsume, { ...consume, configures: false }),
    ['T L t READ', 'G L g READ'],
  ],
  'a share consumer that configures its group': [
    expand(GRANTS.shareConsume, { ...consume, configures: true }),
    ['T L t READ', 'G L g READ', 'G L g ALTER_CONFIGS'],
  ],
  'who purges': [expand(GRANTS.purge, { topics }), ['T L t DELETE']],
  'who describes': [expand(GRANTS.describe, { topics }), ['T L t DESCRIBE DESCRIBE_CONFIGS']],
  'who only looks': [
    expand(GRANTS.look, { topics, groups: names('*') }),
    [
      'T L t DESCRIBE DESCRIBE_CONFIGS',
      'G L * DESCRIBE',
      'C L kafka-cluster DESCRIBE DESCRIBE_CONFIGS',
    ],
  ],
  'a streams application': [
    expand(GRANTS.streams, streams),
    [
      'T L in READ',
      'T L out WRITE',
      'T P app- READ WRITE',
      'T P app- CREATE',
      'T P app- DELETE',
      'G L app READ',
    ],
  ],
  'a streams application whose topics are declared': [
    expand(GRANTS.streams, { ...streams, createsInternalTopics: false, repartitions: false }),
    ['T L in READ', 'T L out WRITE', 'T P app- READ WRITE', 'G L app READ'],
  ],
  'a stateless streams application': [
    expand(GRANTS.streams, { ...streams, internalTopics: false }),
    ['T L in READ', 'T L out WRITE', 'G L app READ'],
  ],
  'a streams application with exactly once and reset': [
    expand(GRANTS.streams, { ...streams, exactlyOnce: true, reset: true, repartitions: false }),
    [
      'T L in READ',
      'T L out WRITE',
      'T P app- READ WRITE',
      'T P app- CREATE',
      'T P app- DELETE',
      'G L app READ',
      'G L app DELETE',
      'X P app- WRITE',
    ],
  ],
  'a Connect worker': [
    expand(GRANTS.connectWorker, worker),
    ['G L etl READ', 'T L c READ WRITE', 'T L o READ WRITE', 'T L s READ WRITE'],
  ],
  'a Connect worker that makes its topics, with exactly once': [
    expand(GRANTS.connectWorker, { ...worker, createsTopics: true, exactlyOnceSources: true }),
    [
      'G L etl READ',
      'T L c READ WRITE',
      'T L o READ WRITE',
      'T L s READ WRITE',
      'T L c CREATE',
      'T L o CREATE',
      'T L s CREATE',
      'X L connect-cluster-etl WRITE',
    ],
  ],
  'a source connector': [expand(GRANTS.sourceConnector, source), ['T L t WRITE']],
  'a source connector with exactly once': [
    expand(GRANTS.sourceConnector, { ...source, exactlyOnce: true, createsTopics: true }),
    ['T L t WRITE', 'T L t CREATE', 'X P etl-files- WRITE', 'T L o READ WRITE'],
  ],
  'a sink connector': [
    expand(GRANTS.sinkConnector, sink),
    ['T L t READ', 'G L connect-files READ'],
  ],
  'a sink connector with a dead letter queue and a group of its own': [
    expand(GRANTS.sinkConnector, {
      ...sink,
      groupId: 'own',
      deadLetterQueue: 'dlq',
      createsDeadLetterQueue: true,
      resetsOffsets: true,
    }),
    ['T L t READ', 'G L own READ', 'G L own DELETE', 'T L dlq WRITE', 'T L dlq CREATE'],
  ],
  'the source of a mirror': [
    expand(GRANTS.mirrorSource, mirror),
    [
      'T L orders READ',
      'T L orders DESCRIBE_CONFIGS',
      'T L mm2-offset-syncs.west.internal READ WRITE',
      'G L billing DESCRIBE',
    ],
  ],
  'the target of a mirror': [
    expand(GRANTS.mirrorTarget, mirror),
    [
      'T L east.orders WRITE CREATE ALTER',
      'T L east.orders ALTER_CONFIGS',
      'T L east.checkpoints.internal READ WRITE',
      'T L heartbeats WRITE',
    ],
  ],
  'a mirror that syncs offsets and ACLs': [
    expand(GRANTS.mirrorTarget, {
      ...mirror,
      offsetSyncs: 'target',
      syncsGroupOffsets: true,
      syncsAcls: true,
      syncsTopicConfigs: false,
      emitsHeartbeats: false,
    }),
    [
      'T L east.orders WRITE CREATE ALTER',
      'T L mm2-offset-syncs.east.internal READ WRITE',
      'T L east.checkpoints.internal READ WRITE',
      'G L billing READ',
      'T L east.orders READ',
      'C L kafka-cluster ALTER',
    ],
  ],
  'Schema Registry': [
    expand(GRANTS.schemaRegistry, { schemasTopic: '_schemas', groupId: 'sr', createsTopic: false }),
    ['T L _schemas READ WRITE DESCRIBE_CONFIGS', 'G L sr READ'],
  ],
  Apicurio: [
    expand(GRANTS.apicurio, {
      journalTopic: 'j',
      snapshotsTopic: 's',
      eventsTopic: 'e',
      groupPrefix: 'apicurio-',
      createsTopics: false,
    }),
    [
      'T L j READ WRITE',
      'T L s READ WRITE',
      'T L e WRITE',
      'T L j DESCRIBE_CONFIGS',
      'T L s DESCRIBE_CONFIGS',
      'T L e DESCRIBE_CONFIGS',
      'G P apicurio- READ',
    ],
  ],
  'the bridge': [
    expand(GRANTS.bridge, { topics, describesTopics: true, createsTopics: true }),
    ['T L t DESCRIBE_CONFIGS', 'T L t CREATE'],
  ],
  'Cruise Control': [
    expand(GRANTS.cruiseControl, { metricsTopic: 'm', sampleStoreTopics: ['a', 'b'] }),
    [
      'C L kafka-cluster DESCRIBE DESCRIBE_CONFIGS ALTER ALTER_CONFIGS',
      'T L * DESCRIBE ALTER_CONFIGS',
      'T L m READ',
      'T L a READ WRITE CREATE ALTER ALTER_CONFIGS',
      'T L b READ WRITE CREATE ALTER ALTER_CONFIGS',
    ],
  ],
  "Cruise Control's reporter": [
    expand(GRANTS.metricsReporter, { metricsTopic: 'm', createsTopic: true }),
    ['T L m WRITE', 'T L m CREATE ALTER ALTER_CONFIGS'],
  ],
  'an exporter': [
    expand(GRANTS.exporter, { describesCluster: false }),
    ['T L * DESCRIBE', 'G L * DESCRIBE'],
  ],
  'the reconciler that never deletes': [
    expand(GRANTS.reconciler, reconciler),
    [
      'C L kafka-cluster DESCRIBE DESCRIBE_CONFIGS',
      'T L t CREATE ALTER ALTER_CONFIGS',
      'C L kafka-cluster ALTER',
      'C L kafka-cluster ALTER_CONFIGS',
    ],
  ],
  'the reconciler of topics alone, which may delete': [
    expand(GRANTS.reconciler, {
      ...reconciler,
      managesUsersAndAcls: false,
      managesQuotas: false,
      prune: 'all',
      deletesTopics: true,
    }),
    [
      'C L kafka-cluster DESCRIBE DESCRIBE_CONFIGS',
      'T L t CREATE ALTER ALTER_CONFIGS',
      'T L t DELETE',
    ],
  ],
  'the reconciler that only looks': [
    expand(GRANTS.reconciler, { ...reconciler, readOnly: true }),
    ['C L kafka-cluster DESCRIBE DESCRIBE_CONFIGS', 'T L t DESCRIBE DESCRIBE_CONFIGS'],
  ],
  'a ksqlDB server': [
    expand(GRANTS.ksql, {
      serviceId: 'default_',
      inputs: [literal('in')],
      outputs: [literal('out')],
      createsOutputs: true,
      exactlyOnce: true,
      processingLogTopic: 'log',
    }),
    [
      'T P _confluent-ksql-default_ READ WRITE CREATE DELETE DESCRIBE_CONFIGS',
      'G P _confluent-ksql-default_ READ',
      'X P _confluent-ksql-default_ WRITE',
      'T L log WRITE',
      'T L in READ',
      'T L out WRITE',
      'T L out CREATE',
    ],
  ],
  'who makes tokens for others': [
    expand(GRANTS.delegationTokens, { owners: ['User:shop'], describes: true, tokens: ['id'] }),
    ['U L User:shop CREATE_TOKENS', 'U L User:shop DESCRIBE_TOKENS', 'D L id DESCRIBE'],
  ],
  'who makes tokens for itself, or renews them': [
    expand(GRANTS.delegationTokens, { owners: [], describes: false, tokens: [] }),
    [],
  ],
};

test.each(Object.entries(CASES))('%s', (_, [grants, expected]) => {
  expect(lines(grants)).toEqual(expected);
});
