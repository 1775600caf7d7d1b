import { client, kafkaTool, writeClientFile } from '../support/clients';
import { tryKubectl } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import { sleep } from '../support/process';
import type { Scene } from '../support/suite';
import { compareNow, runAgain } from '../reconciler/deployment';
import { CONNECT } from './app';
import { type ConnectDeployment, feed, rest, workers } from './deployment';

interface Right {
  readonly type: string;
  readonly name: string;
  readonly pattern: string;
  readonly operation: string;
}

const LISTED = /ResourcePattern\(resourceType=(\w+), name=([^,]+), patternType=(\w+)\)/;

const FLAGS: Readonly<Record<string, string>> = {
  TOPIC: '--topic',
  GROUP: '--group',
  TRANSACTIONAL_ID: '--transactional-id',
};

async function acls(deployment: ConnectDeployment, words: string): Promise<string> {
  const { clients, admin } = deployment;
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const tool = `${kafkaTool('kafka-acls')} --bootstrap-server ${admin.bootstrapServers} --command-config ${config}`;
  return client(clients, 'kafka', `${tool} ${words}`, 60);
}

/** All that the workers' user may do. */
async function rightsOf(deployment: ConnectDeployment): Promise<readonly Right[]> {
  const text = await acls(deployment, `--list --principal User:${CONNECT}`);
  const rights: Right[] = [];
  let resource = { type: '', name: '', pattern: '' };
  for (const line of text.split('\n')) {
    const [, type, name, pattern] = LISTED.exec(line) ?? [];
    if (type !== undefined) resource = { type, name: name ?? '', pattern: pattern ?? '' };
    const [, operation] = /operation=(\w+), permissionType=ALLOW/.exec(line) ?? [];
    if (operation !== undefined) rights.push({ ...resource, operation });
  }
  return rights;
}

const textOf = ({ type, name, pattern, operation }: Right): string =>
  `${operation} ${type} ${name}${pattern === 'PREFIXED' ? '*' : ''}`;

async function remove(deployment: ConnectDeployment, right: Right): Promise<void> {
  const { type, name, pattern, operation } = right;
  await acls(
    deployment,
    `--remove --force --allow-principal User:${CONNECT} --operation ${operation} ${FLAGS[type] ?? ''} ${name} --resource-pattern-type ${pattern.toLowerCase()}`,
  );
}

const DENIED = /[^\n]*(?:AuthorizationException|[Nn]ot authorized)[^\n]*/;

/** What Connect itself says of it within some twenty seconds: in the state of a connector, or in the log of a worker. */
async function symptom(deployment: ConnectDeployment, since: number): Promise<string | undefined> {
  for (let look = 0; look < 4; look++) {
    await feed(deployment, [`right-${String(since)}-${String(look)}`]);
    for (const connector of ['source', 'sink']) {
      const status = await rest(deployment, 'GET', `/connectors/${connector}/status`).catch(
        () => '',
      );
      if (status.includes('FAILED')) return `${connector} has failed`;
    }
    for (const { metadata } of await workers(deployment.namespace)) {
      const seconds = Math.ceil((Date.now() - since) / 1000);
      const options = ['-c', 'connect', `--since=${String(seconds)}s`];
      const log = await tryKubectl(['-n', deployment.namespace, 'logs', metadata.name, ...options]);
      const [line] = DENIED.exec(log.stdout) ?? [];
      if (line !== undefined) return 'a worker says that it is not authorized';
    }
    await sleep(4000);
  }
  return undefined;
}

/** Each right alone is taken away: the comparison names it, and the next run gives it back. */
export async function eachRight(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const rights = await rightsOf(deployment);
  expect(rights.length >= 10, rights.map(textOf).join(', '));
  const told: string[] = [];
  for (const [index, right] of rights.entries()) {
    scene.progress.begin(`without ${textOf(right)}`);
    const since = Date.now();
    await remove(deployment, right);
    const said = await symptom(deployment, since);
    const found = await compareNow(deployment, `compare-right-${String(index)}`);
    expect(found.exitCode !== 0, `${textOf(right)}: ${found.log}`);
    const line = found.log
      .split('\n')
      .find(
        (one) =>
          one.includes('create acl') &&
          one.includes(right.name) &&
          one.toUpperCase().includes(right.operation),
      );
    expect(line !== undefined, `${textOf(right)}: ${found.log}`);
    const repaired = await runAgain(deployment, `give-right-${String(index)}`);
    expectEqual(repaired.exitCode, 0, `${textOf(right)}: ${repaired.log}`);
    told.push(`${textOf(right)}: ${said ?? 'seen by the comparison alone'}`);
  }
  scene.note(`${String(rights.length)} rights, each named: ${told.join('; ')}`);
}
