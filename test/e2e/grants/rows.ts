import { topic, topicPrefix } from '../../../lib/acl/binding';
import { GRANTS, expand } from '../../../lib/acl/grants';
import { PLATFORM } from './platform-rows';
import {
  MONITORED,
  NOBODY,
  type Row,
  consume,
  named,
  onTopic,
  prefixed,
  readAndWrite,
} from './row';

const PRODUCERS: readonly Row[] = [
  {
    name: 'produce',
    grants: expand(GRANTS.produce, {
      topics: [topic('produce.t')],
      transactionalIds: NOBODY,
      brokersBefore28: false,
    }),
    work: [{ do: 'produce', topic: 'produce.t' }],
  },
  {
    name: 'transact',
    grants: expand(GRANTS.produce, {
      topics: [topic('transact.t')],
      transactionalIds: named('transact-id'),
      brokersBefore28: false,
    }),
    work: [{ do: 'transact', topic: 'transact.t', transactionalId: 'transact-id' }],
  },
  {
    name: 'transact-prefix',
    grants: expand(GRANTS.produce, {
      topics: [topicPrefix('transact-prefix.')],
      transactionalIds: prefixed('transact-prefix-'),
      brokersBefore28: false,
    }),
    work: [{ do: 'transact', topic: 'transact-prefix.t', transactionalId: 'transact-prefix-7' }],
  },
  {
    name: 'copy-exactly-once',
    grants: expand(GRANTS.consumeProcessProduce, {
      inputs: [topic('copy.in')],
      outputs: [topic('copy.out')],
      groups: named('copy-group'),
      transactionalIds: named('copy-id'),
    }),
    work: [
      {
        do: 'copyExactlyOnce',
        from: 'copy.in',
        to: 'copy.out',
        group: 'copy-group',
        transactionalId: 'copy-id',
      },
    ],
  },
];

const CONSUMERS: readonly Row[] = [
  {
    name: 'consume',
    grants: expand(GRANTS.consume, {
      topics: [topic('consume.t')],
      groups: named('consume-group'),
    }),
    work: [consume('consume.t', 'consume-group', 'classic')],
  },
  {
    name: 'consume-next-generation',
    grants: expand(GRANTS.consume, {
      topics: [topic('consume848.t')],
      groups: named('consume848-group'),
    }),
    work: [consume('consume848.t', 'consume848-group', 'consumer')],
  },
  {
    name: 'consume-prefix',
    grants: expand(GRANTS.consume, {
      topics: [topicPrefix('consume-prefix.')],
      groups: prefixed('consume-prefix-'),
    }),
    work: [
      consume('consume-prefix.t', 'consume-prefix-1', 'classic'),
      { do: 'consumePattern', pattern: '.*\\.t', group: 'consume-prefix-2' },
    ],
  },
  {
    name: 'read',
    grants: expand(GRANTS.consume, { topics: [topic('read.t')], groups: NOBODY }),
    work: [{ do: 'read', topic: 'read.t' }],
  },
  {
    name: 'share-consume',
    grants: expand(GRANTS.shareConsume, {
      topics: [topic('share.t')],
      groups: named('share-group'),
      configures: true,
    }),
    work: [
      { do: 'configureGroup', group: 'share-group' },
      { do: 'shareConsume', topic: 'share.t', group: 'share-group' },
    ],
  },
  {
    name: 'monitor',
    grants: expand(GRANTS.monitor, {
      topics: [topic(MONITORED.topic)],
      groups: named(MONITORED.group),
    }),
    work: [{ do: 'monitor', ...MONITORED }],
  },
  {
    name: 'reset-offsets',
    grants: expand(GRANTS.resetOffsets, {
      topics: [topic('reset.t')],
      groups: named('reset-group'),
      deletes: false,
    }),
    work: [
      consume('reset.t', 'reset-group', 'classic'),
      { do: 'setOffset', topic: 'reset.t', group: 'reset-group' },
    ],
  },
  {
    name: 'reset-and-delete',
    grants: expand(GRANTS.resetOffsets, {
      topics: [topic('forget.t')],
      groups: named('forget-group'),
      deletes: true,
    }),
    work: [
      consume('forget.t', 'forget-group', 'classic'),
      { do: 'setOffset', topic: 'forget.t', group: 'forget-group' },
      { do: 'forgetOffset', topic: 'forget.t', group: 'forget-group' },
      { do: 'deleteGroup', group: 'forget-group' },
    ],
  },
];

