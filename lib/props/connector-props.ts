import { expand, GRANTS } from '../acl';
import type { AclGrant } from '../acl';
import { topic } from '../acl/binding';
import type { ConnectorSpec } from '../spec/connector';
import type { Said } from '../spec/said';
import { deepFreeze } from '../util/freeze';
import { workersOf } from './connect-known';
import type { ConnectWorkers } from './connect-known';
import type { ConnectorOffsets } from './connector-offsets';
import { ContentsLists } from './contents-lists';
import type { RemovalPolicy } from './topic-props';

/** What a connector does. */
export enum ConnectorState {
  /** It works. */
  RUNNING = 'running',
  /** It does nothing; its tasks are kept. */
  PAUSED = 'paused',
  /** It does nothing and has no tasks. */
  STOPPED = 'stopped',
}

/** A connector, for all who make one. */
export interface ConnectorOptions {
  /**
   * Name of the connector.
   * @default - the id of the construct
   */
  readonly connectorName?: string;
  /** Class of the connector, or its short name. */
  readonly connectorClass: string;
  /**
   * Most tasks that the connector splits its work into.
   * @default 1
   */
  readonly tasksMax?: number;
  /**
   * Configuration in the connector's own keys. Secrets are referred to (`connect.reference()`), not written.
   * @default - none
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * What it does.
   * @default ConnectorState.RUNNING
   */
  readonly state?: ConnectorState;
  /**
   * How often failed tasks are started anew: at once, and after 2, 6, 12, … minutes, hourly in the end. 0: never.
   * @default 50
   */
  readonly maxRestarts?: number;
  /**
   * What happens when the connector leaves the program. Its offsets stay in any case, and one of the same name goes on there.
   * @default RemovalPolicy.DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Another place to go on from, once.
   * @default - where it was
   */
  readonly offsets?: ConnectorOffsets;
}

/** The topics of a connector, by name. */
export interface ConnectorTopics {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly deadLetterQueue: string | undefined;
}

interface Named {
  readonly topicName: string;
}

/** The topics of a connector, as they stand in the program. */
export function connectorTopics(said: {
  readonly inputs?: readonly Named[];
  readonly outputs?: readonly Named[];
  readonly deadLetterQueue?: Named;
}): ConnectorTopics {
  const names = (topics: readonly Named[] = []): readonly string[] =>
    topics.map(({ topicName }) => topicName);
  return {
    inputs: names(said.inputs),
    outputs: names(said.outputs),
    deadLetterQueue: said.deadLetterQueue?.topicName,
  };
}

const withTopics = (
  config: Readonly<Record<string, string>>,
  { inputs, deadLetterQueue }: ConnectorTopics,
): Readonly<Record<string, string>> => ({
  // What a sink reads it has to be told; where sources write each says in keys of its own.
  ...(inputs.length === 0 || 'topics.regex' in config ? {} : { topics: inputs.join(',') }),
  ...(deadLetterQueue === undefined
    ? {}
    : { 'errors.deadletterqueue.topic.name': deadLetterQueue }),
  ...config,
});

/** Declares a connector on its workers, with the rights on its topics for their user. */
export function declareConnector(
  connect: object,
  options: ConnectorOptions,
  place: { readonly name: string; readonly topics: ConnectorTopics; readonly said: Said },
): ConnectorSpec {
  const workers = workersOf(connect);
  const { model } = workers;
  const spec: ConnectorSpec = deepFreeze({
    name: options.connectorName ?? place.name,
    connect: model.name,
    restUrl: workers.restUrl,
    connectorClass: options.connectorClass,
    tasksMax: options.tasksMax,
    config: withTopics(options.config ?? {}, place.topics),
    state: options.state,
    maxRestarts: options.maxRestarts,
    removal: options.removalPolicy,
    offsets: options.offsets?._toSpec(),
    said: place.said,
  });
  ContentsLists.of(workers.cluster).add('connectors', spec);
  grantTopics(workers, spec, place.topics);
  return spec;
}

function grantTopics(
  { model, cluster, user }: ConnectWorkers,
  spec: ConnectorSpec,
  topics: ConnectorTopics,
): void {
  const grants = [...sinkGrants(spec, topics), ...sourceGrants(model, spec, topics)];
  if (user === undefined || grants.length === 0) return;
  ContentsLists.of(cluster).grant(user, {
    grants,
    permission: 'ALLOW',
    host: '*',
    reason: `KafkaConnector ${spec.name}`,
    ...spec.said,
  });
}

function sinkGrants(
  { name, config, offsets }: ConnectorSpec,
  { inputs, deadLetterQueue }: ConnectorTopics,
): readonly AclGrant[] {
  if (inputs.length === 0 && deadLetterQueue === undefined) return [];
  return expand(GRANTS.sinkConnector, {
    connector: name,
    topics: inputs.map(topic),
    groupId: config['consumer.override.group.id'],
    deadLetterQueue,
    createsDeadLetterQueue: false,
    resetsOffsets: offsets !== undefined,
  });
}

function sourceGrants(
  { groupId, internalTopics, exactlyOnceSources }: ConnectWorkers['model'],
  { name, config }: ConnectorSpec,
  { outputs }: ConnectorTopics,
): readonly AclGrant[] {
  if (outputs.length === 0) return [];
  const own = config['offsets.storage.topic'];
  return expand(GRANTS.sourceConnector, {
    connector: name,
    groupId,
    topics: outputs.map(topic),
    createsTopics: Object.keys(config).some((key) => key.startsWith('topic.creation.')),
    exactlyOnce: exactlyOnceSources === 'enabled',
    offsetTopic: own ?? internalTopics.offsetTopic,
    createsOffsetTopic: own !== undefined,
  });
}
