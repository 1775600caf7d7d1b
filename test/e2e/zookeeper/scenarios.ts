import { CLUSTER, ENSEMBLE } from '../apps/orders';
import { tryClient } from '../support/clients';
import { incarnations, kafkaPods, loseDisk, waitForReady } from '../support/cluster';
import { type Deployment, change } from '../support/deployment';
import { type Pod, isReady, kubectl, list, sh, until } from '../support/kubectl';
import { ExpectationFailed, expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import { waitForInSync } from '../support/admin';
import { losePower } from '../scenarios/disturbances';
import { underLoad } from '../scenarios/under-load';

const SERVERS = 3;
const CLIENTS_PORT = 2181;

const servers = (namespace: string): Promise<readonly Pod[]> =>
  list<Pod>(['-n', namespace, 'pods', '-l', 'app.kubernetes.io/name=zookeeper']);

async function waitForServers(
  namespace: string,
  isNew: (pod: Pod) => boolean = () => true,
): Promise<void> {
  await until('all servers are Ready', 400, async () => {
    const pods = await servers(namespace);
    expect(
      pods.length === SERVERS && pods.every((pod) => isReady(pod) && isNew(pod)),
      pods.map((pod) => `${pod.metadata.name} ${isReady(pod) ? 'Ready' : 'not Ready'}`).join(', '),
    );
    return true;
  });
}

const restarts = (pod: Pod): number => pod.status.containerStatuses?.[0]?.restartCount ?? 0;

/** The JVM, which the start script, process 1, is not. */
const KILL =
  'for p in /proc/[0-9]*; do [ "$(cat "$p/comm" 2>/dev/null)" = java ] && kill -KILL "${p#/proc/}" && echo sent; done; true';

/** Each server loses its process once, the leader among them. */
export async function killEachServer(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  await underLoad(deployment, scene, 'crash', async () => {
    for (const pod of await servers(namespace)) {
      const { name } = pod.metadata;
      scene.progress.begin(`kill -9 of ${name}`);
      const { stdout } = await sh({ namespace, pod: name, container: 'zookeeper' }, KILL);
      expect(stdout.includes('sent'), `no JVM in ${name}`);
      await until(`${name} has started again`, 60, async () => {
        const now = (await servers(namespace)).find((one) => one.metadata.name === name);
        return now !== undefined && restarts(now) > restarts(pod);
      });
      await waitForServers(namespace);
    }
  });
}

/** A change of `zoo.cfg`: the servers start anew one after the other, the brokers stay as they are. */
export async function rollServers(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const before = (await servers(namespace)).map(({ metadata }) => metadata.uid);
  const untouched = await incarnations(namespace);
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin('roll of the servers');
    const started = Date.now();
    await change(deployment, { controllerConfig: { snapCount: '90001' } });
    await waitForServers(namespace, ({ metadata }) => !before.includes(metadata.uid));
    scene.note(`roll of the servers: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  });
  expectEqual(await incarnations(namespace), untouched, 'brokers after a roll of the servers');
}

/** Images of Kafka have bash, but neither of curl and wget in common. */
const STATUS = String.raw`bash -c 'exec 3<>/dev/tcp/127.0.0.1/2182 && printf "GET /commands/srvr HTTP/1.0\r\n\r\n" >&3 && cat <&3'`;

/** The server that leads the ensemble. */
async function leaderOf(namespace: string): Promise<Pod> {
  for (const pod of await servers(namespace)) {
    const container = { namespace, pod: pod.metadata.name, container: 'zookeeper' };
    const { stdout } = await sh(container, STATUS);
    if (/"server_state" : "leader"/.test(stdout)) return pod;
  }
  throw new ExpectationFailed('no server leads');
}

/** A node with the leader of the ensemble and a broker on it loses power. */
export async function serverNodeLoss(deployment: Deployment, scene: Scene): Promise<void> {
  const pod = await leaderOf(deployment.namespace);
  await losePower(deployment, scene, { pod, role: 'the leader of the ensemble' });
  await waitForServers(deployment.namespace);
}

const RESTART = /^(\S+) .*in-place restart: (?:new certificates|the certificates for ZooKeeper)/m;
const RENEWAL_SECONDS = 600;

/** When the server of a pod started anew for new certificates. */
async function restartedAt(
  namespace: string,
  pod: string,
  container: string,
): Promise<string | undefined> {
  const logs = ['-n', namespace, 'logs', pod, '-c', container, '--timestamps'];
  return RESTART.exec(await kubectl(logs))?.[1];
}

/**
 * Renewed certificates of servers and of Kafka's way to them: neither reads them anew, so each restarts in its container, one
 * at a time, the leader of the ensemble last.
 */
export async function serverRenewal(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, certificates } = deployment;
  const leader = (await leaderOf(namespace)).metadata.name;
  const ensemble = (await servers(namespace)).map(({ metadata }) => metadata.name);
  const kafka = (await kafkaPods(namespace)).map(({ metadata }) => metadata.name);
  const restarted = new Map<string, string>();
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin('renewal');
    const started = Date.now();
    await certificates.renew();
    await until(
      'each server has started anew with its new certificate',
      RENEWAL_SECONDS,
      async () => {
        for (const pod of [...ensemble, ...kafka]) {
          const container = ensemble.includes(pod) ? 'zookeeper' : 'kafka';
          const at = await restartedAt(namespace, pod, container);
          if (at !== undefined) restarted.set(pod, at);
        }
        const missing = [...ensemble, ...kafka].filter((pod) => !restarted.has(pod));
        expect(missing.length === 0, `not yet: ${missing.join(', ')}`);
        return true;
      },
      10_000,
    );
    await waitForServers(namespace);
    await waitForReady(namespace, kafka.length, 240);
    scene.note(`renewed after ${((Date.now() - started) / 1000).toFixed(0)} s`);
  });
  const order = ensemble.sort((a, b) =>
    (restarted.get(a) ?? '').localeCompare(restarted.get(b) ?? ''),
  );
  scene.note(`order of the servers: ${order.join(', ')}; leader was ${leader}`);
  expectEqual(order.at(-1), leader, 'the last server to start anew');
}

/** All six pods at once: topics, rules and users are there again without anybody's help. */
export async function allSixDeleted(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const old = [...(await servers(namespace)), ...(await kafkaPods(namespace))].map(
    ({ metadata }) => metadata.uid,
  );
  const isNew = ({ metadata }: Pod): boolean => !old.includes(metadata.uid);
  const started = Date.now();
  await kubectl([
    ...['-n', namespace, 'delete', 'pods', '--grace-period=0', '--force'],
    ...['-l', 'app.kubernetes.io/name in (kafka,zookeeper)'],
  ]);
  await waitForServers(namespace, isNew);
  await until('every broker is another', 300, async () =>
    (await kafkaPods(namespace)).every(isNew),
  );
  await waitForReady(namespace, options.brokers, 300);
  scene.note(`${((Date.now() - started) / 1000).toFixed(0)} s from delete to all six Ready`);
  await waitForInSync(deployment, 120);
}

/** More servers than there were wait and say why; those that were there serve on, also started anew, and with an empty disk. */
export async function anotherNumber(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const set = `${ENSEMBLE}-zookeeper`;
  const more = [`${set}-3`, `${set}-4`];
  scene.progress.begin('two servers more');
  await change(deployment, { servers: 5 });
  await until('the new servers wait', 240, async () => {
    for (const pod of more) {
      const text = await kubectl(['-n', namespace, 'logs', pod, '-c', 'zookeeper']);
      const words = /waiting: the ensemble has 3 servers.*/.exec(text)?.[0];
      expect(words !== undefined, text.slice(-500));
      if (pod === more[0]) scene.note(`${pod}: ${words}`);
    }
    return true;
  });
  scene.progress.begin('an old server starts anew, with an empty disk');
  await loseDisk(namespace, `${set}-0`);
  const old = async (): Promise<readonly Pod[]> =>
    (await servers(namespace)).filter(({ metadata }) => !more.includes(metadata.name));
  await until('the old servers are Ready', 240, async () => (await old()).every(isReady));
  scene.progress.begin('as many as before');
  await change(deployment, { servers: SERVERS });
  const claims = more.map((pod) => `pvc/data-${pod}`);
  await kubectl(['-n', namespace, 'delete', ...claims], { timeoutSeconds: 240 });
  await waitForServers(namespace);
  await waitForReady(namespace, deployment.options.brokers, 300);
}

/** Who has no certificate is refused by the server, and a pod that is none of its Kafka does not come so far. */
export async function strangers(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, clients } = deployment;
  const host = `${ENSEMBLE}-zookeeper-client.${namespace}.svc`;
  const outside = await tryClient(
    clients,
    'kafka',
    `timeout 5 bash -c 'exec 3<>/dev/tcp/${host}/${CLIENTS_PORT} && echo connected'`,
  );
  expect(!outside.stdout.includes('connected'), 'a pod outside of the policy was connected');
  scene.note(`a pod outside of the policy: ends with ${outside.code}, not connected`);
  const [broker] = await kafkaPods(namespace);
  expect(broker !== undefined, 'there is no broker');
  const certs = '/opt/cdk8s-kafka/certs/zookeeper';
  const ask = (more: string): string =>
    `(echo srvr; sleep 2) | timeout 8 openssl s_client -quiet -connect ${host}:${CLIENTS_PORT} ${more} 2>&1 | tail -5`;
  const container = { namespace, pod: broker.metadata.name, container: 'kafka' };
  const without = await sh(container, ask(''));
  expect(!without.stdout.includes('Mode:'), `without a certificate: ${without.stdout}`);
  scene.note(
    `${CLUSTER}'s pod without a certificate: ${without.stdout.trim().split('\n').at(-1) ?? ''}`,
  );
  const withOne = await sh(
    container,
    ask(`-cert ${certs}/tls.crt -key ${certs}/tls.key`).replace('tail -5', 'grep Mode'),
  );
  scene.note(`with the certificate: ${withOne.stdout.trim()}`);
  expect(
    withOne.stdout.includes('Mode:'),
    `with the certificate: ${withOne.stdout}${withOne.stderr}`,
  );
}

/** A certificate alone is not enough where clients log in; with the password the same command works. */
export async function withoutPassword(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const [broker] = await kafkaPods(namespace);
  expect(broker !== undefined, 'there is no broker');
  const container = { namespace, pod: broker.metadata.name, container: 'kafka' };
  const properties = '/opt/cdk8s-kafka/config/server.properties';
  const ls = async (options: string): Promise<string> => {
    const shell = `/opt/kafka/bin/zookeeper-shell.sh ${ENSEMBLE}-zookeeper-client.${namespace}.svc:${CLIENTS_PORT}`;
    const script = `export LOG_DIR=/tmp KAFKA_HEAP_OPTS=-Xmx64m KAFKA_OPTS=${options}; timeout 40 ${shell} -zk-tls-config-file ${properties} ls / 2>&1`;
    return (await sh(container, script, 90)).stdout;
  };
  const known = await ls('-Djava.security.auth.login.config=/var/run/cdk8s-kafka/zookeeper.jaas');
  expect(known.includes('[') && known.includes('zookeeper'), `with the password: ${known}`);
  const stranger = await ls('');
  const refusal = /client failed to authenticate/.exec(stranger)?.[0];
  expect(refusal !== undefined, `without the password: ${stranger}`);
  scene.note(`without the password: ${refusal}`);
}
