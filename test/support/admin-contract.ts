import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Admin, ItemResult, NewTopic, ScramUpsertion } from '../../lib/reconcile/admin';
import type { AclBinding } from '../../lib/spec/acl';

/** A Kafka that is asked, with an authorizer and three brokers. */
export interface Subject {
  readonly admin: Admin;
  /** Before all names of a fact, so that facts do not meet. */
  readonly prefix: string;
  /** Asks until it is so: brokers learn a moment later what was written. */
  readonly eventually: (ask: () => Promise<boolean>) => Promise<void>;
}

/** What the engine relies on. Asked of the Kafka in memory and of real ones in the same words. */
export interface Fact {
  readonly name: string;
  /** A fact of the controllers of KRaft, which brokers on ZooKeeper do not know. */
  readonly isOfKRaft?: boolean;
  readonly hold: (subject: Subject) => Promise<void>;
}

const newTopic = (name: string, more: Partial<NewTopic> = {}): NewTopic => ({
  name,
  partitions: 2,
  replicationFactor: 3,
  assignment: undefined,
  config: {},
  ...more,
});

const errorsOf = (results: readonly ItemResult[]): readonly string[] =>
  results.map((result) => (result.ok ? 'ok' : result.error));

async function made({ admin, eventually }: Subject, ...topics: readonly NewTopic[]): Promise<void> {
  deepEqual(
    errorsOf(await admin.createTopics(topics, false)),
    topics.map(() => 'ok'),
  );
  const names = topics.map(({ name }) => name);
  await eventually(async () => (await admin.describeTopics(names)).length === names.length);
}

async function configOf({ admin }: Subject, name: string): Promise<Record<string, unknown>> {
  const overrides = (await admin.describeTopicConfigs([name])).get(name) ?? [];
  return Object.fromEntries(overrides.map((one) => [one.name, one.value]));
}

