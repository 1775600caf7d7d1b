import {
  type Clients,
  HOME,
  client,
  kafkaTool,
  tryClient,
  writeClientFile,
} from '../support/clients';
import { until } from '../support/kubectl';
import { propertiesOf } from '../support/listeners';
import { expect } from '../support/outcome';
import type { Scene } from '../support/suite';
import type { GrantsDeployment } from './deployment';
import { MIRROR } from './rows';
import { connectionOf } from './scenarios';

const FOLDER = `${HOME}/mm2`;

const settings = (deployment: GrantsDeployment): string => {
  const side = (alias: string, row: string): readonly string[] =>
    Object.entries(propertiesOf(connectionOf(deployment, row))).map(
      ([key, value]) => `${alias}.${key}=${value}`,
    );
  const replicated = ['', 'checkpoints.topic.', 'heartbeats.topic.', 'offset-syncs.topic.'].map(
    (of) => `${of}replication.factor=-1`,
  );
  return [
    'clusters=north,south',
    ...side('north', 'mm2-source'),
    ...side('south', 'mm2-target'),
    'north->south.enabled=true',
    `north->south.topics=${MIRROR.topic.replace('.', '\\\\.')}`,
    `north->south.groups=${MIRROR.group}`,
    'south->north.enabled=false',
    'south->north.emit.heartbeats.enabled=false',
    'sync.topic.acls.enabled=false',
    'sync.group.offsets.enabled=true',
    'sync.group.offsets.interval.seconds=2',
    'emit.checkpoints.interval.seconds=2',
    'refresh.topics.interval.seconds=5',
    'offset.lag.max=0',
    'tasks.max=1',
    ...replicated,
    ...['config', 'offset', 'status'].map((of) => `${of}.storage.replication.factor=-1`),
    'offset.storage.partitions=1',
    'status.storage.partitions=1',
    '',
  ].join('\n');
};

/** MirrorMaker 2, its workers, connectors and internal topics, with the rights of its rows and no others. */
export async function mirrorMaker(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const { clients, admin } = deployment;
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const tool = (name: string, args: string): string =>
    `${kafkaTool(name)} --bootstrap-server ${admin.bootstrapServers} --command-config ${config} ${args}`;
  scene.progress.begin('a group that has read');
  await writeClientFile(clients, 'mm2/mm2.properties', settings(deployment));
  const read = `--topic ${MIRROR.topic} --group ${MIRROR.group} --from-beginning --max-messages 1 --timeout-ms 30000`;
  await client(clients, 'kafka', tool('kafka-console-consumer', read), 60);
  scene.progress.begin('MirrorMaker');
  const start = `cd ${FOLDER}; KAFKA_HEAP_OPTS=-Xmx256m setsid ${kafkaTool('connect-mirror-maker')} mm2.properties </dev/null >mm2.log 2>&1 & echo $! >${FOLDER}/pid`;
  await client(clients, 'kafka', start);
  try {
    await until('the offset of the group is mirrored', 240, async () => {
      const describe = tool('kafka-consumer-groups', `--describe --group ${MIRROR.group}`);
      const { stdout } = await tryClient(clients, 'kafka', describe, 60);
      expect(stdout.includes(MIRROR.remote), `${stdout}\n${await refusals(clients)}`);
      return true;
    });
    const text = tool(
      'kafka-console-consumer',
      `--topic ${MIRROR.remote} --from-beginning --max-messages 1 --timeout-ms 30000`,
    );
    const { stdout } = await tryClient(clients, 'kafka', text, 60);
    expect(stdout.includes('value'), `nothing was mirrored: ${stdout}`);
    const refused = await refusals(clients);
    expect(refused === '', `MirrorMaker was refused something:\n${refused}`);
  } finally {
    await tryClient(
      clients,
      'kafka',
      `kill -TERM $(cat ${FOLDER}/pid); sleep 3; kill -KILL $(cat ${FOLDER}/pid)`,
    );
  }
  scene.note('records and the offset of a group mirrored, and nothing refused');
}

const refusals = async (clients: Clients): Promise<string> =>
  (
    await tryClient(
      clients,
      'kafka',
      `grep -iE 'authoriz(ation|ed)' ${FOLDER}/mm2.log | grep -iE 'exception|failed|not authorized' | head -5`,
    )
  ).stdout;
