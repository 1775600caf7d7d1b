import fc from 'fast-check';
import { complete } from '../../lib/model/complete';
import { DEFAULT_LISTENERS } from '../../lib/model/listeners';
import { renderManifests } from '../../lib/render/manifests';
import type { ClusterSpec } from '../../lib/spec/cluster';
import type { ReachSpec } from '../../lib/spec/listener';
import type { NodePoolSpec } from '../../lib/spec/node-pool';
import { plausibleClusterSpec } from '../support/arbitraries';
import {
  brokerOverride,
  clusterSpec,
  controllers,
  listener,
  outsideListener,
  pool,
} from '../support/build';
import { ofKind } from '../support/kubernetes';
import type { PodTemplate } from '../support/kubernetes';

/** The pods' template of each set: a set rolls when, and only when, it changes. */
function templates(spec: ClusterSpec): Readonly<Record<string, PodTemplate>> {
  const sets = ofKind(renderManifests(complete(spec)), 'StatefulSet');
  return Object.fromEntries(sets.map(({ metadata, spec: set }) => [metadata.name, set.template]));
}

function changed(before: ClusterSpec, after: ClusterSpec): readonly string[] {
  const [old, now] = [templates(before), templates(after)];
  return Object.keys(old).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
}

const withPool = (
  spec: ClusterSpec,
  index: number,
  change: (one: NodePoolSpec) => Partial<NodePoolSpec>,
): ClusterSpec => ({
  ...spec,
  nodePools: spec.nodePools.map((one, at) => (at === index ? { ...one, ...change(one) } : one)),
});

const ORDERS = clusterSpec({
  nodePools: [controllers(), pool(), pool({ name: 'more', firstNodeId: 200 })],
});
const NAMES = ['orders-controllers', 'orders-brokers', 'orders-more'];
const changedBy = (said: Partial<ClusterSpec>): readonly string[] =>
  changed(ORDERS, { ...ORDERS, ...said });

