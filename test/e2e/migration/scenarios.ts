import { KafkaVersion, Quorum, ZooKeeperMigration } from 'cdk8s-kafka';
import { CLUSTER, FIRST_BROKER_ID, type OrdersOptions } from '../apps/orders';
import { underLoad } from '../scenarios/under-load';
import { adminTool, waitForInSync } from '../support/admin';
import { incarnations, podOfNode, waitForReady, waitForRoll } from '../support/cluster';
import { type Deployment, change } from '../support/deployment';
import { getJson, kubectl, sh, until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import type { ProcessResult } from '../support/process';
import type { Scene } from '../support/suite';
import { removeControllers, removeEnsemble } from './leftovers';

const ROLL_SECONDS = 480;

interface Noted {
  readonly state: string;
  readonly zkBrokers: number;
  readonly unregistered?: readonly number[];
}

/** What the active controller has noted of the migration. */
async function noted(namespace: string): Promise<Noted | undefined> {
  const name = `${CLUSTER}-kafka-founding`;
  const { data } = await getJson<{ data?: Readonly<Record<string, string>> }>([
    ...['-n', namespace, 'configmap', name],
  ]);
  const text = data?.['migration'];
  return text === undefined ? undefined : (JSON.parse(text) as Noted);
}

// Long enough for a controller that is not registered to start anew.
const NOTE_SECONDS = 300;

const waitForNote = (namespace: string, state: string, zkBrokers: number): Promise<void> =>
  until(
    `the migration is noted as ${state}, ${zkBrokers} brokers on ZooKeeper`,
    NOTE_SECONDS,
    async () => {
      const found = await noted(namespace);
      expect(found !== undefined, 'nothing is noted');
      expect(found.state === state && found.zkBrokers === zkBrokers, JSON.stringify(found));
      expect((found.unregistered ?? []).length === 0, JSON.stringify(found));
      return true;
    },
  );

/** The id that Kafka has chosen for a cluster on ZooKeeper. */
async function clusterIdOf(namespace: string): Promise<string> {
  const pod = (await podOfNode(namespace, FIRST_BROKER_ID)).metadata.name;
  const { stdout } = await sh(
    { namespace, pod, container: 'kafka' },
    'cat /var/lib/kafka/data*/kafka-log*/meta.properties',
  );
  const id = /^cluster\.id=(.+)$/m.exec(stdout)?.[1];
  expect(id !== undefined, `no cluster.id in ${stdout}`);
  return id;
}

const SEEDED = 'load-seeded';

/** Something of each kind of metadata. */
async function seed(deployment: Deployment): Promise<void> {
  await adminTool(
    deployment,
    'kafka-topics',
    `--create --topic ${SEEDED} --partitions 3 --replication-factor 3 --config retention.ms=86400000`,
  );
  await adminTool(
    deployment,
    'kafka-configs',
    '--alter --entity-type users --entity-name alice --add-config producer_byte_rate=1048576',
  );
  await adminTool(
    deployment,
    'kafka-acls',
    `--add --deny-principal User:erin --operation Write --topic ${SEEDED}`,
  );
  await adminTool(
    deployment,
    'kafka-verifiable-producer',
    `--topic ${SEEDED} --acks -1 --max-messages 300`,
  );
  await adminTool(
    deployment,
    'kafka-consumer-groups',
    `--group load-seeded-group --topic ${SEEDED} --reset-offsets --to-latest --execute`,
  );
}

interface Question {
  readonly tool: string;
  readonly args: string;
  /** What of the answer must stay; all of it by default. */
  readonly stays?: RegExp;
}

const QUESTIONS: readonly Question[] = [
  {
    tool: 'kafka-topics',
    args: `--describe --topic ${SEEDED}`,
    stays: /TopicId: \S+|Partition: \d+|Replicas: \S+/g,
  },
  { tool: 'kafka-configs', args: `--describe --entity-type topics --entity-name ${SEEDED}` },
  { tool: 'kafka-acls', args: '--list' },
  // SCRAM mechanisms and quotas
  { tool: 'kafka-configs', args: '--describe --entity-type users' },
  { tool: 'kafka-consumer-groups', args: '--describe --group load-seeded-group' },
];

function settled(text: string, stays: RegExp | undefined): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
  const kept = stays === undefined ? lines : lines.map((line) => (line.match(stays) ?? []).join());
  return kept.filter((line) => line !== '').sort();
}

/** What must be the same before and after each step, as Kafka's own tools say it. */
async function metadata(deployment: Deployment): Promise<string> {
  const answers: string[] = [];
  for (const { tool, args, stays } of QUESTIONS) {
    const text = await adminTool(deployment, tool, args);
    answers.push(`${tool} ${args}:`, ...settled(text, stays));
  }
  return answers.join('\n');
}

