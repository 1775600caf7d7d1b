import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { App, Chart } from 'cdk8s';
import * as main from 'cdk8s-kafka';
import {
  Certificates,
  KafkaVersion,
  Listener,
  ListenerAuthentication,
  NodePool,
} from 'cdk8s-kafka';
import * as entry from 'cdk8s-kafka/pulumi';
import { KafkaCluster } from 'cdk8s-kafka/pulumi';
import type { Manifest } from '../../lib/manifest/manifest';
import { recordRegistrations } from './support/registrations';
import type { Registration } from './support/registrations';

const registrations = recordRegistrations();

beforeEach(() => {
  registrations.clear();
});

const storage = main.Storage.persistent({ size: entry.Size.gibibytes(10) });
const nodePools = [
  NodePool.controllers({ replicas: 3, storage }),
  NodePool.brokers({ replicas: 3, storage }),
];
const tls = { tls: main.ListenerTls.clusterCa(), authentication: ListenerAuthentication.tls() };

const CASES: Readonly<Record<string, main.KafkaClusterProps>> = {
  'cert-manager': { nodePools },
  'local authority': { nodePools, certificates: Certificates.localAuthority() },
  'a Service per broker': {
    nodePools,
    listeners: [
      Listener.clusterIp({ name: 'direct', port: 9094, ...tls, annotations: { team: 'a' } }),
    ],
  },
  'a static quorum of 3.9': {
    version: KafkaVersion.V3_9_1,
    nodePools: [NodePool.combined({ replicas: 1, storage })],
    platform: main.Platform.openshift({ appsDomain: 'apps.example.com' }),
  },
};

/** The objects that a cdk8s app writes for the same props. */
function cdk8sManifests(
  name: string,
  namespace: string,
  props: main.KafkaClusterProps,
): readonly Manifest[] {
  const chart = new Chart(new App(), 'chart', { namespace });
  new main.KafkaCluster(chart, name, props);
  return chart.toJson() as readonly Manifest[];
}

/** The type under which other Pulumi programs know the same kind. */
function typeOf({ apiVersion, kind }: Manifest): string {
  return `kubernetes:${apiVersion === 'v1' ? 'core/v1' : apiVersion}:${kind}`;
}

async function cluster(
  name: string,
  props: Partial<entry.KafkaClusterArgs> = {},
  options?: pulumi.ComponentResourceOptions,
): Promise<KafkaCluster> {
  const made = new KafkaCluster(name, { namespace: 'kafka', nodePools, ...props }, options);
  await registrations.settled();
  return made;
}

describe('children', () => {
  test.each(Object.entries(CASES))(
    'are the objects of the cdk8s construct: %s',
    async (_, props) => {
      await cluster('orders', props);
      const byType = (
        a: { type: string; name: string },
        b: { type: string; name: string },
      ): number => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1);
      const expected = cdk8sManifests('orders', 'kafka', props).map((manifest) => ({
        type: typeOf(manifest),
        name: `orders/${manifest.kind}-${manifest.metadata.name}`,
        inputs: manifest,
      }));
      const children = registrations
        .children()
        .map(({ type, name, inputs }) => ({ type, name, inputs }));
      expect(children.toSorted(byType)).toEqual(expected.toSorted(byType));
    },
  );

  test('are below the component', async () => {
    await cluster('orders');
    const [component] = registrations.all();
    expect(component).toMatchObject({ type: 'cdk8s-kafka:index:KafkaCluster', name: 'orders' });
    expect(new Set(registrations.children().map(({ parent }) => parent))).toEqual(
      new Set([component?.urn]),
    );
  });

  test('have the provider of the component', async () => {
    const provider = new Provider('mine', { enableConfigMapMutable: true });
    await cluster('orders', {}, { provider });
    const providers = new Set(registrations.children().map((child) => child.provider));
    expect([...providers].map((reference) => reference.split('::').slice(2))).toEqual([
      ['pulumi:providers:kubernetes', 'mine', 'mine-id'],
    ]);
  });

  test('have URNs of their own, also where two clusters have one name', async () => {
    await cluster('orders-eu', { clusterName: 'orders', namespace: 'eu' });
    await cluster('orders-us', { clusterName: 'orders', namespace: 'us' });
    const urns = registrations.all().map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
  });

  test('hold no secret', async () => {
    await cluster('orders');
    expect(
      registrations
        .all()
        .filter(({ secretOutputs, text }) => secretOutputs.length > 0 || text.includes(SECRET)),
    ).toEqual([]);
  });

  test('leave alone what the nodes write', async () => {
    await cluster('orders');
    const ignoring = registrations
      .children()
      .filter(({ ignoreChanges }) => ignoreChanges.length > 0);
    expect(ignoring.map(({ name, ignoreChanges }) => [name, ignoreChanges])).toEqual([
      ['orders/ConfigMap-orders-kafka-founding', ['data']],
      ['orders/Lease-orders-kafka-stop', ['spec']],
    ]);
  });
});

