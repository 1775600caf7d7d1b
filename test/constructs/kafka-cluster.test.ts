import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Size } from 'cdk8s';
import {
  Issues,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  Storage,
} from 'cdk8s-kafka';
import type { KafkaClusterProps } from 'cdk8s-kafka';
import { warningsOf, WARNING_METADATA } from '../../lib/constructs/issues';

const STORAGE = Storage.persistent({ size: Size.gibibytes(10) });
const POOLS = [
  NodePool.controllers({ replicas: 3, storage: STORAGE }),
  NodePool.brokers({ replicas: 3, storage: STORAGE }),
];

let outdir: string;
let app: App;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-'));
  app = new App({ outdir });
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

const chartIn = (namespace: string | undefined, id = 'orders'): Chart =>
  new Chart(app, id, namespace === undefined ? {} : { namespace });
const cluster = (chart: Chart, id: string, props: Partial<KafkaClusterProps> = {}): KafkaCluster =>
  new KafkaCluster(chart, id, { nodePools: POOLS, ...props });

/** The line of this file that holds a mark, as in `test/constructs/kafka-cluster.test.ts:12`. */
function lineOf(mark: string): string {
  const before = readFileSync(__filename, 'utf8').split(`// ${mark}\n`)[0] ?? '';
  return `test/constructs/kafka-cluster.test.ts:${String(before.split('\n').length)}`;
}

