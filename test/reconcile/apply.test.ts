import fc from 'fast-check';
import { planNow } from '../../lib/reconcile/apply';
import { THROTTLES } from '../../lib/reconcile/objects';
import type { DesiredState } from '../../lib/spec/desired-state';
import { refusal } from '../support/fake-admin';
import { acl, desired, intent, quota, topic, user, World } from './support';

const everything = desired({
  topics: [topic({ config: { 'retention.ms': '1000' } }), topic({ name: 'returns' })],
  users: [user()],
  acls: [acl(), acl({ operation: 'READ' })],
  quotas: [quota({ user: 'shop' })],
});

async function applied(state: DesiredState): Promise<World> {
  const world = new World();
  await world.run(state);
  return world;
}

describe('a run', () => {
  test('makes all that is declared, users and ACLs before topics', async () => {
    const world = await applied(everything);
    expect(world.admin.writes()).toEqual([
      'alterScramCredentials',
      'createAcls',
      'createTopics',
      'alterQuotas',
    ]);
  });

  test('has nothing to do after itself, asks for at most ten things, and writes nothing', async () => {
    const world = await applied(everything);
    world.admin.calls.length = 0;
    const { plan } = await planNow(intent(everything), world.ports());
    expect(plan.changes).toEqual([]);
    expect(world.admin.calls.length).toBeLessThanOrEqual(10);
    await world.run(everything);
    expect(world.admin.writes()).toEqual([]);
  });

  test('writes a credential again only for another password', async () => {
    const world = await applied(everything);
    world.admin.calls.length = 0;
    await world.run(everything, { fingerprints: new Map([['shop', 'another']]) });
    expect(world.admin.calls.filter((call) => call === 'alterScramCredentials')).toHaveLength(1);
  });

  test('takes over what exists, and changes what differs', async () => {
    const world = new World();
    await world.admin.createTopics([{ ...topic(), assignment: undefined, partitions: 2 }], false);
    const report = await world.run(desired({ topics: [topic()] }));
    expect(report.plan.changes).toMatchObject([{ verb: 'update', cause: 'adopt' }]);
    expect(world.store.state.topics['orders']?.partitions).toBe(3);
  });

  test('reports a failed item, keeps the others, and goes on with it the next time', async () => {
    const world = new World();
    world.admin.breakNext('createTopics', refusal('INVALID_CONFIG'));
    const first = await world.run(everything);
    expect(first.failed.map(({ change }) => change.name)).toEqual(['orders', 'returns']);
    expect(world.store.state.users['shop']).toBeDefined();
    const second = await world.run(everything);
    expect(second.failed).toEqual([]);
    expect(world.store.state.topics['orders']).toBeDefined();
  });

  test('asks again after the time that a throttled answer names', async () => {
    const world = new World();
    world.admin.breakNext('createTopics', refusal('THROTTLING_QUOTA_EXCEEDED', true, 7000));
    const report = await world.run(everything);
    expect(report.failed).toEqual([]);
    expect(world.slept).toContain(7000);
  });

  test('repeats a request whose answer was lost', async () => {
    const world = new World();
    world.admin.breakNext('createAcls', new Error('connection reset'));
    expect((await world.run(everything)).failed).toEqual([]);
  });

  test('stops where another run has written the state meanwhile', async () => {
    const world = new World();
    const running = world.run(everything);
    world.store.generation += 1;
    await expect(running).rejects.toThrow('conflict');
  });

  test.each([1, 2, 3, 4])(
    'told to end after batch %i, the next one completes it',
    async (batches) => {
      const world = new World();
      world.endAfter = batches;
      await world.run(everything);
      world.endAfter = Infinity;
      await world.run(everything);
      const { plan } = await planNow(intent(everything), world.ports());
      expect(plan.changes).toEqual([]);
    },
  );
});

