import { mergeAcls } from '../acl';
import type { WantedAcl } from '../spec/acl';
import type { ContentsSpec } from '../spec/contents';
import type {
  DesiredQuota,
  DesiredState,
  DesiredTopic,
  DesiredUser,
  Paused,
  ReconcilePolicy,
} from '../spec/desired-state';
import type { QuotaSpec, QuotasSpec } from '../spec/quota';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { TopicSpec } from '../spec/topic';
import { deepFreeze } from '../util/freeze';
import { byText, sortedEntries, sortedSet } from '../util/sort';
import type { ClusterFacts } from './cluster-facts';
import type { ContentsModel, QuotaModel, TopicModel, UserModel } from './contents-model';
import { completeConnector, desiredConnect } from './connectors';
import { kubernetesName } from './kubernetes-name';
import { completeUser, quotaUser } from './users';

const MIB = 1024 * 1024;

/** Topics, users, quotas and ACLs with every default filled in, and the desired state that they are. Total. */
export function completeContents(
  spec: ContentsSpec,
  cluster: ClusterFacts,
  reconciler: ReconcilerSpec | undefined,
): ContentsModel {
  const streams = streamsByTopic(spec);
  const topics = spec.topics.map((topic) => completeTopic(topic, cluster, streams));
  const users = spec.users.map((user) => completeUser(user, cluster));
  const quotas = completeQuotas(spec, users);
  const acls = mergeAcls(spec.acls);
  const connectors = spec.connectors.map(completeConnector);
  const policy = { ...completePolicy(reconciler), pausedPrincipals: pausedPrincipals(users) };
  return deepFreeze({
    spec,
    cluster,
    topics,
    users,
    quotas,
    acls,
    streamsApplications: spec.streamsApplications.map(({ applicationId, principal, said }) => ({
      applicationId,
      principal,
      origin: { reason: `StreamsApplication ${applicationId}`, ...said },
    })),
    connectors,
    reconciler,
    policy,
    desired: {
      ...desiredState({ cluster, topics, users, quotas, acls, policy }),
      connect: desiredConnect(spec, connectors),
    },
  });
}

type StreamsOf = (topic: string) => readonly string[];

/** Applications of Kafka Streams by what they read and by what they call their own. */
function streamsByTopic({ streamsApplications }: ContentsSpec): StreamsOf {
  const ids = sortedSet(streamsApplications.map(({ applicationId }) => applicationId));
  const inputs = new Set(
    streamsApplications.flatMap((one) => one.inputs.map((name) => `${one.applicationId} ${name}`)),
  );
  return (name) => ids.filter((id) => inputs.has(`${id} ${name}`) || name.startsWith(`${id}-`));
}

function completeTopic(spec: TopicSpec, cluster: ClusterFacts, streamsOf: StreamsOf): TopicModel {
  const replicationFactor = spec.replicationFactor ?? cluster.defaultReplicationFactor;
  const minInsyncReplicas = Number(spec.config['min.insync.replicas']);
  return {
    spec,
    name: spec.name,
    kubernetesName: kubernetesName(spec.name),
    partitions: spec.partitions ?? cluster.defaultPartitions,
    replicationFactor,
    config: Object.fromEntries(sortedEntries(spec.config)),
    // What comes from the brokers they lower themselves to the number of copies.
    minInsyncReplicas: Number.isNaN(minInsyncReplicas)
      ? Math.min(cluster.defaultMinInsyncReplicas, replicationFactor)
      : minInsyncReplicas,
    removal: spec.removal ?? 'retain',
    streams: streamsOf(spec.name),
  };
}

function completeQuotas(spec: ContentsSpec, users: readonly UserModel[]): readonly QuotaModel[] {
  const ofUsers: readonly QuotaSpec[] = users.flatMap((user) =>
    user.spec.quotas === undefined
      ? []
      : [
          {
            entity: { user: quotaUser(user.principal) },
            quotas: user.spec.quotas,
            paused: user.spec.paused,
            said: user.spec.said,
          },
        ],
  );
  return [...ofUsers, ...spec.quotas].map((quota) => ({
    spec: quota,
    entity: quota.entity,
    quotas: quotaValues(quota.quotas),
    said: quota.said,
  }));
}

