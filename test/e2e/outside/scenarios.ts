import {
  type ClientKind,
  HOME,
  client,
  kafkaTool,
  tryClient,
  writeClientFile,
} from '../support/clients';
import { incarnations, kafkaPods, podOfNode, waitForReady, waitForRoll } from '../support/cluster';
import { kubectl, until } from '../support/kubectl';
import { CLUSTER_CA_FILE } from '../support/listeners';
import { expect, expectEqual } from '../support/outcome';
import { nodeClient } from '../support/programs';
import type { Scene } from '../support/suite';
import { OUTSIDE_LISTENERS, type OutsideListener, byCertificate } from './app';
import {
  BILLING,
  type OutsideDeployment,
  SHOP,
  TOPIC,
  bootstrapOf,
  brokerIds,
  change,
  javaProperties,
} from './deployment';
import { nodeAddresses, serviceOf } from './places';

const RECORDS = 30;

function listenersOf({ options }: OutsideDeployment): readonly OutsideListener[] {
  const missing: readonly (OutsideListener | false)[] = [
    !options.hasRoutes && 'route',
    options.ingressClassName === undefined && 'ing',
    options.gatewayClassName === undefined && 'gw',
  ];
  return OUTSIDE_LISTENERS.filter((listener) => !missing.includes(listener));
}

/** librdkafka of kcat 1.7.1 makes a nonce that brokers refuse since they check it (CVE-2024-56128). */
const clientsOf = (
  { options }: OutsideDeployment,
  listener: OutsideListener,
): readonly ClientKind[] =>
  byCertificate(options, listener) ? ['kafka', 'node', 'kcat'] : ['kafka', 'node'];

/** Written over all partitions, so to all brokers, and read again. */
export async function byJava(
  deployment: OutsideDeployment,
  listener: OutsideListener,
): Promise<void> {
  const { clients } = deployment;
  const config = await writeClientFile(
    clients,
    'outside.properties',
    javaProperties(deployment, listener),
  );
  const server = `--bootstrap-server ${await bootstrapOf(deployment, listener)} --topic ${TOPIC}`;
  const written = await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-verifiable-producer')} ${server} --max-messages ${RECORDS} --repeating-keys ${RECORDS} --command-config ${config}`,
    90,
  );
  const acknowledged = written.match(/producer_send_success/g)?.length ?? 0;
  expectEqual(acknowledged, RECORDS, `records by Java through ${listener}`);
  const read = await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-console-consumer')} ${server} --command-config ${config} --group ${TOPIC}-${listener} --from-beginning --max-messages ${RECORDS} --timeout-ms 30000`,
    60,
  );
  expectEqual(read.trim().split('\n').length, RECORDS, `records read by Java through ${listener}`);
}

/** Through the bootstrap address and through that of each broker. */
async function byNode(deployment: OutsideDeployment, listener: OutsideListener): Promise<void> {
  for (const id of [undefined, ...brokerIds(deployment.options)]) {
    await nodeThrough(deployment, listener, id);
  }
}

async function nodeThrough(
  deployment: OutsideDeployment,
  listener: OutsideListener,
  id: number | undefined,
): Promise<void> {
  const { clients, clusterCa, shop, password, options } = deployment;
  const isByCertificate = byCertificate(options, listener);
  const answer = await nodeClient(clients, {
    bootstrapServers: [await bootstrapOf(deployment, listener, id)],
    topic: TOPIC,
    key: String(id),
    value: listener,
    tls: { ca: clusterCa, ...(isByCertificate ? shop : {}) },
    ...(isByCertificate
      ? {}
      : { sasl: { mechanism: 'SCRAM-SHA-512' as const, username: BILLING, password } }),
  });
  expect(answer.ok, `Node through ${listener} ${String(id)}: ${answer.ok ? '' : answer.error}`);
}

