import { adminTool, waitForInSync } from '../support/admin';
import { CONTROLLER_IDS, FIRST_BROKER_ID, nodeCount } from '../apps/orders';
import { client, kafkaTool, writeClientFile } from '../support/clients';
import {
  containerLog,
  incarnations,
  killJvm,
  loseDisk,
  podOfNode,
  waitForReady,
} from '../support/cluster';
import type { Deployment } from '../support/deployment';
import { type Pod, getJson, isReady, kubectl, sh, until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import { sleep } from '../support/process';
import type { Scene } from '../support/suite';
import { underLoad } from './under-load';

/** A node's disk is lost while the cluster is in use: it comes back empty and is filled by the others. */
export async function lostDisk(
  deployment: Deployment,
  scene: Scene,
  nodeId: number,
): Promise<void> {
  const { namespace } = deployment;
  const pod = (await podOfNode(namespace, nodeId)).metadata.name;
  const started = Date.now();
  await underLoad(deployment, scene, 'crash', async () => {
    scene.progress.begin(`${pod} loses its disk`);
    await loseDisk(namespace, pod);
    await waitForReady(namespace, nodeCount(deployment.options), 300);
    await waitForInSync(deployment, 180);
    scene.note(
      `${pod}: ${((Date.now() - started) / 1000).toFixed(0)} s until all replicas are in sync`,
    );
  });
  if (nodeId < FIRST_BROKER_ID) await expectVoters(deployment);
}

/** All controllers are voters, and all of them have what the leader has. */
async function expectVoters(deployment: Deployment): Promise<void> {
  await until('all controllers are voters that are caught up', 90, async () => {
    const table = await adminTool(deployment, 'kafka-metadata-quorum', 'describe --replication');
    const voters = table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.at(-1) === 'Leader' || cells.at(-1) === 'Follower');
    const ids = [...new Set(voters.map(([id]) => Number(id)))].sort((a, b) => a - b);
    expectEqual(ids, [...CONTROLLER_IDS], `voters in\n${table}`);
    expect(
      voters.every((cells) => Number(cells.at(-4)) < 50),
      `lag in\n${table}`,
    );
    return true;
  });
}

interface MetadataLog {
  readonly bytes: number;
}

async function metadataLog(deployment: Deployment, nodeId: number): Promise<MetadataLog> {
  const pod = (await podOfNode(deployment.namespace, nodeId)).metadata.name;
  const folder = `/var/lib/kafka/data/kafka-log${String(nodeId)}/__cluster_metadata-0`;
  const { stdout } = await sh(
    { namespace: deployment.namespace, pod, container: 'kafka' },
    `cat ${folder}/*.log | wc -c`,
  );
  return { bytes: Number(stdout.trim()) };
}

const WAITING = 'this disk is empty, but cluster';

/**
 * Two of three controllers lose their disks: they must not found the cluster again over the third. They say what to do, the
 * third keeps what it has, and the procedure that they name brings everything back.
 */
export async function lostMajority(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const topics = await topicsOf(deployment);
  const [kept, ...lost] = CONTROLLER_IDS;
  const before = await metadataLog(deployment, kept);
  const pods = await Promise.all(
    lost.map(async (id) => (await podOfNode(namespace, id)).metadata.name),
  );
  scene.progress.begin(`${pods.join(' and ')} lose their disks`);
  await Promise.all(pods.map((pod) => loseDisk(namespace, pod)));
  await until('the empty controllers say what they wait for', 180, async () => {
    const logs = await Promise.all(pods.map((pod) => containerLog(namespace, pod)));
    return logs.every((log) => log.includes(WAITING));
  });
  scene.progress.begin('nobody founds anything for 45 s');
  await sleep(45_000);
  const restarted = await incarnations(namespace, 'controllers');
  expect(
    pods.every((pod) => restarted[pod]?.restarts === 0),
    `an empty controller does not wait, it restarts: ${JSON.stringify(restarted)}`,
  );
  const after = await metadataLog(deployment, kept);
  expect(
    after.bytes >= before.bytes,
    `the metadata log of controller ${kept} shrank from ${before.bytes} to ${after.bytes} bytes`,
  );
  scene.progress.begin('the procedure of the message');
  for (const id of lost) await restoreMetadata(deployment, kept, id);
  await waitForReady(namespace, nodeCount(deployment.options), 240);
  await waitForInSync(deployment, 120);
  expectEqual(await topicsOf(deployment), topics, 'topics after the metadata log was restored');
  await expectVoters(deployment);
}

