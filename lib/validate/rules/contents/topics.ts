import type { TopicModel } from '../../../model/contents-model';
import { checkTopicConfig } from '../../kafka-config';
import type { ConfigFindingCode } from '../../kafka-config';
import { entry, isWhole, NONE, quoted } from '../support';
import type { ContentsRule } from './support';
import { ofRepeats, ofTopics, placeOf } from './support';

const NAME = /^[a-zA-Z0-9._-]{1,249}$/;

const isTopicName = (name: string): boolean => NAME.test(name) && name !== '.' && name !== '..';

export const topicNameForm: ContentsRule = {
  code: 'TopicNameForm',
  severity: 'error',
  why: 'Kafka takes no other names for topics.',
  check: ofTopics(({ name }) =>
    isTopicName(name)
      ? NONE
      : [
          {
            prop: 'topicName',
            message: `topic name ${quoted(name)} is not 1 to 249 letters, digits, '.', '_' and '-', or is '.' or '..'`,
            fix: 'set topicName, which is the id of the construct if it is not given',
          },
        ],
  ),
};

const INTERNAL = [
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
  '__cluster_metadata',
];

export const topicNameInternal: ContentsRule = {
  code: 'TopicNameInternal',
  severity: 'error',
  why: "These topics are Kafka's own: brokers make them, and what changes them may end groups and transactions.",
  check: ofTopics(({ name }) =>
    INTERNAL.includes(name)
      ? [
          {
            prop: 'topicName',
            message: `topic ${quoted(name)} is one of Kafka's own`,
            fix: "choose another name; Kafka's own topics are configured by the cluster's config",
          },
        ]
      : NONE,
  ),
};

export const topicRepeated: ContentsRule = {
  code: 'TopicRepeated',
  severity: 'error',
  why: 'Two words about one topic would undo each other.',
  check: ({ topics }) =>
    ofRepeats(
      topics,
      ({ name }) => name,
      (topic, first) => ({
        said: topic.spec.said,
        prop: 'topicName',
        message: `topic ${quoted(topic.name)} is declared already ${placeOf(first.spec.said)}`,
        fix: 'declare it once, and refer to it by KafkaTopic.fromName elsewhere',
      }),
    ),
};

export const topicNameCollision: ContentsRule = {
  code: 'TopicNameCollision',
  severity: 'error',
  why: "In the names of metrics '.' and '_' are the same, so Kafka refuses a topic whose name differs from another's in nothing else.",
  check: ({ topics }) => {
    const distinct = topics.filter(
      (topic, index) => topics.findIndex(({ name }) => name === topic.name) === index,
    );
    return ofRepeats(
      distinct,
      ({ name }) => name.replace(/\./g, '_'),
      (topic, first) => ({
        said: topic.spec.said,
        prop: 'topicName',
        message: `topic ${quoted(topic.name)} is the same as ${quoted(first.name)} ${placeOf(first.spec.said)} in the names of metrics`,
        fix: "choose a name that differs in more than '.' and '_'",
      }),
    );
  },
};

/** More records than this the controller takes in no single request (`QuorumController.MAX_RECORDS_PER_USER_OP`). */
const MOST_PARTITIONS = 9_000;

export const topicPartitions: ContentsRule = {
  code: 'TopicPartitions',
  severity: 'error',
  why: 'A topic has at least one partition, and the controller creates no topic that needs more than 10,000 records.',
  check: ofTopics(({ name, partitions }) =>
    isWhole(partitions, 1, MOST_PARTITIONS)
      ? NONE
      : [
          {
            prop: 'partitions',
            message: `topic ${quoted(name)} has ${String(partitions)} partitions; allowed are 1 to ${String(MOST_PARTITIONS)}`,
            fix: 'set partitions to a whole number in that range',
          },
        ],
  ),
};

const MOST_REPLICAS = 32_767;

export const topicReplicationFactor: ContentsRule = {
  code: 'TopicReplicationFactor',
  severity: 'error',
  why: 'A topic has at least one copy.',
  check: ofTopics(({ name, replicationFactor }) =>
    isWhole(replicationFactor, 1, MOST_REPLICAS)
      ? NONE
      : [
          {
            prop: 'replicationFactor',
            message: `topic ${quoted(name)} has a replication factor of ${String(replicationFactor)}; allowed are 1 to ${String(MOST_REPLICAS)}`,
            fix: 'set replicationFactor to the number of copies',
          },
        ],
  ),
};

export const topicReplicationExceedsBrokers: ContentsRule = {
  code: 'TopicReplicationExceedsBrokers',
  severity: 'error',
  why: 'Each copy is on another broker.',
  check: ofTopics(({ name, replicationFactor }, { cluster: { brokers } }) =>
    brokers === undefined || replicationFactor <= brokers
      ? NONE
      : [
          {
            prop: 'replicationFactor',
            message: `topic ${quoted(name)} has ${String(replicationFactor)} copies, and the cluster ${String(brokers)} brokers`,
            fix: `set replicationFactor to ${String(brokers)} or less, or add brokers`,
          },
        ],
  ),
};