function errorsOfSynth(): string {
  try {
    app.synth();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('errors', () => {
  test('say where, what, and what to do, and are of the form of the API page', () => {
    const external = Listener.internal({ name: 'external', port: 9090 }); // the listener
    cluster(chartIn('kafka'), 'orders', { listeners: [external] });
    const [, place, ...lines] =
      /\[orders\/orders\] (\S+):\d+\n([^]*)$/
        .exec(errorsOfSynth())
        ?.flatMap((part) => part.split('\n'))
        .slice(-5) ?? [];
    expect(place).toBe(lineOf('the listener'));
    expect(lines).toEqual([
      "  error  listener 'external' uses port 9090, reserved for the controllers; allowed are 9092 to 65535 ListenerPortRange",
      '         at orders/orders listeners[0].port',
      '         fix: use a port such as 9092 or 9093',
    ]);
  });

  test('of all constructs come at once, and nothing is written', () => {
    cluster(chartIn(undefined), 'first');
    const second = chartIn('kafka', 'second');
    cluster(second, 'UPPER', {
      listeners: [
        Listener.internal({
          name: 'plain',
          port: 9092,
          tls: ListenerTls.off(),
          authentication: ListenerAuthentication.tls(),
        }),
        Listener.internal({ name: 'other', port: 9092 }),
      ],
      config: { 'min.insync.replica': '2' },
    });
    const text = errorsOfSynth();
    const codes = [...text.matchAll(/^ {2}error .* (\w+)$/gm)].map(([, code]) => code);
    expect(codes).toEqual([
      'NamespaceMissing',
      'ClusterNameForm',
      'ListenerPortUnique',
      'ListenerAuthenticationNeedsTls',
      'ConfigKeyUnknown',
    ]);
    expect(text).toContain("at second/UPPER config['min.insync.replica']");
    expect(text).toContain("fix: use 'min.insync.replicas'");
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('nonsense is reported, and no constructor throws', () => {
    const pools = ['a/b', 'a/b', ''].map((name) =>
      NodePool.brokers({ name, replicas: Number.NaN, firstNodeId: -1, storage: Storage.jbod([]) }),
    );
    cluster(chartIn(undefined), 'orders', {
      clusterName: '',
      nodePools: pools,
      listeners: [Listener.clusterIp({ name: '', port: Number.NaN })],
      config: { '': '\n' },
    });
    expect(errorsOfSynth().match(/^ {2}error /gm)?.length).toBeGreaterThan(10);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('two clusters that would make the same objects', () => {
    const chart = chartIn('kafka');
    cluster(chart, 'a', { clusterName: 'same' });
    cluster(chart, 'b', { clusterName: 'same' });
    expect(errorsOfSynth()).toMatch(
      /\[orders\/b\][^]*objects are made by 'orders\/a' too, such as ServiceAccount 'same-kafka' +ManifestRepeated/,
    );
  });

  test('none of two clusters of one name in two namespaces', () => {
    cluster(chartIn('one', 'one'), 'orders');
    cluster(chartIn('two', 'two'), 'orders');
    expect(errorsOfSynth()).toBe('');
  });
});

describe('warnings', () => {
  const WITHOUT_STORAGE = [NodePool.combined({ replicas: 3 })];

  test('lie in the metadata and do not stop the synth', () => {
    const orders = cluster(chartIn('kafka'), 'orders', { nodePools: WITHOUT_STORAGE });
    expect(errorsOfSynth()).toBe('');
    expect(existsSync(join(outdir, 'orders.k8s.yaml'))).toBe(true);
    const metadata = orders.node.metadata.filter(({ type }) => type === WARNING_METADATA);
    expect(metadata.map(({ data }) => data as unknown)).toEqual([
      expect.objectContaining({
        code: 'StorageNotSaid',
        severity: 'warning',
        path: 'orders/orders',
        prop: 'nodePools[0].storage',
      }),
    ]);
  });

  test('are silenced by an acknowledgement at the construct or above it', () => {
    const chart = chartIn('kafka');
    const orders = cluster(chart, 'orders', { nodePools: WITHOUT_STORAGE });
    cluster(chart, 'other', { nodePools: WITHOUT_STORAGE });
    const codes = (): readonly string[] =>
      warningsOf(app).map(({ code, path }) => `${path} ${code}`);
    expect(codes()).toEqual(['orders/orders StorageNotSaid', 'orders/other StorageNotSaid']);
    const known = { code: 'StorageNotSaid', reason: 'a test cluster' };
    Issues.of(orders).acknowledge(known);
    expect(codes()).toEqual(['orders/other StorageNotSaid']);
    Issues.of(chart).acknowledge(known);
    expect(codes()).toEqual([]);
    expect(errorsOfSynth()).toBe('');
  });

  test('are not acknowledged without a reason', () => {
    const orders = cluster(chartIn('kafka'), 'orders', { nodePools: WITHOUT_STORAGE });
    Issues.of(orders).acknowledge({ code: 'StorageNotSaid', reason: ' ' });
    expect(errorsOfSynth()).toContain("warning 'StorageNotSaid' is acknowledged without a reason");
  });

  test('errors cannot be acknowledged', () => {
    const orders = cluster(chartIn('kafka'), 'orders', { clusterId: 'zz' });
    Issues.of(orders).acknowledge({ code: 'ClusterIdForm', reason: 'it is fine' });
    const text = errorsOfSynth();
    expect(text).toMatch(/cluster id 'zz' is not 16 bytes.* ClusterIdForm/);
    expect(text).toMatch(
      /'ClusterIdForm' is an error, and cannot be acknowledged +IssueAcknowledgement/,
    );
  });
});

describe('the cluster', () => {
  test('makes the same manifests in each synth', () => {
    cluster(chartIn('kafka'), 'orders');
    app.synth();
    const once = readFileSync(join(outdir, 'orders.k8s.yaml'), 'utf8');
    app.synth();
    expect(readFileSync(join(outdir, 'orders.k8s.yaml'), 'utf8')).toBe(once);
  });

  test('is a child of the chart with an object for each manifest', () => {
    const chart = chartIn('kafka');
    const orders = cluster(chart, 'orders');
    expect(orders.node.path).toBe('orders/orders');
    expect(orders.node.findChild('StatefulSet-orders-brokers')).toBeDefined();
  });
});

describe('a cluster from elsewhere', () => {
  test('has a name and a place, and makes nothing', () => {
    const chart = chartIn('kafka');
    const msk = KafkaCluster.fromBootstrap(chart, 'msk', {
      bootstrapServers: 'b-1.example.com:9094',
    });
    expect(msk.clusterName).toBe('msk');
    expect(msk.bootstrapServers()).toBe('b-1.example.com:9094');
    expect(chart.toJson()).toEqual([]);
  });
});

describe('bootstrapServers', () => {
  test('of a listener by name, or of the only one', () => {
    const orders = cluster(chartIn('kafka'), 'orders');
    expect(orders.bootstrapServers()).toBe('orders-kafka-bootstrap.kafka.svc:9093');
    expect(orders.bootstrapServers('tls')).toBe('orders-kafka-bootstrap.kafka.svc:9093');
  });

  test('of a listener that is not there', () => {
    const orders = cluster(chartIn('kafka'), 'orders');
    expect(() => orders.bootstrapServers('tsl')).toThrow(
      "cluster 'orders': there is no listener 'tsl'; its listeners are 'tls' (ListenerUnknown)",
    );
  });
});