describe('what restarts no pod', () => {
  test('more brokers, where there were three', () => {
    fc.assert(
      fc.property(plausibleClusterSpec, fc.nat(9), (spec, choice) => {
        const before = {
          ...spec,
          nodePools: [...spec.nodePools, pool({ name: 'base', firstNodeId: 900 })],
        };
        const index = 1 + (choice % (before.nodePools.length - 1));
        const after = withPool(before, index, ({ replicas }) => ({ replicas: replicas + 1 }));
        expect(changed(before, after)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('another pool of brokers', () => {
    const nodePools = [...ORDERS.nodePools, pool({ name: 'third', firstNodeId: 300 })];
    expect(changedBy({ nodePools })).toEqual([]);
  });

  test('one more controller in a dynamic quorum', () => {
    expect(
      changed(
        ORDERS,
        withPool(ORDERS, 0, () => ({ replicas: 4 })),
      ),
    ).toEqual([]);
  });

  test('the order of pools', () => {
    expect(changedBy({ nodePools: [...ORDERS.nodePools].reverse() })).toEqual([]);
  });

  test.each<[string, Partial<ReachSpec>]>([
    ['node ports', { bootstrapNodePort: 32000, brokerNodePorts: { '100': 32100 } }],
    ['a host where clients begin', { bootstrapHost: 'other.example.com' }],
    ['what external-dns reads', { brokers: { annotations: { ttl: '{nodeId}' }, labels: {} } }],
    ['how its Services are reached', { externalTrafficPolicy: 'Local' }],
  ])('an outside listener that gets %s', (_, said) => {
    const nowhere = { bootstrapHost: undefined, brokerHostTemplate: undefined };
    const before = { ...ORDERS, listeners: [outsideListener('nodeport', nowhere)] };
    const after = { ...ORDERS, listeners: [outsideListener('nodeport', { ...nowhere, ...said })] };
    expect(changed(before, after)).toEqual([]);
  });

  test('what one broker is advertised as, where some broker is advertised by itself already', () => {
    const withOwn = (...ports: readonly number[]): ClusterSpec => {
      const overrides = ports.map((advertisedPort, at) =>
        brokerOverride({ nodeId: 100 + at, advertisedPort }),
      );
      return { ...ORDERS, listeners: [outsideListener('ingress', { overrides })] };
    };
    expect(changed(withOwn(9500), withOwn(9600, 9700))).toEqual([]);
  });

  test('more disk, and who may reach the brokers', () => {
    const more = withPool(ORDERS, 1, () => ({ storage: pool().storage }));
    expect(changed(ORDERS, more)).toEqual([]);
    expect(changedBy({ adminPeers: [{ podSelector: {} }] })).toEqual([]);
  });
});

describe('what restarts pods', () => {
  test.each<[string, ClusterSpec, readonly string[]]>([
    [
      'configuration of a pool: its own',
      withPool(ORDERS, 2, () => ({ config: { 'num.io.threads': '9' } })),
      ['orders-more'],
    ],
    [
      'resources of a pool: its own',
      withPool(ORDERS, 1, () => ({
        resources: { cpuRequest: '2', cpuLimit: undefined, memoryBytes: undefined },
      })),
      ['orders-brokers'],
    ],
    ['configuration of the cluster: all', { ...ORDERS, config: { 'num.io.threads': '9' } }, NAMES],
    ['another version: all', { ...ORDERS, version: '4.2.0' }, NAMES],
    ['log levels: all', { ...ORDERS, logging: { rootLevel: 'DEBUG', loggers: {} } }, NAMES],
    [
      'another listener: the brokers',
      { ...ORDERS, listeners: [...DEFAULT_LISTENERS, listener()] },
      NAMES.slice(1),
    ],
    [
      'one more controller in a static quorum: all',
      withPool({ ...ORDERS, quorum: { kind: 'static', initialControllers: undefined } }, 0, () => ({
        replicas: 4,
      })),
      NAMES,
    ],
  ])('%s', (_, after, names) => {
    const before = { ...ORDERS, quorum: after.quorum };
    expect(changed(before, after)).toEqual(names);
  });

  test('another program in the pods: all', () => {
    const hashes = Object.values(templates(ORDERS)).map(hashOf);
    jest.isolateModules(() => {
      jest.doMock('../../lib/runtime/generated/runtime-files', () => ({
        ...jest.requireActual<object>('../../lib/runtime/generated/runtime-files'),
        RUN_SH: 'another',
      }));
      const { renderManifests: render } = jest.requireActual<{
        readonly renderManifests: typeof renderManifests;
      }>('../../lib/render/manifests');
      const others = ofKind(render(complete(ORDERS)), 'StatefulSet').map(({ spec }) =>
        hashOf(spec.template),
      );
      expect(others.filter((hash) => hashes.includes(hash))).toEqual([]);
      expect(others).toHaveLength(hashes.length);
    });
  });
});

const hashOf = ({ metadata }: PodTemplate): string | undefined =>
  metadata.annotations['cdk8s-kafka/roll-hash'];

/** The same value, with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

test('the order in which keys are written does not matter', () => {
  const maps: Partial<ClusterSpec> = {
    config: { 'num.io.threads': '9', 'log.retention.hours': '1' },
    jvm: {
      heapBytes: undefined,
      heapMinBytes: undefined,
      gcLogging: undefined,
      xx: { b: '1', a: '2' },
      systemProperties: { y: '1', x: '2' },
    },
    logging: { rootLevel: undefined, loggers: { b: 'INFO', a: 'WARN' } },
  };
  fc.assert(
    fc.property(plausibleClusterSpec, (spec) => {
      const one = { ...spec, ...maps };
      const other = reversed(one) as ClusterSpec;
      expect(templates(other)).toEqual(templates(one));
      expect(renderManifests(complete(other))).toEqual(renderManifests(complete(one)));
    }),
    { numRuns: 30 },
  );
});
