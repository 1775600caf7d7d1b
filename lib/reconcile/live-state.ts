import type { DesiredState } from '../spec/desired-state';
import type { AclBinding } from '../spec/acl';
import type {
  Admin,
  ClusterDescription,
  ConfigOverride,
  QuotaDescription,
  ReassignmentDescription,
  ScramCredentialDescription,
  TopicDescription,
} from './admin';
import type { AppliedState } from './state';

/** V of the three-way rules: what the cluster has. */
export interface LiveState {
  readonly cluster: ClusterDescription;
  readonly topics: ReadonlyMap<string, TopicDescription>;
  /** Overrides of the topics that are managed. */
  readonly configs: ReadonlyMap<string, readonly ConfigOverride[]>;
  readonly credentials: readonly ScramCredentialDescription[];
  readonly quotas: readonly QuotaDescription[];
  readonly acls: readonly AclBinding[];
  readonly hasAuthorizer: boolean;
  readonly reassignments: readonly ReassignmentDescription[];
  /** Settings of a broker that the safety rules ask for. */
  readonly brokerSettings: Readonly<Record<string, string>>;
}

export const BROKER_SETTINGS = [
  'auto.create.topics.enable',
  'allow.everyone.if.no.acl.found',
  'log.cleanup.policy',
  'log.retention.bytes',
  'log.retention.hours',
  'log.retention.minutes',
  'log.retention.ms',
] as const;

/** One request for each kind, whatever the number of objects; what does not wait for another is asked at once. */
export async function readLive(
  admin: Admin,
  desired: DesiredState,
  applied: AppliedState,
): Promise<LiveState> {
  const cluster = await admin.describeCluster();
  const [broker] = cluster.brokers;
  const [ofTopics, { authorizer, acls }, credentials, quotas, reassignments, brokerSettings] =
    await Promise.all([
      readTopics(admin, desired, applied),
      admin.describeAcls(),
      admin.describeScramCredentials(),
      admin.describeQuotas(),
      admin.listReassignments(),
      broker === undefined ? {} : admin.describeBrokerConfigs(broker.id, BROKER_SETTINGS),
    ]);
  return {
    cluster,
    ...ofTopics,
    credentials,
    quotas,
    acls,
    hasAuthorizer: authorizer,
    reassignments,
    brokerSettings,
  };
}

async function readTopics(
  admin: Admin,
  desired: DesiredState,
  applied: AppliedState,
): Promise<Pick<LiveState, 'topics' | 'configs'>> {
  const topics = new Map((await admin.describeTopics()).map((topic) => [topic.name, topic]));
  const managed = new Set([
    ...desired.topics.map(({ name }) => name),
    ...Object.keys(applied.topics),
  ]);
  const present = [...managed].filter((name) => topics.has(name)).sort();
  const configs: LiveState['configs'] =
    present.length > 0 ? await admin.describeTopicConfigs(present) : new Map();
  return { topics, configs };
}