const TOPICS: readonly Fact[] = [
  {
    name: 'a topic that was made is described with what it was made of',
    hold: async (subject) => {
      const name = `${subject.prefix}made`;
      await made(subject, newTopic(name, { config: { 'retention.ms': '1000' } }));
      const [topic] = await subject.admin.describeTopics([name]);
      ok(topic);
      ok(topic.topicId !== undefined && topic.topicId !== '');
      equal(topic.internal, false);
      deepEqual(
        topic.partitions.map(({ partition, replicas }) => [partition, replicas.length]),
        [
          [0, 3],
          [1, 3],
        ],
      );
      deepEqual(await configOf(subject, name), { 'retention.ms': '1000' });
    },
  },
  {
    name: 'a topic that is deleted and made again has another id',
    hold: async (subject) => {
      const { admin, prefix, eventually } = subject;
      const name = `${prefix}again`;
      await made(subject, newTopic(name));
      const [before] = await admin.describeTopics([name]);
      deepEqual(errorsOf(await admin.deleteTopics([name])), ['ok']);
      await eventually(async () => (await admin.describeTopics([name])).length === 0);
      // On ZooKeeper it is described no more before it is gone.
      await eventually(async () => {
        const [made] = await admin.createTopics([newTopic(name)], false);
        return made?.ok === true;
      });
      await eventually(async () => {
        const [after] = await admin.describeTopics([name]);
        return after !== undefined && after.topicId !== before?.topicId;
      });
    },
  },
  {
    name: 'what is only validated is not made',
    hold: async ({ admin, prefix }) => {
      const name = `${prefix}validated`;
      deepEqual(errorsOf(await admin.createTopics([newTopic(name)], true)), ['ok']);
      deepEqual(await admin.describeTopics([name]), []);
    },
  },
  {
    name: 'each item has its own answer, in the order of the question',
    hold: async (subject) => {
      const { admin, prefix } = subject;
      await made(subject, newTopic(`${prefix}there`));
      const results = await admin.createTopics(
        [
          newTopic(`${prefix}there`),
          newTopic(`${prefix}wide`, { replicationFactor: 99 }),
          newTopic(`${prefix}no name!`),
          newTopic(`${prefix}odd`, { config: { 'no.such.option': '1' } }),
          newTopic(`${prefix}fine`),
        ],
        false,
      );
      deepEqual(errorsOf(results), [
        'TOPIC_ALREADY_EXISTS',
        'INVALID_REPLICATION_FACTOR',
        'INVALID_TOPIC_EXCEPTION',
        'INVALID_CONFIG',
        'ok',
      ]);
    },
  },
  {
    name: 'names that differ in dots and underscores alone are not two topics',
    hold: async (subject) => {
      await made(subject, newTopic(`${subject.prefix}a.b`));
      const results = await subject.admin.createTopics([newTopic(`${subject.prefix}a_b`)], false);
      deepEqual(errorsOf(results), ['INVALID_TOPIC_EXCEPTION']);
    },
  },
  {
    name: 'a request of more than 10,000 records makes nothing at all',
    isOfKRaft: true,
    hold: async ({ admin, prefix }) => {
      const small = newTopic(`${prefix}small`);
      const large = newTopic(`${prefix}large`, { partitions: 10_001, replicationFactor: 1 });
      const results = await admin.createTopics([small, large], false);
      ok(results.every((result) => !result.ok));
      deepEqual(await admin.describeTopics([small.name, large.name]), []);
    },
  },
  {
    name: 'topics that are not there are left out of what is described',
    hold: async (subject) => {
      const name = `${subject.prefix}known`;
      await made(subject, newTopic(name));
      const found = await subject.admin.describeTopics([name, `${subject.prefix}unknown`]);
      deepEqual(
        found.map((topic) => topic.name),
        [name],
      );
    },
  },
  {
    name: 'a topic that is not there cannot be deleted',
    hold: async ({ admin, prefix }) => {
      deepEqual(errorsOf(await admin.deleteTopics([`${prefix}nothing`])), [
        'UNKNOWN_TOPIC_OR_PARTITION',
      ]);
    },
  },
  {
    name: 'partitions grow, and never shrink',
    hold: async (subject) => {
      const { admin, prefix, eventually } = subject;
      const topic = `${prefix}grows`;
      await made(subject, newTopic(topic));
      const ask = async (totalCount: number, validateOnly: boolean): Promise<readonly string[]> =>
        errorsOf(await admin.createPartitions([{ topic, totalCount }], validateOnly));
      deepEqual(await ask(3, true), ['ok']);
      deepEqual(await ask(3, false), ['ok']);
      await eventually(
        async () => (await admin.describeTopics([topic]))[0]?.partitions.length === 3,
      );
      deepEqual(await ask(3, false), ['INVALID_PARTITIONS']);
      deepEqual(await ask(2, false), ['INVALID_PARTITIONS']);
      deepEqual(
        errorsOf(
          await admin.createPartitions([{ topic: `${prefix}nothing`, totalCount: 3 }], false),
        ),
        ['UNKNOWN_TOPIC_OR_PARTITION'],
      );
    },
  },
  {
    name: 'configuration is altered key by key, and what is only validated stays',
    hold: async (subject) => {
      const { admin, prefix, eventually } = subject;
      const name = `${prefix}config`;
      await made(
        subject,
        newTopic(name, { config: { 'retention.ms': '1', 'segment.ms': '100000' } }),
      );
      const alter = async (
        changes: Readonly<Record<string, string | null>>,
        validateOnly = false,
      ): Promise<readonly string[]> =>
        errorsOf(
          await admin.alterConfigs([{ resource: { type: 'TOPIC', name }, changes }], validateOnly),
        );
      deepEqual(await alter({ 'retention.ms': '9' }, true), ['ok']);
      deepEqual(await alter({ 'no.such.option': '9' }), ['INVALID_CONFIG']);
      deepEqual(await alter({ 'retention.ms': '2', 'segment.ms': null }), ['ok']);
      await eventually(async () => (await configOf(subject, name))['retention.ms'] === '2');
      deepEqual(await configOf(subject, name), { 'retention.ms': '2' });
    },
  },
  {
    name: 'each broker takes a setting of its own',
    hold: async ({ admin }) => {
      const { brokers } = await admin.describeCluster();
      for (const value of ['1000000', null]) {
        const alterations = brokers.map(({ id }) => ({
          resource: { type: 'BROKER' as const, name: String(id) },
          changes: { 'leader.replication.throttled.rate': value },
        }));
        deepEqual(errorsOf(await admin.alterConfigs(alterations, false)), ['ok', 'ok', 'ok']);
      }
    },
  },
];

const acl = (more: Partial<AclBinding>): AclBinding => ({
  principal: 'User:contract',
  resourceType: 'TOPIC',
  resourceName: 'contract',
  patternType: 'LITERAL',
  operation: 'READ',
  permission: 'ALLOW',
  host: '*',
  ...more,
});

const operations = async ({ admin }: Subject, resourceName: string): Promise<readonly string[]> =>
  (await admin.describeAcls()).acls
    .filter((each) => each.resourceName === resourceName)
    .map(({ operation, host }) => `${operation} ${host}`)
    .sort();