/** librdkafka checks the names of certificates: `ssl.endpoint.identification.algorithm=https`. */
async function byKcat(deployment: OutsideDeployment, listener: OutsideListener): Promise<void> {
  const { clients, options } = deployment;
  const config = await writeClientFile(
    clients,
    'outside.conf',
    [
      'security.protocol=ssl',
      'ssl.endpoint.identification.algorithm=https',
      `ssl.ca.location=${HOME}/${CLUSTER_CA_FILE}`,
      `ssl.certificate.location=${HOME}/certs/${SHOP}.crt`,
      `ssl.key.location=${HOME}/certs/${SHOP}.key`,
      'message.timeout.ms=25000',
      'acks=all',
      '',
    ].join('\n'),
  );
  for (const id of [undefined, ...brokerIds(options)]) {
    const broker = await bootstrapOf(deployment, listener, id);
    const kcat = `kcat -F ${config} -b ${broker} -t ${TOPIC}`;
    await client(clients, 'kcat', `echo ${listener} | ${kcat} -P -k ${String(id)}`, 60);
  }
  const broker = await bootstrapOf(deployment, listener);
  const read = await client(
    clients,
    'kcat',
    `kcat -F ${config} -b ${broker} -t ${TOPIC} -C -o beginning -e -q`,
    60,
  );
  expect(read.split('\n').length > RECORDS, `kcat read ${read.split('\n').length} lines`);
}

const BY: Readonly<
  Record<ClientKind, (deployment: OutsideDeployment, listener: OutsideListener) => Promise<void>>
> = { kafka: byJava, node: byNode, kcat: byKcat };

/** Each way in, with each client: bootstrap and every single broker, names verified. */
export async function everyWayIn(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  for (const listener of listenersOf(deployment)) {
    for (const kind of clientsOf(deployment, listener)) {
      scene.progress.begin(`${kind} through ${listener}`);
      await BY[kind](deployment, listener);
    }
    const who = byCertificate(deployment.options, listener) ? 'certificate' : 'SCRAM-SHA-512';
    scene.note(
      `${listener}: ${clientsOf(deployment, listener).join(', ')} by ${who}: written and read`,
    );
  }
}

/** The same with mTLS and SCRAM changed over: with `everyWayIn` each type has been used by both. */
export async function otherAuthentication(
  deployment: OutsideDeployment,
  scene: Scene,
): Promise<void> {
  const { namespace } = deployment;
  const before = await incarnations(namespace, 'brokers');
  scene.progress.begin('the brokers follow');
  await change(deployment, { otherAuthentication: true });
  await waitForRoll(namespace, 'brokers', before, 300);
  await everyWayIn(deployment, scene);
}

const RUNNING_RECORDS = 600;

/** Java that goes on writing; each record is acknowledged, whatever happens to a broker meanwhile. */
async function javaGoesOn(deployment: OutsideDeployment, listener: OutsideListener): Promise<void> {
  const { clients } = deployment;
  const config = await writeClientFile(
    clients,
    `running-${listener}.properties`,
    // The tool would try nothing twice.
    `${javaProperties(deployment, listener)}retries=2147483647\n`,
  );
  const written = await client(
    clients,
    'kafka',
    `${kafkaTool('kafka-verifiable-producer')} --bootstrap-server ${await bootstrapOf(deployment, listener)} --topic ${TOPIC} ` +
      `--max-messages ${RUNNING_RECORDS} --throughput 10 --repeating-keys ${RECORDS} --command-config ${config}`,
    180,
  );
  const acknowledged = written.match(/producer_send_success/g)?.length ?? 0;
  expectEqual(acknowledged, RUNNING_RECORDS, `records by running Java through ${listener}`);
}

/** A broker that comes back on another host is found again: by clients that run, and by new ones through every way in. */
export async function movedBroker(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  // The address of one changes with the host, that of the other stays.
  const running = Promise.all([javaGoesOn(deployment, 'np'), javaGoesOn(deployment, 'lb')]);
  const both = await Promise.allSettled([running, moveBroker(deployment, scene)]);
  for (const each of both) if (each.status === 'rejected') throw each.reason;
  scene.note(`Java through np and lb meanwhile: ${RUNNING_RECORDS} of ${RUNNING_RECORDS} each`);
}

