import { CLUSTER, ENSEMBLE } from '../apps/orders';
import { type Clients, client, startClients } from '../support/clients';
import { applyProgram, destroyNamespace, makeNamespace, withSynth } from '../support/cluster';
import { type Pod, isReady, list, sh, until } from '../support/kubectl';
import { localAuthority } from '../support/local-authority';
import { Skipped, expect, expectEqual } from '../support/outcome';
import { metricsExporter } from '../support/settings';
import { type Group, type Scene, defineGroup } from '../support/suite';
import { CONNECT, type MetricsOptions, metricsApp } from './app';

const NAMESPACE = 'e2e-metrics';

interface MetricsDeployment {
  readonly options: MetricsOptions;
  readonly clients: Clients;
}

/** A pod of each kind, and what only its own kind can tell. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  [`${CLUSTER}-nodes-0`]: [
    'kafka_server_replicamanager_underreplicatedpartitions 0.0',
    'kafka_server_brokertopicmetrics_messagesin_total{topic="',
    'kafka_controller_kafkacontroller_activecontrollercount 1.0',
    'kafka_network_requestmetrics_totaltimems{quantile="0.99",request="',
    'kafka_server_raft_metrics_',
    'jvm_memory_used_bytes',
  ],
  [`${CONNECT}-connect-0`]: ['kafka_connect_connect_worker_metrics_connector_count', 'jvm_'],
  [`${ENSEMBLE}-zookeeper-0`]: ['zookeeper_avgrequestlatency', 'zookeeper_nodecount', 'jvm_'],
};

const podsOf = (): Promise<readonly Pod[]> =>
  list<Pod>(['-n', NAMESPACE, 'pods', '-l', 'app.kubernetes.io/managed-by=cdk8s-kafka']);

async function deploy(scene: Scene): Promise<MetricsDeployment> {
  const exporter = metricsExporter();
  if (exporter === undefined) throw new Skipped('no image with a JMX exporter');
  scene.progress.begin('one server of each kind');
  await makeNamespace(NAMESPACE);
  const authority = await localAuthority(NAMESPACE);
  const options = { namespace: NAMESPACE, certificates: authority.props, ...exporter };
  const program = (outdir: string): ReturnType<typeof metricsApp> => metricsApp(options, outdir);
  await withSynth(program, (folder) => authority.beforeApply(folder));
  await applyProgram(program);
  await allReady();
  return { options, clients: await startClients(NAMESPACE) };
}

const allReady = (): Promise<void> =>
  until('a server of each kind is Ready', 300, async () => {
    const ready = (await podsOf()).filter(isReady).map(({ metadata }) => metadata.name);
    expectEqual([...ready].sort(), Object.keys(TOLD).sort(), 'Ready');
    return true;
  });

async function read({ clients }: MetricsDeployment, pod: string): Promise<string> {
  const address = (await podsOf()).find(({ metadata }) => metadata.name === pod)?.status.podIP;
  const script = `fetch('http://${String(address)}:9404/metrics').then(async (answer) => console.log(await answer.text()))`;
  return client(clients, 'node', `node -e "${script}"`, 30);
}

async function served(deployment: MetricsDeployment, scene: Scene): Promise<void> {
  for (const [pod, told] of Object.entries(TOLD)) {
    const text = await read(deployment, pod);
    const missing = told.filter((one) => !text.includes(one));
    expectEqual(missing, [], `missing of ${pod} in\n${text.slice(0, 2000)}`);
    scene.note(
      `${pod}: ${String(text.split('\n').filter((line) => /^[a-z]/.test(line)).length)} samples`,
    );
  }
}

/** Other rules take effect in the running servers. */
async function otherRules(deployment: MetricsDeployment): Promise<void> {
  const uids = async (): Promise<readonly string[]> =>
    (await podsOf()).map(({ metadata }) => metadata.uid);
  const before = await uids();
  const config = { rules: [{ pattern: '.*UnderReplicatedPartitions.*Value', name: 'lagging' }] };
  await applyProgram((outdir) => metricsApp({ ...deployment.options, config }, outdir));
  await until('the other rules are in use', 180, async () => {
    const text = await read(deployment, `${CLUSTER}-nodes-0`);
    return text.includes('lagging 0.0') && !text.includes('kafka_server_brokertopicmetrics');
  });
  expectEqual(await uids(), before, 'pods after a change of the rules');
}

/** Who is not named does not get there, though in the same namespace. */
async function closed(): Promise<void> {
  const address = (await podsOf()).find(({ metadata }) => metadata.name === `${CLUSTER}-nodes-0`);
  const to = `/dev/tcp/${String(address?.status.podIP)}/9404`;
  const pod = `${CONNECT}-connect-0`;
  const from = { namespace: NAMESPACE, pod, container: 'connect' };
  const { code } = await sh(from, `timeout 5 bash -c 'exec 3<>${to}'`);
  expect(code !== 0, `${pod} reaches the metrics of Kafka`);
}

/** The JMX exporter in Kafka, Connect and ZooKeeper. */
export const metrics: Group = defineGroup<MetricsDeployment>({
  name: 'metrics',
  namespace: NAMESPACE,
  deploy,
  recovered: allReady,
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [
    { name: 'served', run: served },
    { name: 'closed', run: closed },
    { name: 'other-rules', run: otherRules },
  ],
});
