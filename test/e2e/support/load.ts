import {
  type LoadReport,
  type Window,
  loadReport,
  parseConsole,
  parseConsumer,
  parseProducer,
} from './analysis';
import { type Clients, HOME, client, kafkaTool, tryClient, writeClientFile } from './clients';
import { until } from './kubectl';
import { expect, expectEqual } from './outcome';
import { sleep } from './process';

/** How the clients reach a listener. */
export interface Connection {
  readonly bootstrapServers: string;
  /** Client properties of the listener: protocol, stores, login. */
  readonly properties: string;
}

export const PARTITIONS = 12;
/** With these keys every partition has a record in any 37 in a row: at 370 a second, one at least every 100 ms. */
export const KEYS = 37;
export const RECORDS_PER_SECOND = 370;
const SETTLE_MILLISECONDS = 4000;
const TAIL_MILLISECONDS = 4000;

/**
 * The client's settings, all that differ from Kafka's defaults (acks=all, idempotence and delivery.timeout.ms=120000 are
 * defaults). A node that loses power sends no RST: only time tells a client, and the defaults (30 s for a request, 10 s for a
 * connection) are three times the limit of an outage.
 */
export const CLIENT_SETTINGS = [
  'request.timeout.ms=4000',
  'socket.connection.setup.timeout.ms=2000',
];
// The tool itself sets retries to 0.
const PRODUCER_SETTINGS = [
  'acks=all',
  'enable.idempotence=true',
  'retries=2147483647',
  'delivery.timeout.ms=120000',
];
// Fewer, larger polls: the tool prints a line for each.
const CONSUMER_SETTINGS = ['fetch.min.bytes=4096', 'fetch.max.wait.ms=100'];

export interface Load {
  readonly clients: Clients;
  readonly connection: Connection;
  readonly topic: string;
  readonly folder: string;
  readonly baseline: Window;
}

const settings = (connection: Connection, more: readonly string[]): string =>
  [connection.properties.trimEnd(), ...CLIENT_SETTINGS, ...more, ''].join('\n');

// A partition more is one more that has to be handed over: a scenario's figures must not depend on how many came before it.
const made = new WeakMap<Clients, string>();

/** Replicated as a user would who wants to lose nothing. The topic of the scenario before is deleted meanwhile. */
export async function createLoadTopic(
  clients: Clients,
  admin: Connection,
  topic: string,
): Promise<void> {
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  const tool = `${kafkaTool('kafka-topics')} --bootstrap-server ${admin.bootstrapServers} --command-config ${config}`;
  const before = made.get(clients);
  const remove = before === undefined ? '' : `${tool} --delete --if-exists --topic ${before} & `;
  made.set(clients, topic);
  await client(
    clients,
    'kafka',
    `${remove}${tool} --create --topic ${topic} --partitions ${PARTITIONS} --replication-factor 3 ` +
      '--config min.insync.replicas=2 && wait',
  );
}

const lines = async (clients: Clients, file: string): Promise<string> =>
  (await tryClient(clients, 'kafka', `cat ${file}`)).stdout;

function startScript(load: Omit<Load, 'baseline'>): string {
  const { folder, topic, connection } = load;
  const common = `--bootstrap-server ${connection.bootstrapServers} --topic ${topic}`;
  const start = (name: string, tool: string, args: string): string =>
    `setsid ${kafkaTool(tool)} ${common} --command-config ${folder}/${name}.properties ${args} ` +
    `</dev/null >${folder}/${name}.jsonl 2>${folder}/${name}.err & echo $! >${folder}/${name}.pid`;
  return [
    `cd ${folder}`,
    start(
      'producer',
      'kafka-verifiable-producer',
      `--acks -1 --throughput ${RECORDS_PER_SECOND} --repeating-keys ${KEYS} --max-messages -1`,
    ),
    start(
      'consumer',
      'kafka-verifiable-consumer',
      `--group-id ${topic} --reset-policy earliest --enable-autocommit`,
    ),
  ].join('\n');
}

