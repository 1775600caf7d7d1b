import { planNow } from '../../lib/reconcile/apply';
import { OFFSETS_RULE } from '../../lib/reconcile/connect/offsets';
import { SAFETY_RULES } from '../../lib/reconcile/policy';
import { REFUSAL_RULE } from '../../lib/reconcile/rehearsal';
import type { AppliedState } from '../../lib/reconcile/state';
import type { DesiredState } from '../../lib/spec/desired-state';
import { SAFETY_RULE_NAMES } from '../../lib/spec/safety';
import { acl, desired, intent, topic, World } from './support';

interface Case {
  /** What a run has made before. */
  readonly before?: DesiredState;
  /** What somebody does behind its back. */
  readonly then?: (world: World) => unknown;
  readonly desired: DesiredState;
  readonly applied?: Partial<AppliedState>;
}

const waiving = (rule: string, state: DesiredState): DesiredState => ({
  ...state,
  policy: { ...state.policy, waivers: [{ rule, subject: '*', reason: 'as agreed' }] },
});
const topics = (...all: readonly Partial<Parameters<typeof topic>[0]>[]): DesiredState =>
  desired({ topics: all.map((one) => topic(one)) });
const config = (values: Readonly<Record<string, string>>): DesiredState =>
  topics({ config: values });
const alter =
  (changes: Readonly<Record<string, string>>) =>
  (world: World): unknown =>
    world.admin.alterConfigs([{ resource: { type: 'TOPIC', name: 'orders' }, changes }], false);

/** A case of each rule in which it speaks, and one in which it does not. */
const CASES: Readonly<Record<string, readonly [Case, Case]>> = {
  WrongCluster: [
    {
      before: topics({}),
      then: (world) => (world.admin.clusterId = 'another'),
      desired: topics({}),
    },
    { before: topics({}), desired: topics({}) },
  ],
  EmptyView: [
    {
      before: topics({}, { name: 'b' }),
      then: (world) => world.admin.deleteTopics(['orders', 'b']),
      desired: topics({}, { name: 'b' }),
    },
    {
      before: topics({}, { name: 'b' }),
      then: (world) => world.admin.deleteTopics(['b']),
      desired: topics({}, { name: 'b' }),
    },
  ],
  FewerBrokers: [
    {
      before: desired({ acls: [acl()] }),
      then: (world) => world.admin.brokers.pop(),
      desired: desired(),
    },
    { before: desired({ acls: [acl()] }), desired: desired() },
  ],
  NoController: [
    { then: (world) => (world.admin.brokers = []), desired: desired() },
    { desired: desired() },
  ],
  MaxDeletes: [
    { before: desired({ acls: [acl()] }), desired: desired({ policy: { maxDeletes: 0 } }) },
    { before: desired({ acls: [acl()] }), desired: desired() },
  ],
  NoAuthorizer: [
    { then: (world) => (world.admin.authorizer = false), desired: desired({ acls: [acl()] }) },
    { then: (world) => (world.admin.authorizer = false), desired: desired() },
  ],
  AutoCreateTopics: [
    {
      then: (world) => (world.admin.brokerSettings = { 'auto.create.topics.enable': 'true' }),
      desired: desired(),
    },
    {
      then: (world) => (world.admin.brokerSettings = { 'auto.create.topics.enable': 'false' }),
      desired: desired(),
    },
  ],
  AllowEveryone: [
    {
      then: (world) => (world.admin.brokerSettings = { 'allow.everyone.if.no.acl.found': 'true' }),
      desired: desired(),
    },
    { desired: desired() },
  ],
  PartitionDecrease: [
    { before: topics({ partitions: 4 }), desired: topics({ partitions: 3 }) },
    { before: topics({ partitions: 3 }), desired: topics({ partitions: 4 }) },
  ],
  PartitionIncrease: [
    { before: topics({ partitions: 3 }), desired: topics({ partitions: 4 }) },
    { desired: topics({ partitions: 4 }) },
  ],
  CompactedPartitionIncrease: [
    {
      before: config({ 'cleanup.policy': 'compact' }),
      desired: topics({ partitions: 4, config: { 'cleanup.policy': 'compact' } }),
    },
    { before: topics({}), desired: topics({ partitions: 4 }) },
  ],
  StreamsPartitionIncrease: [
    {
      before: topics({ partitions: 3 }),
      desired: topics({ partitions: 4, streams: ['enricher'] }),
    },
    { before: topics({ partitions: 3 }), desired: topics({ partitions: 4 }) },
  ],
  ReplicationFactorAboveBrokers: [
    { desired: topics({ replicationFactor: 4 }) },
    { desired: topics({ replicationFactor: 3 }) },
  ],
  ReplicationFactorOne: [
    { desired: topics({ replicationFactor: 1 }) },
    { desired: topics({ replicationFactor: 2 }) },
  ],
  MinInsyncReplicas: [
    { desired: config({ 'min.insync.replicas': '4' }) },
    { desired: config({ 'min.insync.replicas': '2' }) },
  ],
  RetentionCut: [
    { before: config({ 'retention.ms': '2000' }), desired: config({ 'retention.ms': '1000' }) },
    { before: config({ 'retention.ms': '1000' }), desired: config({ 'retention.ms': '-1' }) },
  ],
  CleanupPolicyDelete: [
    {
      before: config({ 'cleanup.policy': 'compact' }),
      desired: config({ 'cleanup.policy': 'delete' }),
    },
    {
      before: config({ 'cleanup.policy': 'delete' }),
      desired: config({ 'cleanup.policy': 'compact' }),
    },
  ],
  TopicGone: [
    {
      before: topics({}, { name: 'b' }),
      then: (world) => world.admin.deleteTopics(['orders']),
      desired: topics({}, { name: 'b' }),
    },
    { desired: topics({}) },
  ],
  TopicIsAnother: [
    {
      before: topics({}),
      then: async (world) => {
        await world.admin.deleteTopics(['orders']);
        await world.admin.createTopics([{ ...topic(), assignment: undefined }], false);
      },
      desired: topics({}),
    },
    { before: topics({}), desired: topics({}) },
  ],
  InternalTopic: [
    { desired: topics({ name: '__consumer_offsets' }) },
    { desired: topics({ name: '_schemas' }) },
  ],
  UnknownOverride: [
    { before: topics({}), then: alter({ 'segment.ms': '5' }), desired: topics({}) },
    { before: config({ 'segment.ms': '5' }), desired: config({ 'segment.ms': '5' }) },
  ],
  ReassignmentUnderWay: [
    {
      before: topics({ replicationFactor: 2 }),
      then: (world) =>
        (world.admin.reassigning = [
          { topic: 'orders', partition: 0, replicas: [0], adding: [1], removing: [] },
        ]),
      desired: topics({ replicationFactor: 3 }),
    },
    { before: topics({ replicationFactor: 2 }), desired: topics({ replicationFactor: 3 }) },
  ],
  Paused: [
    { desired: topics({ paused: true }) },
    { before: topics({}), desired: topics({ paused: true }) },
  ],
  Conflict: [
    {
      before: config({ 'segment.ms': '1' }),
      then: alter({ 'segment.ms': '2' }),
      desired: config({ 'segment.ms': '3' }),
    },
    {
      before: config({ 'segment.ms': '1' }),
      then: alter({ 'segment.ms': '2' }),
      desired: config({ 'segment.ms': '1' }),
    },
  ],
  NotPruned: [
    { before: topics({}), desired: desired() },
    { before: topics({}), desired: topics({}) },
  ],
  DetachedAcls: [
    {
      before: desired({ topics: [topic({ removal: 'delete' })], acls: [acl()] }),
      desired: desired({ acls: [acl()] }),
    },
    { before: topics({ removal: 'delete' }), desired: desired() },
  ],
};