describe('what leaves the program', () => {
  const without = desired({ topics: [topic({ name: 'returns' })] });

  test('a topic stays that says retain', async () => {
    const world = await applied(everything);
    const { plan } = await world.run(without);
    expect(plan.changes).toContainEqual(
      expect.objectContaining({ kind: 'topic', name: 'orders', verb: 'none', cause: 'prune' }),
    );
  });

  test('a topic goes that says delete, when the policy lets it', async () => {
    const world = await applied(
      desired({ topics: [topic({ removal: 'delete' }), topic({ name: 'b' })] }),
    );
    await world.run(desired({ topics: [topic({ name: 'b' })] }));
    expect((await world.admin.describeTopics()).map(({ name }) => name)).toEqual(['b']);
  });

  test('an ACL goes, and one that nobody here made stays', async () => {
    const world = await applied(everything);
    const foreign = acl({ principal: 'User:eve' });
    await world.admin.createAcls([foreign]);
    await world.run(desired({ topics: everything.topics, acls: [acl()] }));
    const { acls } = await world.admin.describeAcls();
    expect(acls.map(({ principal, operation }) => `${principal} ${operation}`)).toEqual([
      'User:shop WRITE',
      'User:eve WRITE',
    ]);
  });

  test('nothing goes when the policy says never', async () => {
    const world = await applied(everything);
    await world.run(desired({ policy: { prune: 'never' } }));
    expect((await world.admin.describeAcls()).acls).toHaveLength(2);
  });
});

describe('limits', () => {
  test('a thousand topics of twelve partitions take two requests, ten thousand ACLs one', async () => {
    const world = new World();
    const many = desired({
      topics: Array.from({ length: 1000 }, (_, index) =>
        topic({ name: `t${String(index)}`, partitions: 12 }),
      ),
      acls: Array.from({ length: 10_000 }, (_, index) =>
        acl({ resourceName: `t${String(index)}` }),
      ),
    });
    await world.run(many);
    const count = (call: string): number => world.admin.calls.filter((one) => one === call).length;
    expect([count('createTopics'), count('createAcls')]).toEqual([2, 1]);
  });

  test('another replication factor moves replicas, with a brake that is taken off', async () => {
    const world = await applied(desired({ topics: [topic({ replicationFactor: 2 })] }));
    await world.run(desired({ topics: [topic({ replicationFactor: 3 })] }));
    const [moved] = await world.admin.describeTopics();
    expect(moved?.partitions.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3]);
    const configs = await world.admin.describeTopicConfigs(['orders']);
    expect(configs.get('orders')).toEqual([]);
  });

  test('a run that ends while replicas move leaves the brake on; the next goes on, and takes it off', async () => {
    const of = (replicationFactor: number): DesiredState =>
      desired({ topics: [topic({ partitions: 60, replicationFactor })] });
    const world = await applied(of(2));
    const factors = async (): Promise<ReadonlySet<number>> => {
      const [found] = await world.admin.describeTopics();
      return new Set(found?.partitions.map(({ replicas }) => replicas.length));
    };
    const overrides = async (): Promise<readonly string[]> =>
      (await world.admin.describeTopicConfigs(['orders'])).get('orders')?.map((one) => one.name) ??
      [];
    // The topic itself, and fifty partitions of it.
    world.endAfter = 2;
    expect((await world.run(of(3))).interrupted).toBe(true);
    expect(await factors()).toEqual(new Set([2, 3]));
    expect(await overrides()).toEqual(THROTTLES);
    const { plan } = await planNow(intent(of(3)), world.ports());
    expect(plan.changes[0]?.fields.map(({ field }) => field)).toEqual([
      'replicationFactor',
      'replica throttle',
    ]);
    world.endAfter = Infinity;
    await world.run(of(3));
    expect(await factors()).toEqual(new Set([3]));
    expect(await overrides()).toEqual([]);
    expect((await planNow(intent(of(3)), world.ports())).plan.changes).toEqual([]);
  });

  test('no replica moves where the brake cannot be set', async () => {
    const world = await applied(desired({ topics: [topic({ replicationFactor: 2 })] }));
    world.admin.breakNext('alterConfigs', refusal('CLUSTER_AUTHORIZATION_FAILED'));
    const report = await world.run(desired({ topics: [topic({ replicationFactor: 3 })] }));
    expect(report.failed.map(({ phase }) => phase)).toContain('brake');
    expect(world.admin.calls).not.toContain('alterReassignments');
  });

  test('replicas that somebody else moves to where they shall be are no difference', async () => {
    const state = desired({ topics: [topic({ replicationFactor: 2 })] });
    const world = await applied(desired({ topics: [topic({ replicationFactor: 3 })] }));
    world.admin.reassigning = [0, 1, 2].map((partition) => ({
      topic: 'orders',
      partition,
      replicas: [0, 1, 2],
      adding: [],
      removing: [2],
    }));
    expect((await planNow(intent(state), world.ports())).plan.changes).toEqual([]);
  });
});

