import { client, kafkaTool, tryClient, writeClientFile } from '../support/clients';
import { incarnations, killJvm, podOfNode } from '../support/cluster';
import { FIRST_BROKER_ID } from '../apps/orders';
import { kubectl, until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import { READER, TOPIC, WRITER } from './app';
import {
  type ContentsDeployment,
  applyChange,
  change,
  compareNow,
  ended,
  firstRun,
  runAgain,
  startAgain,
  userConnection,
} from './deployment';

async function tool(deployment: ContentsDeployment, name: string, args: string): Promise<string> {
  const { clients, admin } = deployment;
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  return client(
    clients,
    'kafka',
    `${kafkaTool(name)} --bootstrap-server ${admin.bootstrapServers} --command-config ${config} ${args}`,
  );
}

/** Whether a user's record is acknowledged; else what the client said. */
export async function writeAs(
  deployment: Pick<ContentsDeployment, 'namespace' | 'clients'>,
  user: string,
): Promise<string | undefined> {
  const { clients } = deployment;
  const { bootstrapServers, properties } = await userConnection(deployment, user);
  const config = await writeClientFile(
    clients,
    `${user}.properties`,
    `${properties}max.block.ms=20000\n`,
  );
  const { stdout, stderr } = await tryClient(
    clients,
    'kafka',
    `${kafkaTool('kafka-verifiable-producer')} --bootstrap-server ${bootstrapServers} --topic ${TOPIC} --max-messages 1 --command-config ${config}`,
    60,
  );
  return stdout.includes('producer_send_success') ? undefined : `${stdout}${stderr}`;
}

async function readAs(deployment: ContentsDeployment, user: string): Promise<number> {
  const { clients } = deployment;
  const { bootstrapServers, properties } = await userConnection(deployment, user);
  const config = await writeClientFile(clients, `${user}.properties`, properties);
  const { stdout } = await tryClient(
    clients,
    'kafka',
    `${kafkaTool('kafka-console-consumer')} --bootstrap-server ${bootstrapServers} --topic ${TOPIC} --group ${user} --from-beginning --max-messages 1 --timeout-ms 20000 --command-config ${config}`,
    60,
  );
  return stdout.trim() === '' ? 0 : 1;
}

/** The Job that comes with the manifests waits for Kafka, makes everything, and users log in with what it made. */
export async function everythingMade(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { exitCode, log } = await firstRun(deployment);
  expectEqual(exitCode, 0, `exit code of the first run:\n${log}`);
  scene.note(log.trim().split('\n').at(-1) ?? '');
  expectEqual(await writeAs(deployment, WRITER), undefined, `${WRITER} writes`);
  expectEqual(await readAs(deployment, READER), 1, `records that ${READER} reads`);
  const refused = (await writeAs(deployment, READER)) ?? 'was let in';
  expect(/not authorized|AuthorizationException/i.test(refused), `${READER} writes: ${refused}`);
}

/** A run in a cluster that is as the program says asks for little and writes nothing. */
export async function nothingToDo(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { exitCode, log } = await compareNow(deployment, 'compare-clean');
  expectEqual(exitCode, 0, `exit code of the comparison:\n${log}`);
  const requests = Number(/(\d+) requests/.exec(log)?.[1]);
  expect(requests <= 10, `${requests} requests`);
  scene.note(`${requests} requests, no difference`);
  const again = await runAgain(deployment, 'again');
  expect(again.log.includes(' 0 changed, 0 failed'), again.log);
}

/** What somebody changes behind its back is named with its cause, reported, and set right by the next run. */
export async function driftFound(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  scene.progress.begin('changes behind its back');
  const topic = `--alter --entity-type topics --entity-name ${TOPIC} --add-config`;
  await tool(deployment, 'kafka-configs', `${topic} retention.ms=3600000`);
  await tool(deployment, 'kafka-configs', `${topic} segment.ms=86400000`);
  await tool(
    deployment,
    'kafka-acls',
    `--remove --force --allow-principal User:${WRITER} --operation Write --topic ${TOPIC}`,
  );
  await tool(
    deployment,
    'kafka-acls',
    `--add --allow-principal User:eve --operation Read --topic ${TOPIC}`,
  );
  const drift = await compareNow(deployment, 'compare-drift');
  expectEqual(drift.exitCode, 3, `exit code of the comparison:\n${drift.log}`);
  for (const expected of [
    `update topic ${TOPIC} (drift): config.retention.ms 3600000 -> 604800000`,
    `create acl User:${WRITER} may WRITE on topic ${TOPIC} (drift)`,
    `warn UnknownOverride: topic ${TOPIC} has segment.ms=86400000`,
    '1 objects belong to nobody here',
  ]) {
    expect(drift.log.includes(expected), `no line '${expected}' in\n${drift.log}`);
  }
  const events = await kubectl([
    '-n',
    namespace,
    'get',
    'events',
    '-o',
    'name',
    '--field-selector',
    'reason=Drift',
  ]);
  expect(events.trim() !== '', 'no Event of the drift');
  scene.progress.begin('set right');
  const repaired = await runAgain(deployment, 'repair');
  expectEqual(repaired.exitCode, 0, `exit code of the repair:\n${repaired.log}`);
  const config = await tool(
    deployment,
    'kafka-configs',
    `--describe --entity-type topics --entity-name ${TOPIC}`,
  );
  expect(config.includes('retention.ms=604800000'), config);
  expect(config.includes('segment.ms=86400000'), `what nobody named is gone: ${config}`);
  const acls = await tool(deployment, 'kafka-acls', `--list --principal User:eve`);
  expect(acls.includes(TOPIC), `what belongs to somebody else is gone: ${acls}`);
}

/** A change of the program is another Job, which does just that; a revoked grant is a revoked right; nobody restarts. */
export async function programChanged(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const before = await incarnations(deployment.namespace);
  const less = await change(deployment, { shopWrites: false, retentionMs: '1209600000' });
  expectEqual(less.exitCode, 0, `exit code:\n${less.log}`);
  const refused = (await writeAs(deployment, WRITER)) ?? 'was let in';
  expect(/not authorized|AuthorizationException/i.test(refused), `${WRITER}: ${refused}`);
  const cut = await change(deployment, { shopWrites: true, retentionMs: '3600000' });
  expectEqual(cut.exitCode, 3, `exit code where data would go:\n${cut.log}`);
  expect(cut.log.includes('approve RetentionCut'), cut.log);
  expectEqual(await writeAs(deployment, WRITER), undefined, `${WRITER} writes again`);
  const config = await tool(
    deployment,
    'kafka-configs',
    `--describe --entity-type topics --entity-name ${TOPIC}`,
  );
  expect(config.includes('retention.ms=1209600000'), `the cut was made: ${config}`);
  await change(deployment, { retentionMs: '1209600001' });
  expectEqual(await incarnations(deployment.namespace), before, 'the pods of Kafka');
  scene.note('a shorter retention was held until somebody agrees');
}

/** Of a program that comes back the Job has run before, and does not again: the scheduled run carries it out. */
export async function cameBack(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const less = await change(deployment, { shopWrites: false });
  expectEqual(less.exitCode, 0, `exit code:\n${less.log}`);
  await applyChange(deployment, { shopWrites: true });
  const { exitCode, log } = await compareNow(deployment, 'came-back');
  expectEqual(exitCode, 0, `exit code of the scheduled run:\n${log}`);
  expect(log.includes('was not carried out yet'), log);
  expectEqual(await writeAs(deployment, WRITER), undefined, `${WRITER} writes again`);
  const { log: after } = await compareNow(deployment, 'came-back-again');
  expect(after.includes('0 differences'), after);
  scene.note('A, B, A: carried out by the scheduled run');
}

/** Topics are made while a node dies. */
async function makeWhileDying(
  deployment: ContentsDeployment,
  nodeId: number,
  extraTopics: number,
): Promise<void> {
  const { namespace } = deployment;
  const pod = (await podOfNode(namespace, nodeId)).metadata.name;
  const made = change(deployment, { extraTopics });
  const running = [
    'app.kubernetes.io/name=kafka-reconciler',
    '--field-selector',
    'status.phase=Running',
  ];
  await until(
    'the run is under way',
    60,
    async () => {
      const pods = await kubectl(['-n', namespace, 'get', 'pods', '-o', 'name', '-l', ...running]);
      return pods.trim() !== '';
    },
    200,
  );
  await killJvm(namespace, pod);
  await made;
}

const CONTROLLER_ID = 0;

/** A broker or the controller dies in the middle, a Job is killed, two at once: the next run completes what is left. */
export async function faults(deployment: ContentsDeployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  scene.progress.begin('a broker dies while topics are made');
  await makeWhileDying(deployment, FIRST_BROKER_ID, 20);
  scene.progress.begin('the controller dies while topics are made');
  await makeWhileDying(deployment, CONTROLLER_ID, 40);
  scene.progress.begin('two runs at once, one of them killed');
  await startAgain(namespace, 'twin-a');
  await startAgain(namespace, 'twin-b');
  await kubectl([
    '-n',
    namespace,
    'delete',
    'pods',
    '-l',
    'job-name=twin-a',
    '--grace-period=0',
    '--force',
  ]);
  await ended(namespace, 'twin-b');
  await until('a run finds everything as it should be', 120, async () => {
    const name = `after-${String(Date.now())}`;
    const { exitCode, log } = await compareNow(deployment, name);
    expect(exitCode === 0, log.slice(-600));
    return true;
  });
  const topics = await tool(deployment, 'kafka-topics', '--list');
  expectEqual(topics.split('\n').filter((name) => name.startsWith('extra-')).length, 40, 'topics');
  scene.note('40 topics, all there');
}