// Pulumi's mark of a secret value on the wire.
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

describe('order', () => {
  const pools = (): readonly Registration[] =>
    registrations.children().filter(({ type }) => type.endsWith(':StatefulSet'));

  test('a pool comes after all but Services, brokers also after controllers', async () => {
    await cluster('orders');
    const [controllers, brokers] = pools();
    const others = registrations
      .children()
      .filter(({ type }) => !/:(Service|StatefulSet)$/.test(type));
    const urns = others.map(({ urn }) => urn);
    expect(controllers?.dependencies.toSorted()).toEqual(urns.toSorted());
    expect(brokers?.dependencies.toSorted()).toEqual([...urns, controllers?.urn].toSorted());
  });

  test('pools with controllers come in no order', async () => {
    const combined = (name: string, firstNodeId: number): NodePool =>
      NodePool.combined({ name, firstNodeId, replicas: 1, storage });
    await cluster('orders', {
      nodePools: [
        combined('a', 0),
        NodePool.brokers({ replicas: 1, storage }),
        combined('b', 1),
        combined('c', 2),
      ],
    });
    const sets = (registration: Registration): readonly (string | undefined)[] =>
      registration.dependencies
        .filter((urn) => urn.includes(':StatefulSet::'))
        .map((urn) => urn.split('-').at(-1));
    expect(pools().map((pool) => [pool.name, sets(pool)])).toEqual([
      ['orders/StatefulSet-orders-a', []],
      ['orders/StatefulSet-orders-b', []],
      ['orders/StatefulSet-orders-c', []],
      ['orders/StatefulSet-orders-brokers', ['a', 'b', 'c']],
    ]);
  });

  test('a RoleBinding comes after its Role, and nothing else waits', async () => {
    await cluster('orders');
    const waiting = registrations
      .children()
      .filter(
        ({ type, dependencies }) => dependencies.length > 0 && !type.endsWith(':StatefulSet'),
      );
    expect(
      waiting.map(({ name, dependencies }) => [
        name,
        dependencies.map((urn) => urn.split('::').at(-1)),
      ]),
    ).toEqual([['orders/RoleBinding-orders-kafka', ['orders/Role-orders-kafka']]]);
  });

  test('who depends on the cluster depends on all of it', async () => {
    const orders = await cluster('orders');
    const children = registrations.children().map(({ urn }) => urn);
    new pulumi.ComponentResource('test:index:After', 'after', {}, { dependsOn: orders });
    await registrations.settled();
    const after = registrations.all().find(({ name }) => name === 'after');
    expect(after?.dependencies).toEqual(expect.arrayContaining(children));
  });
});