async function moveBroker(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const [moved = 0] = brokerIds(options);
  const pod = await podOfNode(namespace, moved);
  const from = pod.spec.nodeName ?? '';
  scene.progress.begin(`${pod.metadata.name} leaves ${from}`);
  await kubectl(['cordon', from]);
  try {
    await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name], { timeoutSeconds: 240 });
    await waitForReady(namespace, 1 + options.brokers, 240);
    const to = (await podOfNode(namespace, moved)).spec.nodeName ?? '';
    expect(to !== from, `${pod.metadata.name} is on ${from} again`);
    scene.note(`${pod.metadata.name}: from ${from} to ${to}`);
    for (const listener of listenersOf(deployment)) {
      scene.progress.begin(`Node through ${listener}`);
      await until(`clients come in through ${listener}`, 60, async () => {
        await byNode(deployment, listener);
        return true;
      });
    }
  } finally {
    await kubectl(['uncordon', from]);
  }
}

/** NetworkPolicy: a listener takes connections of its peers, and one whose peers are others takes none. */
export async function closedListener(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  const { namespace, clients } = deployment;
  const nodes = await nodeAddresses();
  // What a pod's own host sends is always let in.
  const elsewhere = (await kafkaPods(namespace, 'brokers')).filter(
    (pod) => pod.spec.nodeName !== clients.nodeName,
  );
  for (const pod of elsewhere) {
    const nodeId = Number(pod.metadata.name.split('-').at(-1));
    for (const [listener, isOpen] of [
      ['np', true],
      ['peer', true],
      ['closed', false],
    ] as const) {
      const port = (await bootstrapOf(deployment, listener, nodeId)).split(':')[1] ?? '';
      const host = nodes[pod.spec.nodeName ?? ''] ?? '';
      const script = `node -e "require('net').connect(${port}, '${host}').setTimeout(4000).on('connect', () => process.exit(0)).on('timeout', () => process.exit(7)).on('error', () => process.exit(8))"`;
      const { code } = await tryClient(clients, 'node', script, 20);
      expectEqual(
        code === 0,
        isOpen,
        `a connection to ${listener} of ${pod.metadata.name} (exit ${String(code)})`,
      );
    }
  }
  scene.note(`${elsewhere.length} brokers: without peers open, to a peer open, to others closed`);
}

/** One broker more: its objects are added, nobody restarts, and it is reached where it says it is. */
export async function oneBrokerMore(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const before = await incarnations(namespace);
  scene.progress.begin('one broker more');
  await change(deployment, { brokers: options.brokers + 1 });
  await waitForReady(namespace, 1 + deployment.options.brokers, 240);
  const after = await incarnations(namespace);
  const old = Object.fromEntries(Object.keys(before).map((pod) => [pod, after[pod]]));
  expectEqual(old, before, 'the pods that were there before');
  const newest = brokerIds(deployment.options).at(-1);
  for (const listener of listenersOf(deployment)) {
    await hasObjects(namespace, listener, newest);
    // Its load balancer's address is in no list of hosts, and in no certificate yet.
    if (listener === 'lb' || listener === 'found') continue;
    await until(`the new broker is reached through ${listener}`, 60, async () => {
      await nodeThrough(deployment, listener, newest);
      return true;
    });
    scene.note(`broker ${String(newest)} is reached through ${listener}`);
  }
}

const ROUTES: Readonly<Partial<Record<OutsideListener, string>>> = {
  route: 'routes.route.openshift.io',
  ing: 'ingresses.networking.k8s.io',
  gw: 'tlsroutes.gateway.networking.k8s.io',
};

async function hasObjects(
  namespace: string,
  listener: OutsideListener,
  nodeId: number | undefined,
): Promise<void> {
  for (const kind of ['services', ROUTES[listener]]) {
    if (kind !== undefined)
      await kubectl(['-n', namespace, 'get', kind, serviceOf(listener, nodeId)]);
  }
}