/** Starts a producer and a consumer that follows it, and returns when every partition has been written and read. */
export async function startLoad(
  clients: Clients,
  connection: Connection,
  topic: string,
): Promise<Load> {
  const folder = `${HOME}/load/${topic}`;
  const load = { clients, connection, topic, folder };
  await writeClientFile(
    clients,
    `load/${topic}/producer.properties`,
    settings(connection, PRODUCER_SETTINGS),
  );
  await writeClientFile(
    clients,
    `load/${topic}/consumer.properties`,
    settings(connection, CONSUMER_SETTINGS),
  );
  await client(clients, 'kafka', startScript(load));
  await until('every partition is written and read', 60, async () => {
    const [written, read] = await Promise.all([
      lines(clients, `${folder}/producer.jsonl`),
      lines(clients, `${folder}/consumer.jsonl`),
    ]);
    const partitions = (entries: readonly { readonly partition: number }[]): number =>
      new Set(entries.map((entry) => entry.partition)).size;
    return (
      partitions(parseProducer(written).acknowledged) === PARTITIONS &&
      partitions(parseConsumer(read)) === PARTITIONS
    );
  });
  const from = await clientsClock(clients);
  await sleep(SETTLE_MILLISECONDS);
  return { ...load, baseline: { from, to: await clientsClock(clients) } };
}

/** The clock that the acknowledgements are stamped with. By Node: the date of busybox knows whole seconds only. */
async function clientsClock(clients: Clients): Promise<number> {
  return Number((await client(clients, 'node', 'node -p "Date.now()"')).trim());
}

async function stop(load: Load, name: string): Promise<void> {
  const script = `p=$(cat ${load.folder}/${name}.pid); kill -TERM $p; while kill -0 $p 2>/dev/null; do sleep 0.2; done`;
  await client(load.clients, 'kafka', script, 150);
}

async function fetchFile(load: Load, name: string): Promise<string> {
  return client(load.clients, 'kafka', `cat ${load.folder}/${name}`, 120);
}

/** Offsets at the end of each partition, added up; nothing is deleted, so this many records can be read. */
async function endOffsets(load: Load): Promise<number> {
  const output = await client(
    load.clients,
    'kafka',
    `${kafkaTool('kafka-get-offsets')} --bootstrap-server ${load.connection.bootstrapServers} ` +
      `--command-config ${load.folder}/consumer.properties --topic ${load.topic}`,
  );
  const offsets = output
    .trim()
    .split('\n')
    .map((line) => Number(line.split(':')[2]));
  expectEqual(offsets.length, PARTITIONS, `partitions of ${load.topic} with an end offset`);
  return offsets.reduce((sum, offset) => sum + offset, 0);
}

async function readBack(load: Load): Promise<string> {
  const count = await endOffsets(load);
  const { connection, folder, topic } = load;
  return client(
    load.clients,
    'kafka',
    `${kafkaTool('kafka-console-consumer')} --bootstrap-server ${connection.bootstrapServers} --topic ${topic} ` +
      `--command-config ${folder}/consumer.properties --group ${topic}-read --from-beginning --max-messages ${count} --timeout-ms 60000 ` +
      '--formatter-property print.partition=true --formatter-property print.offset=true',
    120,
  );
}

/**
 * Ends the load, reads the topic from its beginning and compares. The window of the silences reaches from the first record
 * of all partitions to the end, so also a partition that never comes back counts.
 */
export async function finishLoad(load: Load): Promise<LoadReport> {
  await sleep(TAIL_MILLISECONDS);
  const to = await clientsClock(load.clients);
  await stop(load, 'producer');
  await stop(load, 'consumer');
  const producer = parseProducer(await fetchFile(load, 'producer.jsonl'));
  expect(producer.complete, `the producer of ${load.topic} did not end orderly`);
  const read = parseConsole(await readBack(load));
  return loadReport({
    producer,
    consumer: parseConsumer(await fetchFile(load, 'consumer.jsonl')),
    read,
    partitions: PARTITIONS,
    baseline: load.baseline,
    window: { from: load.baseline.from, to },
  });
}