describe('awaiting', () => {
  const pool = (): Registration | undefined =>
    registrations.children().find(({ type }) => type.endsWith(':StatefulSet'));

  test('an update may take the turns of all nodes', async () => {
    await cluster('orders');
    expect(pool()?.timeouts).toEqual({
      create: '',
      update: `${600 + 6 * (300 + 120 + 30 + 120)}s`,
    });
  });

  test('the timeouts of the component are those of its pools', async () => {
    await cluster('orders', {}, { customTimeouts: { create: '1h', update: '2h' } });
    expect(pool()?.timeouts).toEqual({ create: '1h', update: '2h' });
  });

  test('skipAwait marks StatefulSets and Services', async () => {
    await cluster('orders', { skipAwait: true });
    const marked = registrations
      .children()
      .filter(({ text }) => text.includes('"pulumi.com/skipAwait":"true"'));
    const awaited = registrations
      .children()
      .filter(({ type }) => /:(StatefulSet|Service)$/.test(type));
    expect(marked).toEqual(awaited);
    expect(awaited).toHaveLength(4);
  });
});

describe('issues', () => {
  const codes = (text: string | undefined): readonly string[] =>
    (text ?? '')
      .split('\n')
      .flatMap((line) => / ([A-Z][a-z]+[A-Za-z]+)$/.exec(line)?.slice(1) ?? []);

  test('all errors come at once, before anything is registered', async () => {
    const make = (): KafkaCluster =>
      new KafkaCluster('orders', {
        namespace: 'kafka',
        nodePools: [NodePool.brokers({ replicas: 3 })],
        listeners: [Listener.internal({ name: 'plain', port: 9090 })],
      });
    expect(make).toThrow(pulumi.RunError);
    expect(codes(errorOf(make).message)).toEqual(['ControllersMissing', 'ListenerPortRange']);
    await registrations.settled();
    expect(registrations.all()).toEqual([]);
  });

  test('an error says where, what and what to do', () => {
    const make = (): KafkaCluster =>
      new KafkaCluster('orders', {
        namespace: 'kafka',
        nodePools: [NodePool.brokers({ replicas: 3 })],
      });
    expect(errorOf(make).message.split('\n')).toEqual([
      expect.stringMatching(/^test\/pulumi\/kafka-cluster\.test\.ts:\d+:\d+$/),
      expect.stringMatching(/^ {2}error +no node pool has controllers +ControllersMissing$/),
      '         at orders nodePools',
      expect.stringMatching(/^ {9}fix: add NodePool.controllers/),
    ]);
  });

  test('warnings are logged beside their resource', async () => {
    const warn = jest.spyOn(pulumi.log, 'warn').mockResolvedValue();
    const made = await cluster('orders', { nodePools: [NodePool.combined({ replicas: 1 })] });
    expect(warn.mock.calls.flatMap(([text]) => codes(text))).toContain('StorageNotSaid');
    expect(new Set(warn.mock.calls.map(([, resource]) => resource))).toEqual(new Set([made]));
    warn.mockRestore();
  });
});

function errorOf(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('there was no error');
}

describe('the component', () => {
  test('says name, id and addresses as plain strings, those of the cdk8s construct', async () => {
    const made = await cluster('orders');
    const same = new main.KafkaCluster(
      new Chart(new App(), 'chart', { namespace: 'kafka' }),
      'orders',
      { nodePools },
    );
    expect(made.clusterName).toBe('orders');
    expect(made.clusterId).toBe(same.clusterId);
    expect(made.certificateNames).toEqual(same.certificateNames);
    expect(made.bootstrapServers('tls')).toBe('orders-kafka-bootstrap.kafka.svc:9093');
    expect(() => made.bootstrapServers('other')).toThrow(
      /there is no listener 'other'; its listeners are 'tls'/,
    );
  });
});

describe('the entry', () => {
  const exported = (file: string): readonly string[] => {
    const text = readFileSync(join(__dirname, '../../lib', file), 'utf8');
    return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '\.\.?\/props\//g)]
      .flatMap(([, names]) => names?.split(',') ?? [])
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .sort();
  };

  test('has all props of the main entry', () => {
    expect(exported('pulumi/index.ts')).toEqual(exported('index.ts'));
  });

  test('has the same classes as the main entry', () => {
    expect(entry.NodePool).toBe(main.NodePool);
    expect(entry.Certificates).toBe(main.Certificates);
  });
});