const TOPICS: readonly Row[] = [
  {
    name: 'purge',
    grants: expand(GRANTS.purge, { topics: [topic('purge.t')] }),
    work: onTopic('purge.t', 'purge'),
  },
  {
    name: 'describe',
    grants: expand(GRANTS.describe, { topics: [topic('describe.t')] }),
    work: onTopic('describe.t', 'describeTopic', 'describeTopicConfig'),
  },
  {
    name: 'admin',
    grants: expand(GRANTS.admin, { topics: [topic('admin.t'), topic('admin.new')] }),
    work: [
      ...onTopic('admin.new', 'createTopic'),
      ...onTopic('admin.t', 'setTopicConfig', 'addPartitions'),
      ...onTopic('admin.new', 'deleteTopic'),
    ],
  },
  {
    name: 'look',
    grants: expand(GRANTS.look, {
      topics: [topic('*')],
      groups: named('*'),
    }),
    work: [
      ...onTopic(MONITORED.topic, 'seesTopic', 'describeTopic', 'describeTopicConfig'),
      { do: 'monitor', ...MONITORED },
      { do: 'describeCluster' },
    ],
  },
];

interface StreamsCase {
  readonly name: string;
  readonly protocol?: 'streams';
  readonly exactlyOnce?: true;
  readonly declares?: true;
}

/** A real application, with a repartition topic and a changelog, which it makes where nobody declares them. */
function streamsRow({ name, protocol, exactlyOnce, declares }: StreamsCase): Row {
  const isExact = exactlyOnce === true;
  return {
    name,
    grants: expand(GRANTS.streams, {
      applicationId: name,
      inputs: [topic(`${name}.in`)],
      outputs: [topic(`${name}.out`)],
      internalTopics: true,
      createsInternalTopics: declares !== true,
      repartitions: true,
      exactlyOnce: isExact,
      reset: false,
    }),
    work: [
      {
        do: 'streams',
        applicationId: name,
        from: `${name}.in`,
        to: `${name}.out`,
        protocol: protocol ?? 'classic',
        guarantee: isExact ? 'exactly_once_v2' : 'at_least_once',
      },
    ],
    declared: declares === true ? [`${name}-again-repartition`, `${name}-counts-changelog`] : [],
  };
}

const STREAMS: readonly Row[] = [
  streamsRow({ name: 'counting' }),
  streamsRow({ name: 'exact', exactlyOnce: true }),
  streamsRow({ name: 'kip1071', protocol: 'streams' }),
  streamsRow({ name: 'declared', declares: true }),
];