export const topicSoleCopy: ContentsRule = {
  code: 'TopicSoleCopy',
  severity: 'warning',
  why: 'With one copy the topic is away whenever its broker restarts, and lost with its disk.',
  check: ofTopics(({ name, replicationFactor }, { cluster: { brokers } }) =>
    replicationFactor === 1 && brokers !== 1
      ? [
          {
            prop: 'replicationFactor',
            message: `topic ${quoted(name)} has a single copy`,
            fix: 'set replicationFactor to 3',
          },
        ]
      : NONE,
  ),
};

const minIsrProp = ({ spec }: TopicModel): string =>
  'min.insync.replicas' in spec.config ? "config['min.insync.replicas']" : 'replicationFactor';

export const topicMinIsrExceedsReplication: ContentsRule = {
  code: 'TopicMinIsrExceedsReplication',
  severity: 'error',
  why: 'A topic that demands more copies in sync than it has takes no message with acks=all.',
  check: ofTopics((topic) =>
    topic.minInsyncReplicas > topic.replicationFactor
      ? [
          {
            prop: minIsrProp(topic),
            message: `topic ${quoted(topic.name)} demands ${String(topic.minInsyncReplicas)} copies in sync and has ${String(topic.replicationFactor)}`,
            fix: "lower config['min.insync.replicas'] or raise replicationFactor",
          },
        ]
      : NONE,
  ),
};

export const topicMinIsrEqualsReplication: ContentsRule = {
  code: 'TopicMinIsrEqualsReplication',
  severity: 'warning',
  why: 'A topic that demands all of its copies in sync takes no message with acks=all while one broker restarts.',
  check: ofTopics((topic) =>
    topic.minInsyncReplicas === topic.replicationFactor && topic.replicationFactor > 1
      ? [
          {
            prop: minIsrProp(topic),
            message: `topic ${quoted(topic.name)} demands all of its ${String(topic.replicationFactor)} copies in sync`,
            fix: `set config['min.insync.replicas'] to ${String(topic.replicationFactor - 1)}, or raise replicationFactor`,
          },
        ]
      : NONE,
  ),
};

export const topicConfigRefused: ContentsRule = {
  code: 'TopicConfigRefused',
  severity: 'error',
  why: 'Kafka 3.9 on ZooKeeper cannot pause or end the tiered storage of a topic, and refuses the topic with such an option.',
  check: ofTopics(({ name, spec: { config } }, { cluster: { refusedTopicConfig } }) =>
    refusedTopicConfig
      .filter((key) => config[key] === 'true')
      .map((key) => ({
        prop: entry('config', key),
        message: `topic ${quoted(name)} has ${key}=true, which brokers on ZooKeeper refuse`,
        fix: 'leave it out until the cluster is in KRaft mode',
      })),
  ),
};

function configRule(code: string, of: ConfigFindingCode, why: string): ContentsRule {
  return {
    code,
    severity: 'error',
    why,
    check: ofTopics(({ spec, name }, { cluster: { version } }) =>
      version === undefined
        ? NONE
        : checkTopicConfig(spec.config, version)
            .filter((found) => found.code === of)
            .map(({ prop, message, fix }) => ({
              prop,
              message: oneLine(`topic ${quoted(name)}: ${message}`),
              fix: oneLine(fix),
            })),
    ),
  };
}

const oneLine = (text: string): string => text.replace(/\r/g, '\\r').replace(/\n/g, '\\n');

export const TOPIC_RULES: readonly ContentsRule[] = [
  topicNameForm,
  topicNameInternal,
  topicRepeated,
  topicNameCollision,
  topicPartitions,
  topicReplicationFactor,
  topicReplicationExceedsBrokers,
  topicSoleCopy,
  topicMinIsrExceedsReplication,
  topicMinIsrEqualsReplication,
  topicConfigRefused,
  configRule(
    'TopicConfigKeyUnknown',
    'ConfigKeyUnknown',
    'Kafka refuses a topic with an option that it does not know.',
  ),
  configRule(
    'TopicConfigKeyNotInVersion',
    'ConfigKeyNotInVersion',
    'Options come and go with versions, and Kafka refuses those that are not its own.',
  ),
  configRule('TopicConfigValueType', 'ConfigValueType', 'Kafka refuses a value of another type.'),
  configRule(
    'TopicConfigValueRange',
    'ConfigValueRange',
    'Kafka refuses a value outside the range.',
  ),
  configRule('TopicConfigValueEnum', 'ConfigValueEnum', 'Kafka refuses another word.'),
];