/** Kafka's key of each limit. */
export const QUOTA_KEYS: Readonly<Record<keyof QuotasSpec, string>> = {
  connectionCreationRate: 'connection_creation_rate',
  consumerByteRate: 'consumer_byte_rate',
  controllerMutationRate: 'controller_mutation_rate',
  producerByteRate: 'producer_byte_rate',
  requestPercentage: 'request_percentage',
};

function quotaValues(said: QuotasSpec): Readonly<Record<string, number>> {
  const values = sortedEntries(QUOTA_KEYS).flatMap(([prop, key]) => {
    const value = said[prop as keyof QuotasSpec];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(values);
}

/** What the reconciler may do where nobody said: all that deletes nothing. */
export function completePolicy(said: ReconcilerSpec | undefined): ReconcilePolicy {
  const job = said?.kind === 'job' ? said : undefined;
  return {
    prune: job?.prune ?? 'never',
    drift: { ...REVERT, ...withoutUndefined(job?.drift ?? {}) },
    unknownTopicConfig: job?.unknownTopicConfig ?? 'keep',
    maxDeletes: job?.maxDeletes ?? 20,
    waivers: job?.waivers ?? [],
    pausedPrincipals: undefined,
    reassignmentThrottle: job?.reassignmentThrottle ?? 50 * MIB,
  };
}

function pausedPrincipals(users: readonly UserModel[]): ReconcilePolicy['pausedPrincipals'] {
  const paused = users.filter(({ spec }) => spec.paused === true);
  return paused.length > 0 ? sortedSet(paused.map(({ principal }) => principal)) : undefined;
}

const REVERT: ReconcilePolicy['drift'] = {
  topics: 'revert',
  users: 'revert',
  quotas: 'revert',
  acls: 'revert',
};

const withoutUndefined = <T extends object>(map: T): Partial<T> =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Partial<T>;

type Completed = Pick<ContentsModel, 'cluster' | 'topics' | 'users' | 'quotas' | 'acls' | 'policy'>;

function desiredState(contents: Completed): Omit<DesiredState, 'connect'> {
  const { cluster, acls, policy } = contents;
  return {
    version: 1,
    cluster: {
      name: cluster.name,
      clusterId: cluster.clusterId,
      expectedBrokers: cluster.brokers ?? 1,
    },
    topics: sorted(contents.topics.map(desiredTopic), ({ name }) => name),
    users: sorted(contents.users.flatMap(desiredUser), ({ name, mechanism }) =>
      JSON.stringify([name, mechanism]),
    ),
    quotas: sorted(contents.quotas.map(desiredQuota), ({ entity }) => entityKey(entity)),
    acls: acls satisfies readonly WantedAcl[],
    policy,
  };
}

const sorted = <T>(members: readonly T[], keyOf: (member: T) => string): readonly T[] =>
  members.toSorted((a, b) => byText(keyOf(a), keyOf(b)));

/** What tells two entities of quotas apart. */
export const entityKey = (entity: DesiredQuota['entity']): string =>
  JSON.stringify(sortedEntries(entity as Readonly<Record<string, string | null>>));

function desiredTopic(topic: TopicModel): DesiredTopic {
  const { name, partitions, replicationFactor, config, removal } = topic;
  const streams = topic.streams.length > 0 ? topic.streams : undefined;
  const { paused, said } = topic.spec;
  return {
    name,
    partitions,
    replicationFactor,
    config,
    removal,
    streams,
    paused: pausedOf(paused),
    ...said,
  };
}

function desiredUser({ name, scram, spec }: UserModel): readonly DesiredUser[] {
  if (scram === undefined) return [];
  const { mechanism, iterations, password } = scram;
  return [{ name, mechanism, iterations, password, paused: pausedOf(spec.paused), ...spec.said }];
}

const desiredQuota = ({ entity, quotas, spec, said }: QuotaModel): DesiredQuota => ({
  entity,
  quotas,
  paused: pausedOf(spec.paused),
  ...said,
});

/** Undefined and not false, so that nothing of it stands in the manifests of most. */
const pausedOf = (said: boolean | undefined): Paused => (said === true ? true : undefined);
