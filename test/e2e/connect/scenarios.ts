import { kubectl, list, until } from '../support/kubectl';
import { incarnations, waitForRoll } from '../support/cluster';
import { Skipped, expect, expectEqual } from '../support/outcome';
import { sleep } from '../support/process';
import type { Scene } from '../support/suite';
import { compareNow, firstRun, runAgain } from '../reconciler/deployment';
import { CONNECT } from './app';
import type { ConnectOptions } from './app';
import {
  type ConnectDeployment,
  apply,
  feed,
  killWorker,
  rest,
  sunkLines,
  topicLines,
  waitForWorkers,
  workers,
} from './deployment';

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index)}`);

/** How often lines are there that were there before. */
const duplicates = (lines: readonly string[]): number => lines.length - new Set(lines).size;

/** Until each line has arrived; a line that comes twice is counted, not judged: at least once is what is promised. */
async function arrived(
  what: string,
  wanted: readonly string[],
  read: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await until(`all lines are in ${what}`, 120, async () => {
    found = await read();
    const there = new Set(found);
    const missing = wanted.filter((line) => !there.has(line));
    expect(missing.length === 0, `${String(missing.length)} missing, such as ${missing[0] ?? ''}`);
    return true;
  });
  return found;
}

const statusOf = (deployment: ConnectDeployment, connector: string): Promise<string> =>
  rest(deployment, 'GET', `/connectors/${connector}/status`);

function waitForState(
  deployment: ConnectDeployment,
  connector: string,
  pattern: RegExp,
): Promise<void> {
  return until(`${connector} is ${String(pattern)}`, 90, async () => {
    const status = await statusOf(deployment, connector);
    expect(pattern.test(status), status.slice(-400));
    return true;
  });
}

/** The run that came with the manifests has made user, topics, rights and connectors, in this order. */
export async function coldStart(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const { exitCode, log } = await firstRun(deployment, 420);
  expectEqual(exitCode, 0, `exit code of the first run:\n${log}`);
  const pods = await workers(deployment.namespace);
  const restarts = pods.map(({ status }) => status.containerStatuses?.[0]?.restartCount ?? 0);
  scene.note(
    `${deployment.readySeconds.toFixed(0)} s from apply until all workers were Ready; restarts ${restarts.join(', ')}`,
  );
  for (const name of ['source', 'sink'])
    await waitForState(deployment, name, /"tasks":\[\{[^[]*RUNNING/);
}

export async function endToEnd(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  await feed(deployment, numbered('first', 300));
  const inTopic = await arrived('the topic', deployment.lines, () => topicLines(deployment));
  const sunk = await arrived("the sink's file", deployment.lines, () => sunkLines(deployment));
  scene.note(
    `300 lines; duplicates: ${String(duplicates(inTopic))} in the topic, ${String(duplicates(sunk))} in the file`,
  );
}

/** What somebody changes behind the program's back is named by the comparison, and made good by the next run. */
export async function drift(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const clean = await compareNow(deployment, 'compare-clean');
  expectEqual(clean.exitCode, 0, `exit code of the comparison:\n${clean.log}`);
  const config = {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
    'tasks.max': '1',
    topics: 'lines',
    file: '/shared/elsewhere',
  };
  await rest(deployment, 'PUT', '/connectors/sink/config', JSON.stringify(config));
  await rest(deployment, 'PUT', '/connectors/source/pause');
  await waitForState(deployment, 'source', /"connector":\{"state":"PAUSED"/);
  const found = await compareNow(deployment, 'compare-drift');
  expectEqual(found.exitCode, 3, `exit code of the comparison:\n${found.log}`);
  const told = [
    'update connector etl/sink (drift): file /shared/elsewhere -> /shared/out',
    'update connector etl/source (drift): state PAUSED -> RUNNING',
  ];
  for (const line of told) expect(found.log.includes(line), found.log);
  const repaired = await runAgain(deployment, 'repair');
  expectEqual(repaired.exitCode, 0, `exit code of the repair:\n${repaired.log}`);
  await waitForState(deployment, 'source', /"connector":\{"state":"RUNNING"/);
  expectEqual((await compareNow(deployment, 'compare-again')).exitCode, 0, 'differences after it');
  scene.note('a configuration and a state, both named and made good');
}

/** Each worker dies once while lines come in. */
export async function killEachWorker(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const pods = await workers(deployment.namespace);
  for (const [index, { metadata }] of pods.entries()) {
    scene.progress.begin(`kill -9 in ${metadata.name}`);
    await feed(deployment, numbered(`kill-${String(index)}-before`, 50));
    await killWorker(deployment.namespace, metadata.name);
    await feed(deployment, numbered(`kill-${String(index)}-after`, 50));
    await waitForWorkers(deployment.namespace, 180);
  }
  const inTopic = await arrived('the topic', deployment.lines, () => topicLines(deployment));
  const sunk = await arrived("the sink's file", deployment.lines, () => sunkLines(deployment));
  // The source writes exactly once; the sink's file is no part of a transaction.
  expectEqual(duplicates(inTopic), 0, 'duplicates in the topic');
  scene.note(
    `${String(deployment.lines.length)} lines, none lost, none twice in the topic; ${String(duplicates(sunk))} twice in the file`,
  );
}

/** Applies the program with something that rolls the workers, while lines come in; the seconds that it took. */
async function rolledBy(
  deployment: ConnectDeployment,
  by: Partial<ConnectOptions>,
): Promise<number> {
  const { namespace } = deployment;
  const before = (await workers(namespace)).map(({ metadata }) => metadata.uid);
  const begun = Date.now();
  await apply(deployment, by);
  const prefix = `roll-${String(begun)}`;
  let fed = 0;
  await until('all workers are others', 300, async () => {
    await feed(deployment, numbered(`${prefix}-${String(fed++)}`, 10));
    const now = (await workers(namespace)).map(({ metadata }) => metadata.uid);
    expect(
      now.every((uid) => !before.includes(uid)),
      'some are still the same',
    );
    return true;
  });
  await waitForWorkers(namespace, 120);
  // Once more: files of new pods have to have all lines.
  await feed(deployment, [`${prefix}-end`]);
  return (Date.now() - begun) / 1000;
}

/** Another configuration of the workers rolls them one by one. */
export async function roll(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const seconds = await rolledBy(deployment, { flushMs: '3000' });
  const inTopic = await arrived('the topic', deployment.lines, () => topicLines(deployment));
  expectEqual(duplicates(inTopic), 0, 'duplicates in the topic');
  scene.note(
    `${seconds.toFixed(0)} s; ${String(deployment.lines.length)} lines, none lost, none twice in the topic`,
  );
}

/** Applies the program, and makes it true by a run of its own: a content that was there before makes no other Job. */
async function madeTrue(
  deployment: ConnectDeployment,
  by: Partial<ConnectOptions>,
  job: string,
): Promise<void> {
  await apply(deployment, by);
  await noRun(deployment.namespace);
  const { exitCode, log } = await runAgain(deployment, job);
  expectEqual(exitCode, 0, `exit code of ${job}:\n${log}`);
}

/** A right that is taken away is told by its name, and what failed for it runs again when it is back. */
export async function missingRight(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await apply(deployment, { denied: 'lines' });
  await until('the source has failed', 120, async () => {
    await feed(deployment, numbered(`denied-${String(Date.now())}`, 2));
    expect((await statusOf(deployment, 'source')).includes('FAILED'), 'the source still runs');
    return true;
  });
  await suspendJobs(namespace);
  const told = await compareNow(deployment, 'compare-denied');
  expect(told.exitCode !== 0, told.log);
  const words = TOLD.exec(told.log);
  expect(words !== null, told.log);
  await madeTrue(deployment, { denied: undefined }, 'right-is-back');
  await waitForState(deployment, 'source', /"tasks":\[\{[^[]*RUNNING/);
  await arrived('the topic', deployment.lines, () => topicLines(deployment));
  scene.note(words[0]);
}

interface Job {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly active?: number };
}

const activeJobs = async (namespace: string): Promise<readonly string[]> =>
  (await list<Job>(['-n', namespace, 'jobs']))
    .filter(({ status }) => (status?.active ?? 0) > 0)
    .map(({ metadata }) => metadata.name);

const noRun = (namespace: string): Promise<void> =>
  until('no run is under way', 120, async () => {
    const left = await activeJobs(namespace);
    expect(left.length === 0, left.join(', '));
    return true;
  });

/** The Job of the denial tries again and again, and would be in the way of other runs. */
async function suspendJobs(namespace: string): Promise<void> {
  for (const name of await activeJobs(namespace))
    await kubectl(['-n', namespace, 'patch', 'job', name, '-p', '{"spec":{"suspend":true}}']);
  await noRun(namespace);
}

const TOLD = /connector etl\/(source|sink).*Not authorized to access topics: \[lines\]/;

/** A connector that left the program is gone, and goes on where it was when it comes back. */
export async function removedAndBack(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  await madeTrue(deployment, { connectors: false }, 'removal');
  const listed = await rest(deployment, 'GET', '/connectors');
  expect(listed.trim().endsWith('[]'), listed);
  const before = duplicates(await topicLines(deployment));
  await feed(deployment, numbered('back', 50));
  await madeTrue(deployment, { connectors: true }, 'return');
  const inTopic = await arrived('the topic', deployment.lines, () => topicLines(deployment));
  expectEqual(duplicates(inTopic), before, 'duplicates before and after');
  scene.note(
    `offsets were kept: ${String(deployment.lines.length)} lines, no more duplicates than before`,
  );
}

/** What another pod of the namespace gets of the REST API: nothing. */
export async function restIsClosed(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const url = `http://${CONNECT}-connect-api.${deployment.namespace}.svc:8083/`;
  const script = `fetch('${url}', { signal: AbortSignal.timeout(5000) }).then(() => console.log('open'), () => console.log('closed'))`;
  const text = await kubectl([
    '-n',
    deployment.namespace,
    'exec',
    'clients',
    '-c',
    'node',
    '--',
    'node',
    '-e',
    script,
  ]);
  expectEqual(text.trim(), 'closed', 'the REST API for another pod');
  scene.note('closed');
}

