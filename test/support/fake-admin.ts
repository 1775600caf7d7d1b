import type {
  Admin,
  ClusterDescription,
  ConfigAlteration,
  ConfigOverride,
  ItemResult,
  NewTopic,
  QuotaAlteration,
  QuotaDescription,
  Reassignment,
  ReassignmentDescription,
  ScramCredentialDescription,
  ScramDeletion,
  ScramUpsertion,
  TopicDescription,
} from '../../lib/reconcile/admin';
import { aclKey, bindingOf } from '../../lib/acl/binding';
import { entityText } from '../../lib/reconcile/objects';
import type { AclBinding } from '../../lib/spec/acl';
import { DEFAULT_VERSION } from '../../lib/versions/facts';
import { optionsFor } from '../../lib/versions/options';

const OK: ItemResult = { ok: true };
const MAX_RECORDS = 10_000;
const MIN_ITERATIONS = 4096;
const TOPIC_OPTIONS = optionsFor('topic', DEFAULT_VERSION) ?? {};

const isKnown = (keys: readonly string[]): boolean => keys.every((key) => key in TOPIC_OPTIONS);

const metricName = (topic: string): string => topic.replace(/\./g, '_');

export const refusal = (error: string, retriable = false, throttleMs = 0): ItemResult => ({
  ok: false,
  error,
  message: error,
  retriable,
  throttleMs,
});

interface FakeTopic {
  readonly id: string;
  readonly replicas: readonly (readonly number[])[];
  readonly config: ReadonlyMap<string, string>;
}

type Write =
  | 'createTopics'
  | 'createPartitions'
  | 'alterConfigs'
  | 'deleteTopics'
  | 'createAcls'
  | 'deleteAcls'
  | 'alterScramCredentials'
  | 'alterQuotas'
  | 'alterReassignments';

interface How {
  /** That the controller would write. */
  readonly records?: number;
  readonly validateOnly?: boolean;
}

const TOO_MANY = refusal('POLICY_VIOLATION');

/** Kafka in memory: KRaft's limit of records, all or nothing, `validateOnly`, throttling, and what a test breaks. */
export class FakeAdmin implements Admin {
  public clusterId = 'fake-cluster-id';
  public brokers = [0, 1, 2];
  public authorizer = true;
  public brokerSettings: Readonly<Record<string, string>> = {};
  public reassigning: ReassignmentDescription[] = [];
  /** Names of the calls, in order. */
  public readonly calls: string[] = [];
  private readonly topics = new Map<string, FakeTopic>();
  /** Names of topics as metrics have them, with underscores for dots. */
  private readonly metricNames = new Set<string>();
  private readonly acls = new Map<string, AclBinding>();
  private readonly credentials = new Map<string, ScramCredentialDescription>();
  private readonly quotas = new Map<string, QuotaDescription>();
  private readonly faults = new Map<Write, (() => ItemResult | Error | undefined)[]>();
  private made = 0;

  /** The next call of this kind answers so for all its items, or throws. */
  public breakNext(call: Write, fault: ItemResult | Error, times = 1): void {
    const list = this.faults.get(call) ?? [];
    this.faults.set(call, [...list, ...Array.from({ length: times }, () => () => fault)]);
  }