async function rulesOf(
  one: Case,
  state = one.desired,
): Promise<readonly (readonly [string, string | undefined])[]> {
  const world = new World();
  if (one.before !== undefined) await world.run(one.before);
  await one.then?.(world);
  const { plan } = await planNow(intent(state), world.ports());
  return plan.findings.map(({ rule, waived }) => [rule, waived] as const);
}

describe('the safety table', () => {
  test('has a case of each rule', () => {
    expect(Object.keys(CASES).sort()).toEqual(SAFETY_RULES.map(({ name }) => name).sort());
  });

  test.each(Object.entries(CASES))('%s speaks', async (rule, [spoken]) => {
    expect((await rulesOf(spoken)).map(([name]) => name)).toContain(rule);
  });

  test.each(Object.entries(CASES))('%s is silent', async (rule, [, silent]) => {
    expect((await rulesOf(silent)).map(([name]) => name)).not.toContain(rule);
  });

  test.each(Object.entries(CASES))(
    '%s is set aside by name, with a reason',
    async (rule, [spoken]) => {
      const found = await rulesOf(spoken, waiving(rule, spoken.desired));
      expect(found.find(([name]) => name === rule)?.[1]).toBe('as agreed');
    },
  );

  test.each([
    [
      'a value below what the brokers keep',
      config({}),
      config({ 'retention.ms': '3600000' }),
      true,
    ],
    ['a value above it', config({}), config({ 'retention.ms': '900000000' }), false],
    ['the end of a value above it', config({ 'retention.ms': '900000000' }), config({}), true],
    ['a topic that is new', desired(), config({ 'retention.ms': '3600000' }), false],
  ])('%s is a cut, or not', async (_, before, then, isCut) => {
    const found = await rulesOf({
      before,
      then: (world) => (world.admin.brokerSettings = { 'log.retention.hours': '168' }),
      desired: then,
    });
    expect(found.some(([rule]) => rule === 'RetentionCut')).toBe(isCut);
  });

  test('a held change is not made, the others are', async () => {
    const world = new World();
    const report = await world.run(topics({ replicationFactor: 1 }, { name: 'b' }));
    expect(report.held.map(({ name }) => name)).toEqual(['orders']);
    expect((await world.admin.describeTopics()).map(({ name }) => name)).toEqual(['b']);
  });

  test('what stops a run stops it before anything is written', async () => {
    const world = new World();
    await world.run(topics({}));
    world.admin.clusterId = 'another';
    world.admin.calls.length = 0;
    await world.run(topics({}, { name: 'b' }));
    expect(world.admin.writes()).toEqual([]);
  });
});

test('waivers are checked against the names of the table', () => {
  const names = [...SAFETY_RULES, OFFSETS_RULE, REFUSAL_RULE].map(({ name }) => name);
  expect([...SAFETY_RULE_NAMES].sort()).toEqual([...names].sort());
});