/** As it was after the step before: nothing else changes it. */
const known = new WeakMap<Deployment, string>();

async function takeStep(
  deployment: Deployment,
  scene: Scene,
  name: string,
  take: () => Promise<void>,
): Promise<void> {
  const before = known.get(deployment) ?? (await metadata(deployment));
  known.set(deployment, before);
  const started = Date.now();
  await underLoad(deployment, scene, 'migration', async () => {
    scene.progress.begin(name);
    await take();
    scene.note(`${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  });
  expectEqual(await metadata(deployment), before, `metadata after ${name}`);
}

/** The program with a step, and what it says from then on. */
const step = (migration: ZooKeeperMigration): Partial<OrdersOptions> => ({
  layout: 'migrating',
  quorum: Quorum.fixed(),
  migration,
});

/** Controllers beside the cluster; no broker starts anew. */
export async function provision(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await seed(deployment);
  const clusterId = await clusterIdOf(namespace);
  const untouched = await incarnations(namespace, 'brokers');
  await takeStep(deployment, scene, 'provisionControllers', async () => {
    await change(deployment, { ...step(ZooKeeperMigration.provisionControllers()), clusterId });
    await waitForReady(namespace, 3, 300, 'controllers');
    await waitForNote(namespace, 'PRE_MIGRATION', 0);
  });
  expectEqual(
    await incarnations(namespace, 'brokers'),
    untouched,
    'brokers beside the controllers',
  );
}

/** The pods that a wrong step begins with. */
const FIRST = {
  brokers: `${CLUSTER}-brokers-${FIRST_BROKER_ID + 2}`,
  controllers: `${CLUSTER}-controllers-2`,
} as const;

/** The first pod of the pool waits with these words, and the brokers besides it stay as they are. */
async function isRefused(
  deployment: Deployment,
  scene: Scene,
  by: Partial<OrdersOptions>,
  { pod, words }: { readonly pod: string; readonly words: RegExp },
): Promise<void> {
  const { namespace } = deployment;
  const before = await incarnations(namespace, 'brokers');
  await change(deployment, by);
  await until(`${pod} refuses`, 180, async () => {
    const text = await kubectl(['-n', namespace, 'logs', pod, '-c', 'kafka']);
    const line = words.exec(text)?.[0];
    if (line !== undefined) scene.note(`${pod}: ${line}`);
    return line !== undefined;
  });
  const now = await incarnations(namespace, 'brokers');
  const others = Object.keys(before).filter((name) => name !== FIRST.brokers);
  expectEqual(
    others.map((name) => now[name]),
    others.map((name) => before[name]),
    'the other brokers',
  );
}

/** Before the controllers have the metadata: brokers into KRaft mode, and the right step with something else in it. */
export async function tooEarly(deployment: Deployment, scene: Scene): Promise<void> {
  const { brokerConfig } = deployment.options;
  await takeStep(deployment, scene, 'brokersToKRaft too early, dualWrite not alone', async () => {
    await isRefused(deployment, scene, step(ZooKeeperMigration.brokersToKRaft()), {
      pod: FIRST.brokers,
      words: /waiting: this disk comes from ZooKeeper.*/,
    });
    await isRefused(
      deployment,
      scene,
      {
        ...step(ZooKeeperMigration.dualWrite()),
        brokerConfig: { ...brokerConfig, 'log.cleaner.backoff.ms': '15002' },
      },
      { pod: FIRST.brokers, words: /waiting: together with .*/ },
    );
    await change(deployment, { ...step(ZooKeeperMigration.provisionControllers()), brokerConfig });
    await waitForReady(deployment.namespace, 3, 180, 'brokers');
  });
}

/** In dual write: the step after the next. */
export async function skipped(deployment: Deployment, scene: Scene): Promise<void> {
  await takeStep(deployment, scene, 'finish too early', async () => {
    const finish = step(ZooKeeperMigration.finish());
    await isRefused(deployment, scene, finish, {
      pod: FIRST.brokers,
      words: /waiting: .*does not follow.*/,
    });
    await isRefused(deployment, scene, finish, {
      pod: FIRST.controllers,
      words: /waiting: .*brokers are still on ZooKeeper.*/,
    });
    await change(deployment, step(ZooKeeperMigration.dualWrite()));
    await waitForReady(deployment.namespace, 6, 240);
    await waitForNote(deployment.namespace, 'MIGRATION', 3);
  });
}

async function rollOf(
  deployment: Deployment,
  pool: 'brokers' | 'controllers',
  by: Partial<OrdersOptions>,
): Promise<void> {
  const before = await incarnations(deployment.namespace, pool);
  await change(deployment, by);
  await waitForRoll(deployment.namespace, pool, before, ROLL_SECONDS);
}

export const dualWrite = (deployment: Deployment, scene: Scene): Promise<void> =>
  takeStep(deployment, scene, 'dualWrite', async () => {
    await rollOf(deployment, 'brokers', step(ZooKeeperMigration.dualWrite()));
    await waitForNote(deployment.namespace, 'MIGRATION', 3);
  });

export const brokersToKRaft = (deployment: Deployment, scene: Scene): Promise<void> =>
  takeStep(deployment, scene, 'brokersToKRaft', async () => {
    await rollOf(deployment, 'brokers', step(ZooKeeperMigration.brokersToKRaft()));
    await waitForNote(deployment.namespace, 'MIGRATION', 0);
  });

/** The step before once more: the brokers leave KRaft mode. */
export const brokersBack = (deployment: Deployment, scene: Scene): Promise<void> =>
  takeStep(deployment, scene, 'dualWrite again', async () => {
    await rollOf(deployment, 'brokers', step(ZooKeeperMigration.dualWrite()));
    await waitForNote(deployment.namespace, 'MIGRATION', 3);
  });

export const finish = (deployment: Deployment, scene: Scene): Promise<void> =>
  takeStep(deployment, scene, 'finish', async () => {
    await rollOf(deployment, 'controllers', step(ZooKeeperMigration.finish()));
    await waitForNote(deployment.namespace, 'POST_MIGRATION', 0);
  });

/** Without the ensemble, and then on Kafka 4.3, which has no ZooKeeper. */
export async function withoutZooKeeper(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await takeStep(deployment, scene, 'Kafka 4.3', async () => {
    const untouched = await incarnations(namespace);
    await change(deployment, { layout: 'apart' });
    await removeEnsemble(namespace);
    expectEqual(await incarnations(namespace), untouched, 'pods after the end of the migration');
    const before = await incarnations(namespace, 'controllers');
    await rollOf(deployment, 'brokers', { version: KafkaVersion.V4_3_1 });
    await waitForRoll(namespace, 'controllers', before, ROLL_SECONDS);
  });
}

/** A command of the start script in a broker's container. */
const ask = async (namespace: string, command: 'finalize' | 'features'): Promise<ProcessResult> => {
  const pod = (await podOfNode(namespace, FIRST_BROKER_ID)).metadata.name;
  const script = `sh /opt/cdk8s-kafka/bin/run.sh ${command}`;
  return sh({ namespace, pod, container: 'kafka' }, script, 120);
};

/** The features of the new version: refused while a broker is missing. */
export async function finalize(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await takeStep(deployment, scene, 'finalize', async () => {
    await kubectl(['-n', namespace, 'delete', 'pod', FIRST.brokers, '--wait=false']);
    await until('a broker is missing', 120, async () => {
      const set = `statefulset/${CLUSTER}-brokers`;
      const { status } = await getJson<{ status: { readyReplicas?: number } }>([
        ...['-n', namespace, set],
      ]);
      return (status.readyReplicas ?? 0) < 3;
    });
    const refused = await ask(namespace, 'finalize');
    const words = /refused: .*/.exec(refused.stdout)?.[0];
    expect(refused.code !== 0 && words !== undefined, `${refused.stdout}${refused.stderr}`);
    scene.note(words);
    await waitForReady(namespace, 6, 240);
    await waitForInSync(deployment, 120);
    const { code, stdout, stderr } = await ask(namespace, 'finalize');
    expect(code === 0, `${stdout}${stderr}`);
    const features = (await ask(namespace, 'features')).stdout;
    const line = /metadata\.version.*FinalizedVersionLevel: (\S+)/.exec(features);
    expect(line?.[1]?.startsWith('4.3') === true, features);
    scene.note(line[0].replace(/\s+/g, ' '));
  });
}

const TOPIC = 'load-made-in-dual-write';

/** From dual write back to ZooKeeper, with a topic that was made meanwhile; and the controllers' disks are given up. */
export async function rollBack(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await takeStep(deployment, scene, 'rollBack', async () => {
    await adminTool(
      deployment,
      'kafka-topics',
      `--create --topic ${TOPIC} --partitions 3 --replication-factor 3`,
    );
    const started = Date.now();
    await change(deployment, step(ZooKeeperMigration.rollBack()));
    await waitForNote(namespace, 'ROLLED_BACK', 0);
    scene.note(`rolled back after ${((Date.now() - started) / 1000).toFixed(0)} s`);
    await rollOf(deployment, 'brokers', { layout: 'zookeeper' });
    const topics = await adminTool(deployment, 'kafka-topics', '--list');
    expect(topics.includes(TOPIC), topics);
    await removeControllers(namespace);
  });
}