const CONNECT: readonly Row[] = [
  {
    name: 'connect-worker',
    grants: expand(GRANTS.connectWorker, {
      groupId: 'workers',
      configTopic: 'workers.config',
      offsetTopic: 'workers.offset',
      statusTopic: 'workers.status',
      createsTopics: false,
      exactlyOnceSources: true,
      brokersBefore28: false,
    }),
    work: [
      ...readAndWrite('workers.config', 'workers.offset', 'workers.status'),
      consume('workers.status', 'workers', 'classic'),
      { do: 'transact', topic: 'workers.config', transactionalId: 'connect-cluster-workers' },
    ],
  },
  {
    name: 'source-connector',
    grants: expand(GRANTS.sourceConnector, {
      connector: 'files',
      groupId: 'workers',
      topics: [topic('source.t')],
      createsTopics: true,
      exactlyOnce: true,
      offsetTopic: 'source.offsets',
      createsOffsetTopic: false,
    }),
    work: [
      { do: 'transact', topic: 'source.t', transactionalId: 'workers-files-0' },
      { do: 'transact', topic: 'source.offsets', transactionalId: 'workers-files-0' },
      { do: 'read', topic: 'source.offsets' },
    ],
  },
  {
    name: 'sink-connector',
    grants: expand(GRANTS.sinkConnector, {
      connector: 'sink',
      topics: [topic('sink.t')],
      groupId: undefined,
      deadLetterQueue: 'sink.dlq',
      createsDeadLetterQueue: true,
      resetsOffsets: true,
    }),
    work: [
      consume('sink.t', 'connect-sink', 'classic'),
      { do: 'produce', topic: 'sink.dlq' },
      { do: 'setOffset', topic: 'sink.t', group: 'connect-sink' },
      { do: 'deleteGroup', group: 'connect-sink' },
    ],
  },
];

const mirror = {
  sourceAlias: 'east',
  targetAlias: 'west',
  topics: [topic('mirror.t')],
  remoteTopics: [topic('east.mirror.t')],
  groups: named('mirror-group'),
  syncsTopicConfigs: true,
  syncsAcls: false,
  syncsGroupOffsets: true,
  emitsHeartbeats: true,
  offsetSyncs: 'source',
  createsInternalTopics: true,
} as const;

const MIRRORS: readonly Row[] = [
  {
    name: 'mirror-source',
    grants: expand(GRANTS.mirrorSource, mirror),
    work: [
      { do: 'read', topic: 'mirror.t' },
      ...onTopic('mirror.t', 'describeTopicConfig'),
      ...readAndWrite('mm2-offset-syncs.west.internal'),
    ],
  },
  {
    name: 'mirror-target',
    grants: expand(GRANTS.mirrorTarget, mirror),
    work: [
      ...onTopic('east.mirror.t', 'produce', 'setTopicConfig', 'addPartitions'),
      ...readAndWrite('east.checkpoints.internal'),
      ...onTopic('heartbeats', 'produce'),
      { do: 'setOffset', topic: 'east.mirror.t', group: 'mirror-group' },
    ],
  },
];

/** MirrorMaker 2 as it is, of which the scenario of that name is: from the cluster to itself under two names. */
export const MIRROR = {
  topic: 'mirrored.t',
  remote: 'north.mirrored.t',
  group: 'mirrored-group',
} as const;

const INTERNAL = {
  configTopic: 'mm2-configs.north.internal',
  offsetTopic: 'mm2-offsets.north.internal',
  statusTopic: 'mm2-status.north.internal',
} as const;

const mirrorMaker = {
  ...mirror,
  sourceAlias: 'north',
  targetAlias: 'south',
  topics: [topic(MIRROR.topic)],
  remoteTopics: [topic(MIRROR.remote)],
  groups: named(MIRROR.group),
};

const MIRROR_MAKER: readonly Row[] = [
  {
    name: 'mm2-source',
    grants: expand(GRANTS.mirrorSource, mirrorMaker),
    work: [],
    makes: ['mm2-offset-syncs.south.internal'],
  },
  {
    name: 'mm2-target',
    grants: [
      ...expand(GRANTS.mirrorTarget, mirrorMaker),
      ...expand(GRANTS.connectWorker, {
        groupId: 'north-mm2',
        ...INTERNAL,
        createsTopics: true,
        exactlyOnceSources: false,
        brokersBefore28: false,
      }),
    ],
    work: [],
    makes: [MIRROR.remote, 'north.checkpoints.internal', ...Object.values(INTERNAL)],
  },
];

export const ROWS: readonly Row[] = [
  ...PRODUCERS,
  ...CONSUMERS,
  ...TOPICS,
  ...STREAMS,
  ...CONNECT,
  ...MIRRORS,
  ...MIRROR_MAKER,
  ...PLATFORM,
];