/** As the message of the waiting controller says: the survivor's metadata log without its quorum-state. */
async function restoreMetadata(deployment: Deployment, from: number, to: number): Promise<void> {
  const { namespace } = deployment;
  const folder = (id: number): string => `/var/lib/kafka/data/kafka-log${String(id)}`;
  const source = (await podOfNode(namespace, from)).metadata.name;
  const target = (await podOfNode(namespace, to)).metadata.name;
  // As base64, since what goes through kubectl here is text.
  const archive = `tar -C ${folder(from)} --exclude quorum-state -czf - __cluster_metadata-0 | base64`;
  const { code, stdout, stderr } = await sh(
    { namespace, pod: source, container: 'kafka' },
    archive,
  );
  expect(code === 0 && stdout.length > 100, `tar in ${source}: ${stderr}`);
  // Beside its place and then moved there: the node starts as soon as it sees the log.
  const beside = `${folder(to)}/restore`;
  const unpack = `mkdir -p ${beside} && base64 -d | tar -C ${beside} -xzf - && mv ${beside}/__cluster_metadata-0 ${folder(to)}/ && rmdir ${beside}`;
  await kubectl(['-n', namespace, 'exec', '-i', target, '-c', 'kafka', '--', 'sh', '-c', unpack], {
    input: stdout,
  });
}

async function topicsOf(deployment: Deployment): Promise<readonly string[]> {
  return (await adminTool(deployment, 'kafka-topics', '--list')).trim().split('\n').sort();
}

const MANY_PARTITIONS = 400;

interface PodSpec {
  readonly spec: {
    readonly containers: readonly {
      readonly name: string;
      readonly livenessProbe?: object;
      readonly startupProbe?: object;
    }[];
  };
}

/**
 * A broker that was killed recovers its logs. Meanwhile it is not Ready, and nothing kills it: a kill would begin the recovery
 * anew.
 */
export async function longRecovery(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const pod = (await podOfNode(namespace, FIRST_BROKER_ID)).metadata.name;
  await expectNoKillingProbe(namespace, pod);
  scene.progress.begin(`${MANY_PARTITIONS} partitions on ${pod}`);
  await fillPartitions(deployment);
  const before = (await incarnations(namespace))[pod];
  scene.progress.begin(`${pod} is killed and recovers`);
  await killJvm(namespace, pod);
  const seconds = await untilServing(deployment, pod, (before?.restarts ?? 0) + 1);
  const after = (await incarnations(namespace))[pod];
  expectEqual(after?.uid, before?.uid, `uid of ${pod}`);
  expectEqual(after?.restarts, (before?.restarts ?? 0) + 1, `restarts of ${pod}`);
  const log = await containerLog(namespace, pod);
  expect(
    /Recovering \d+ logs|Recovering unflushed segment/.test(log),
    `${pod} did not recover any log`,
  );
  scene.note(`${pod}: ${seconds.toFixed(0)} s from the kill to Ready, not Ready meanwhile`);
  await adminTool(deployment, 'kafka-topics', '--delete --topic recovery');
}

async function expectNoKillingProbe(namespace: string, pod: string): Promise<void> {
  const { spec } = await getJson<PodSpec>(['-n', namespace, 'pod', pod]);
  const kafka = spec.containers.find(({ name }) => name === 'kafka');
  expect(
    kafka?.livenessProbe === undefined && kafka?.startupProbe === undefined,
    'a probe may kill a broker that recovers',
  );
}

/** Ready may only be who says that it has started: otherwise clients are sent to a broker that does not answer. */
async function untilServing(
  deployment: Deployment,
  pod: string,
  restarts: number,
): Promise<number> {
  const { namespace } = deployment;
  const started = Date.now();
  await until(
    `${pod} serves again`,
    300,
    async () => {
      const now = await getJson<Pod>(['-n', namespace, 'pod', pod]);
      const status = now.status.containerStatuses?.find(({ name }) => name === 'kafka');
      if (status === undefined || status.restartCount < restarts || !isReady(now)) return false;
      const log = await containerLog(namespace, pod);
      expect(
        /Kafka Server started|Transition from STARTING to STARTED/.test(log),
        `${pod} is Ready before its server has started`,
      );
      return true;
    },
    500,
  );
  return (Date.now() - started) / 1000;
}

async function fillPartitions(deployment: Deployment): Promise<void> {
  const { clients, admin } = deployment;
  const assignment = Array.from({ length: MANY_PARTITIONS }, () => String(FIRST_BROKER_ID)).join(
    ',',
  );
  await adminTool(
    deployment,
    'kafka-topics',
    `--create --topic recovery --replica-assignment ${assignment} --config segment.bytes=1048576 --config min.insync.replicas=1`,
  );
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  // Without keys, and with small batches, records go to all partitions.
  const properties = `bootstrap.servers=${admin.bootstrapServers} acks=1 batch.size=512 partitioner.ignore.keys=true linger.ms=0`;
  await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-producer-perf-test')} --topic recovery --num-records 60000 --record-size 1000 --throughput -1 ` +
      `--command-config ${config} --command-property ${properties}`,
    180,
  );
}