  /** Names of the calls that changed something, or tried to. */
  public writes(): readonly string[] {
    return this.calls.filter((call) => !/^(describe|list|validate) ?/.test(call));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a port of a network
  private async write<T>(
    call: Write,
    items: readonly T[],
    { records = items.length, validateOnly = false }: How,
    one: (item: T) => ItemResult,
  ): Promise<readonly ItemResult[]> {
    this.calls.push(validateOnly ? `validate ${call}` : call);
    // What a test breaks is what is done, not what is asked beforehand.
    const fault = validateOnly ? undefined : this.faults.get(call)?.shift()?.();
    if (fault instanceof Error) throw fault;
    return items.map(fault === undefined && records <= MAX_RECORDS ? one : () => fault ?? TOO_MANY);
  }

  private read<T>(call: string, value: T): Promise<T> {
    this.calls.push(call);
    return Promise.resolve(value);
  }

  public describeCluster(): Promise<ClusterDescription> {
    return this.read('describeCluster', {
      clusterId: this.clusterId,
      controllerId: this.brokers[0],
      brokers: this.brokers.map((id) => ({
        id,
        host: `broker-${String(id)}`,
        port: 9092,
        rack: `zone-${String(id % 3)}`,
      })),
    });
  }

  public describeTopics(names?: readonly string[]): Promise<readonly TopicDescription[]> {
    const asked = names && new Set(names);
    const all = [...this.topics].filter(([name]) => asked?.has(name) ?? true);
    return this.read(
      'describeTopics',
      all.map(([name, { id, replicas }]) => ({
        name,
        topicId: id,
        internal: name.startsWith('__'),
        partitions: replicas.map((each, partition) => ({
          partition,
          leader: each[0] ?? -1,
          replicas: each,
          isr: each,
        })),
      })),
    );
  }

  public describeTopicConfigs(
    names: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ConfigOverride[]>> {
    const entries = names.map((name): [string, readonly ConfigOverride[]] => [
      name,
      [...(this.topics.get(name)?.config ?? [])].map(([key, value]) => ({
        name: key,
        value,
        sensitive: false,
        readOnly: false,
      })),
    ]);
    return this.read('describeTopicConfigs', new Map(entries));
  }

  public describeBrokerConfigs(): Promise<Readonly<Record<string, string>>> {
    return this.read('describeBrokerConfigs', this.brokerSettings);
  }

  public describeAcls(): Promise<{ authorizer: boolean; acls: readonly AclBinding[] }> {
    return this.read('describeAcls', {
      authorizer: this.authorizer,
      acls: [...this.acls.values()],
    });
  }

  public describeScramCredentials(): Promise<readonly ScramCredentialDescription[]> {
    return this.read('describeScramCredentials', [...this.credentials.values()]);
  }

  public describeQuotas(): Promise<readonly QuotaDescription[]> {
    return this.read('describeQuotas', [...this.quotas.values()]);
  }

  public listReassignments(): Promise<readonly ReassignmentDescription[]> {
    return this.read('listReassignments', this.reassigning);
  }

  public createTopics(
    topics: readonly NewTopic[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    const records = topics.reduce(
      (sum, { partitions, config }) => sum + 1 + partitions + Object.keys(config).length,
      0,
    );
    return this.write('createTopics', topics, { records, validateOnly }, (topic) => {
      const error = this.faultOf(topic);
      if (error !== undefined) return refusal(error);
      if (!validateOnly) this.place(topic);
      return OK;
    });
  }

  private faultOf({ name, replicationFactor, config }: NewTopic): string | undefined {
    if (this.topics.has(name)) return 'TOPIC_ALREADY_EXISTS';
    if (!/^[\w.-]{1,249}$/.test(name) || this.metricNames.has(metricName(name)))
      return 'INVALID_TOPIC_EXCEPTION';
    if (replicationFactor > this.brokers.length) return 'INVALID_REPLICATION_FACTOR';
    return isKnown(Object.keys(config)) ? undefined : 'INVALID_CONFIG';
  }

  private place({ name, partitions, replicationFactor, config }: NewTopic): void {
    const replicas = Array.from({ length: partitions }, (_, partition) =>
      Array.from(
        { length: replicationFactor },
        (__, place) => this.brokers[(partition + place) % this.brokers.length] ?? 0,
      ),
    );
    this.made += 1;
    this.metricNames.add(metricName(name));
    this.topics.set(name, {
      id: `topic-${String(this.made)}`,
      replicas,
      config: new Map(Object.entries(config)),
    });
  }

  public createPartitions(
    counts: readonly { readonly topic: string; readonly totalCount: number }[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    return this.write('createPartitions', counts, { validateOnly }, ({ topic, totalCount }) => {
      const known = this.topics.get(topic);
      if (known === undefined) return refusal('UNKNOWN_TOPIC_OR_PARTITION');
      const more = totalCount - known.replicas.length;
      if (more <= 0) return refusal('INVALID_PARTITIONS');
      const [first = []] = known.replicas;
      const added = Array.from({ length: more }, () => first);
      if (!validateOnly)
        this.topics.set(topic, { ...known, replicas: [...known.replicas, ...added] });
      return OK;
    });
  }

  public alterConfigs(
    alterations: readonly ConfigAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    return this.write('alterConfigs', alterations, { validateOnly }, ({ resource, changes }) => {
      if (resource.type === 'BROKER') return OK;
      const topic = this.topics.get(resource.name);
      if (topic === undefined) return refusal('UNKNOWN_TOPIC_OR_PARTITION');
      if (!isKnown(Object.keys(changes))) return refusal('INVALID_CONFIG');
      const config = new Map(topic.config);
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) config.delete(key);
        else config.set(key, value);
      }
      if (!validateOnly) this.topics.set(resource.name, { ...topic, config });
      return OK;
    });
  }

  public deleteTopics(names: readonly string[]): Promise<readonly ItemResult[]> {
    return this.write('deleteTopics', names, {}, (name) => {
      this.metricNames.delete(metricName(name));
      return this.topics.delete(name) ? OK : refusal('UNKNOWN_TOPIC_OR_PARTITION');
    });
  }

  public createAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]> {
    return this.write('createAcls', acls, {}, (acl) => {
      if (!this.authorizer) return refusal('SECURITY_DISABLED');
      this.acls.set(aclKey(acl), bindingOf(acl));
      return OK;
    });
  }

  public deleteAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]> {
    return this.write('deleteAcls', acls, {}, (acl) => {
      this.acls.delete(aclKey(acl));
      return OK;
    });
  }