describe('what Kafka would refuse', () => {
  const odd = desired({
    topics: [topic({ name: 'odd', config: { 'no.such.option': '1' } }), topic({ name: 'fine' })],
  });

  test('is held, and the rest is made', async () => {
    const world = new World();
    const report = await world.run(odd);
    expect(report.held.map((change) => change.name)).toEqual(['odd']);
    expect(report.failed).toEqual([]);
    const [finding] = report.plan.findings;
    expect(finding).toMatchObject({ rule: 'RefusedByKafka', subject: 'topic:odd' });
    expect(finding?.message).toContain('INVALID_CONFIG');
    expect((await world.admin.describeTopics()).map((one) => one.name)).toEqual(['fine']);
  });

  test('is tried where the rule is waived', async () => {
    const world = new World();
    const waivers = [{ rule: 'RefusedByKafka', subject: 'topic:odd', reason: 'test' }];
    const report = await world.run({ ...odd, policy: { ...odd.policy, waivers } });
    expect(report.failed.map(({ change }) => change.name)).toEqual(['odd']);
  });

  test('is asked for nothing where nothing is to be done', async () => {
    const world = await applied(everything);
    world.admin.calls.length = 0;
    await world.run(everything);
    expect(world.admin.calls.filter((call) => call.startsWith('validate'))).toEqual([]);
  });
});

const name = fc.constantFrom('a', 'b', 'c');
const anyTopic = fc
  .record({
    name,
    partitions: fc.integer({ min: 1, max: 4 }),
    replicationFactor: fc.constantFrom(2, 3),
    config: fc.dictionary(fc.constantFrom('retention.ms', 'segment.ms'), fc.constantFrom('1', '2')),
  })
  .map((said) => topic(said));
const anyState = fc
  .record({
    topics: fc.uniqueArray(anyTopic, { selector: (one) => one.name, maxLength: 3 }),
    users: fc.uniqueArray(
      name.map((one) => user({ name: one })),
      { selector: (one) => one.name },
    ),
    acls: fc.uniqueArray(
      fc
        .record({
          resourceName: name,
          operation: fc.constantFrom('READ' as const, 'WRITE' as const),
        })
        .map(acl),
      { selector: (one) => `${one.resourceName} ${one.operation}` },
    ),
  })
  .map((said) =>
    desired({
      ...said,
      policy: {
        maxDeletes: 1000,
        waivers: ['RetentionCut', 'TopicGone', 'Conflict'].map((rule) => ({
          rule,
          subject: '*',
          reason: 'test',
        })),
      },
    }),
  );

test('whatever was applied before: after a run the plan holds nothing more that it would do', async () => {
  await fc.assert(
    fc.asyncProperty(anyState, anyState, async (before, after) => {
      const world = await applied(before);
      const report = await world.run(after);
      const { plan } = await planNow(intent(after), world.ports());
      const held = new Set(report.held.map(({ kind, name: of }) => `${kind} ${of}`));
      const open = plan.changes.filter(
        ({ kind, name: of, verb }) => verb !== 'none' && !held.has(`${kind} ${of}`),
      );
      expect(report.stopped.length > 0 ? [] : open).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