/** Each broker starts anew while lines come in. */
export async function rollBrokers(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const before = await incarnations(namespace, 'brokers');
  await kubectl(['-n', namespace, 'rollout', 'restart', 'statefulset/orders-brokers']);
  const rolled = waitForRoll(namespace, 'brokers', before, 420).then(
    () => undefined,
    (error: unknown) => error,
  );
  let fed = 0;
  let over: unknown = 'not yet';
  while (over === 'not yet') {
    await feed(deployment, numbered(`broker-${String(fed++)}`, 20));
    over = await Promise.race([rolled, sleep(3000).then(() => 'not yet')]);
  }
  if (over !== undefined) throw over as Error;
  const inTopic = await arrived('the topic', deployment.lines, () => topicLines(deployment));
  expectEqual(duplicates(inTopic), 0, 'duplicates in the topic');
  scene.note(
    `${String(fed * 20)} lines while three brokers started anew, none lost, none twice in the topic`,
  );
}

/** A source that is stopped begins anew where the program says, and only once it is asked for by name. */
export async function replay(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  await madeTrue(deployment, { replay: 'again' }, 'replay');
  const offsets = await rest(deployment, 'GET', '/connectors/source/offsets');
  expect(/"position":0\b/.test(offsets), offsets);
  await madeTrue(deployment, { replay: undefined }, 'replay-over');
  const wanted = deployment.lines.length;
  await until('all lines are there twice', 120, async () => {
    const twice = duplicates(await topicLines(deployment));
    expect(twice >= wanted, `${String(twice)} of ${String(wanted)}`);
    return true;
  });
  scene.note(`${String(wanted)} lines were read again`);
}

/** Image that was built from a Dockerfile of `cdk8s-kafka dockerfile`, and a class of its plugins. */
const BUILT = {
  image: process.env['E2E_CONNECT_IMAGE'],
  plugin: process.env['E2E_CONNECT_PLUGIN'],
};

/** Workers roll to an image with built plugins, and know them. */
export async function builtPlugins(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const { image, plugin } = BUILT;
  if (image === undefined || plugin === undefined)
    throw new Skipped('no image was built: E2E_CONNECT_IMAGE, E2E_CONNECT_PLUGIN');
  await rolledBy(deployment, { image });
  const plugins = await rest(deployment, 'GET', '/connector-plugins');
  expect(plugins.includes(plugin), plugins.slice(-600));
  scene.note(`${plugin} of ${image} is there`);
}