  public alterScramCredentials(
    upsertions: readonly ScramUpsertion[],
    deletions: readonly ScramDeletion[],
  ): Promise<readonly ItemResult[]> {
    const items = [
      ...upsertions.map(({ user, mechanism, iterations }) => ({ user, mechanism, iterations })),
      ...deletions.map((deletion) => ({ ...deletion, iterations: undefined })),
    ];
    return this.write('alterScramCredentials', items, {}, (item) => {
      const key = `${item.user} ${item.mechanism}`;
      const { user, mechanism, iterations } = item;
      if (iterations !== undefined && iterations < MIN_ITERATIONS)
        return refusal('UNACCEPTABLE_CREDENTIAL');
      if (iterations === undefined)
        return this.credentials.delete(key) ? OK : refusal('RESOURCE_NOT_FOUND');
      this.credentials.set(key, { user, mechanism, iterations });
      return OK;
    });
  }

  public alterQuotas(
    alterations: readonly QuotaAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    return this.write('alterQuotas', alterations, { validateOnly }, ({ entity, changes }) => {
      const key = entityText(entity);
      const values = { ...this.quotas.get(key)?.quotas };
      const kept = Object.entries({ ...values, ...changes }).filter(
        (one): one is [string, number] => one[1] !== null,
      );
      if (validateOnly) return OK;
      if (kept.length === 0) this.quotas.delete(key);
      else this.quotas.set(key, { entity, quotas: Object.fromEntries(kept) });
      return OK;
    });
  }

  public alterReassignments(
    reassignments: readonly Reassignment[],
  ): Promise<readonly ItemResult[]> {
    return this.write('alterReassignments', reassignments, {}, (one) => {
      const topic = this.topics.get(one.topic);
      if (topic === undefined) return refusal('UNKNOWN_TOPIC_OR_PARTITION');
      const replicas = topic.replicas.map((known, partition) =>
        partition === one.partition ? (one.replicas ?? known) : known,
      );
      this.topics.set(one.topic, { ...topic, replicas });
      return OK;
    });
  }

  public close(): Promise<void> {
    return Promise.resolve();
  }
}