const SECURITY: readonly Fact[] = [
  {
    name: 'ACLs are kept as they are given, once, and exactly those are deleted',
    hold: async (subject) => {
      const { admin, prefix, eventually } = subject;
      const resourceName = `${prefix}acls`;
      const all = [
        acl({ resourceName }),
        acl({ resourceName, host: '10.0.0.1' }),
        acl({ resourceName, operation: 'ALL' }),
      ];
      deepEqual(errorsOf(await admin.createAcls(all)), ['ok', 'ok', 'ok']);
      deepEqual(errorsOf(await admin.createAcls(all)), ['ok', 'ok', 'ok']);
      await eventually(async () => (await operations(subject, resourceName)).length === 3);
      deepEqual(errorsOf(await admin.deleteAcls([acl({ resourceName })])), ['ok']);
      await eventually(async () => (await operations(subject, resourceName)).length === 2);
      deepEqual(await operations(subject, resourceName), ['ALL *', 'READ 10.0.0.1']);
      // One that is not there is as good as deleted.
      deepEqual(errorsOf(await admin.deleteAcls([acl({ resourceName })])), ['ok']);
    },
  },
  {
    name: 'a credential is made, made anew, and deleted once',
    hold: async ({ admin, prefix, eventually }) => {
      const user = `${prefix}user`;
      const upsertion: ScramUpsertion = {
        user,
        mechanism: 'SCRAM-SHA-512',
        iterations: 4096,
        salt: new Uint8Array(8),
        saltedPassword: new Uint8Array(64),
      };
      const known = async (): Promise<readonly number[]> =>
        (await admin.describeScramCredentials())
          .filter((each) => each.user === user)
          .map(({ iterations }) => iterations);
      const deletion = { user, mechanism: 'SCRAM-SHA-512' } as const;
      const alter = async (...made: readonly ScramUpsertion[]): Promise<readonly string[]> =>
        errorsOf(await admin.alterScramCredentials(made, []));
      deepEqual(await alter(upsertion), ['ok']);
      deepEqual(await alter({ ...upsertion, iterations: 8192 }), ['ok']);
      await eventually(async () => (await known())[0] === 8192);
      deepEqual(await alter({ ...upsertion, iterations: 100 }), ['UNACCEPTABLE_CREDENTIAL']);
      deepEqual(errorsOf(await admin.alterScramCredentials([], [deletion])), ['ok']);
      await eventually(async () => (await known()).length === 0);
      deepEqual(errorsOf(await admin.alterScramCredentials([], [deletion])), [
        'RESOURCE_NOT_FOUND',
      ]);
    },
  },
  {
    name: 'quotas are altered key by key, and an entity without any is none',
    hold: async ({ admin, prefix, eventually }) => {
      const entity = { user: `${prefix}quota` };
      const alter = async (
        changes: Readonly<Record<string, number | null>>,
        validateOnly = false,
      ): Promise<readonly string[]> =>
        errorsOf(await admin.alterQuotas([{ entity, changes }], validateOnly));
      const known = async (): Promise<Readonly<Record<string, number>> | undefined> =>
        (await admin.describeQuotas()).find((each) => each.entity.user === entity.user)?.quotas;
      deepEqual(await alter({ producer_byte_rate: 1 }, true), ['ok']);
      deepEqual(await alter({ producer_byte_rate: 1000, consumer_byte_rate: 2000 }), ['ok']);
      await eventually(async () => (await known()) !== undefined);
      deepEqual(await alter({ producer_byte_rate: null, consumer_byte_rate: 3000 }), ['ok']);
      await eventually(async () => (await known())?.['consumer_byte_rate'] === 3000);
      deepEqual(await known(), { consumer_byte_rate: 3000 });
      deepEqual(await alter({ consumer_byte_rate: null }), ['ok']);
      await eventually(async () => (await known()) === undefined);
    },
  },
];

const CLUSTER: readonly Fact[] = [
  {
    name: 'the cluster has an id, a controller and three brokers',
    hold: async ({ admin }) => {
      const { clusterId, controllerId, brokers } = await admin.describeCluster();
      ok(clusterId !== '');
      ok(controllerId !== undefined);
      equal(brokers.length, 3);
    },
  },
  {
    name: 'the authorizer is seen',
    hold: async ({ admin }) => {
      equal((await admin.describeAcls()).authorizer, true);
    },
  },
  {
    name: 'replicas are reassigned, and what is not there is refused',
    hold: async (subject) => {
      const { admin, prefix, eventually } = subject;
      const topic = `${prefix}moves`;
      await made(subject, newTopic(topic, { partitions: 1, replicationFactor: 1 }));
      const ids = (await admin.describeCluster()).brokers.map(({ id }) => id);
      const results = await admin.alterReassignments([
        { topic, partition: 0, replicas: ids },
        { topic: `${prefix}nothing`, partition: 0, replicas: ids },
      ]);
      deepEqual(errorsOf(results), ['ok', 'UNKNOWN_TOPIC_OR_PARTITION']);
      await eventually(
        async () => (await admin.describeTopics([topic]))[0]?.partitions[0]?.replicas.length === 3,
      );
      await eventually(
        async () => !(await admin.listReassignments()).some((each) => each.topic === topic),
      );
    },
  },
];

export const ADMIN_CONTRACT: readonly Fact[] = [...TOPICS, ...SECURITY, ...CLUSTER];
