import fc from 'fast-check';
import { planNow } from '../../lib/reconcile/apply';
import type { DesiredState } from '../../lib/spec/desired-state';
import { refusal } from '../support/fake-admin';
import { acl, desired, intent, topic, user, World } from './support';

const everything = desired({
  topics: [topic({ config: { 'retention.ms': '1000' } }), topic({ name: 'returns' })],
  users: [user()],
  acls: [acl(), acl({ operation: 'READ' })],
  quotas: [
    { entity: { user: 'shop' }, quotas: { producer_byte_rate: 10 }, path: 'q', origin: undefined },
  ],
});

async function applied(state: DesiredState): Promise<World> {
  const world = new World();
  await world.run(state);
  return world;
}

describe('a run', () => {
  test('makes all that is declared, users and ACLs before topics', async () => {
    const world = await applied(everything);
    const writes = world.admin.calls.filter((call) => !/^(describe|list)/.test(call));
    expect(writes).toEqual(['alterScramCredentials', 'createAcls', 'createTopics', 'alterQuotas']);
  });

  test('has nothing to do after itself, asks for at most ten things, and writes nothing', async () => {
    const world = await applied(everything);
    world.admin.calls.length = 0;
    const { plan } = await planNow(intent(everything), world.ports());
    expect(plan.changes).toEqual([]);
    expect(world.admin.calls.length).toBeLessThanOrEqual(10);
    await world.run(everything);
    expect(world.admin.writes()).toBe(0);
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
