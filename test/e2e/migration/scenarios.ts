import { KafkaVersion, Quorum, ZooKeeperMigration } from 'cdk8s-kafka';
import { CLUSTER, ENSEMBLE, FIRST_BROKER_ID, type OrdersOptions } from '../apps/orders';
import { underLoad } from '../scenarios/under-load';
import { adminTool } from '../support/admin';
import { incarnations, podOfNode, waitForReady, waitForRoll } from '../support/cluster';
import { type Deployment, change } from '../support/deployment';
import { getJson, kubectl, sh, until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';

const ROLL_SECONDS = 480;

interface Noted {
  readonly state: string;
  readonly zkBrokers: number;
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

const waitForNote = (namespace: string, state: string, zkBrokers: number): Promise<void> =>
  until(`the migration is noted as ${state}, ${zkBrokers} brokers on ZooKeeper`, 120, async () => {
    const found = await noted(namespace);
    expect(found !== undefined, 'nothing is noted');
    expect(found.state === state && found.zkBrokers === zkBrokers, JSON.stringify(found));
    return true;
  });

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
    'kafka-consumer-groups',
    `--group load-seeded-group --topic ${SEEDED} --reset-offsets --to-latest --execute`,
  );
}

const QUESTIONS: Readonly<Record<string, readonly [tool: string, args: string]>> = {
  topic: ['kafka-configs', `--describe --entity-type topics --entity-name ${SEEDED}`],
  acls: ['kafka-acls', '--list'],
  users: ['kafka-configs', '--describe --entity-type users'],
  offsets: ['kafka-consumer-groups', '--describe --group load-seeded-group'],
};

/** What must be the same before and after each step, as Kafka's own tools say it. */
async function metadata(deployment: Deployment): Promise<string> {
  const answers: string[] = [];
  for (const [name, [tool, args]] of Object.entries(QUESTIONS)) {
    const text = await adminTool(deployment, tool, args);
    const lines = text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
    answers.push(`${name}:`, ...lines.filter((line) => line !== '').sort());
  }
  return answers.join('\n');
}

async function takeStep(
  deployment: Deployment,
  scene: Scene,
  name: string,
  take: () => Promise<void>,
): Promise<void> {
  const before = await metadata(deployment);
  const started = Date.now();
  await underLoad(deployment, scene, 'planned', async () => {
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

/** Brokers into KRaft mode before the controllers have the metadata: the first one waits, the others stay. */
export async function tooEarly(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const before = await incarnations(namespace, 'brokers');
  const last = `${CLUSTER}-brokers-${FIRST_BROKER_ID + 2}`;
  await takeStep(deployment, scene, 'brokersToKRaft too early', async () => {
    await change(deployment, step(ZooKeeperMigration.brokersToKRaft()));
    await until('a broker refuses', 180, async () => {
      const text = await kubectl(['-n', namespace, 'logs', last, '-c', 'kafka']);
      const line = /waiting: this disk comes from ZooKeeper.*/.exec(text)?.[0];
      if (line !== undefined) scene.note(line);
      return line !== undefined;
    });
    const now = await incarnations(namespace, 'brokers');
    const others = Object.keys(before).filter((pod) => pod !== last);
    expectEqual(
      others.map((pod) => now[pod]),
      others.map((pod) => before[pod]),
      'the other brokers',
    );
    await change(deployment, step(ZooKeeperMigration.provisionControllers()));
    await waitForReady(namespace, 3, 180, 'brokers');
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
    await kubectl(['-n', namespace, 'delete', 'statefulset', `${ENSEMBLE}-zookeeper`]);
    expectEqual(await incarnations(namespace), untouched, 'pods after the end of the migration');
    const before = await incarnations(namespace, 'controllers');
    await rollOf(deployment, 'brokers', { version: KafkaVersion.V4_3_1 });
    await waitForRoll(namespace, 'controllers', before, ROLL_SECONDS);
  });
}
