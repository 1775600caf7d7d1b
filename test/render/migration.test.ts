import { complete } from '../../lib/model/complete';
import { renderManifests } from '../../lib/render/manifests';
import type { ClusterSpec } from '../../lib/spec/cluster';
import { MIGRATION_STEPS } from '../../lib/spec/migration';
import type { MigrationStep } from '../../lib/spec/migration';
import { validate } from '../../lib/validate/rule';
import { CLUSTER_RULES } from '../../lib/validate/rules';
import { migratingSpec, pool } from '../support/build';
import { ofKind } from '../support/kubernetes';

const STARTED = migratingSpec(undefined, {
  clusterId: undefined,
  quorum: undefined,
  nodePools: [pool({ firstNodeId: 0 })],
});
const ended = (): ClusterSpec => migratingSpec(undefined, { zooKeeper: undefined });

type Objects = Readonly<Record<string, string>>;

/** Each object as text; a ConfigMap's files apart, so that a difference says in which file it is. */
function objects(spec: ClusterSpec): Objects {
  const entries = renderManifests(complete(spec)).flatMap((one) => {
    const name = `${one.kind} ${one.metadata.name}`;
    const { data, ...rest } = one as typeof one & { data?: Record<string, string> };
    return [
      [name, JSON.stringify(rest)] as const,
      ...Object.entries(data ?? {}).map(([file, text]) => [`${name} ${file}`, text] as const),
    ];
  });
  return Object.fromEntries(entries);
}

/** Names of the objects that differ. */
function changed(before: ClusterSpec, after: ClusterSpec): readonly string[] {
  const [old, now] = [objects(before), objects(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => old[name] !== now[name])
    .sort();
}

const lines = (spec: ClusterSpec, name: string): readonly string[] =>
  (objects(spec)[name] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Lines that are new or gone in a file. */
function changedLines(before: ClusterSpec, after: ClusterSpec, name: string): readonly string[] {
  const [old, now] = [lines(before, name), lines(after, name)];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ].map((line) => line.replace(/=.*/, ''));
}

const step = migratingSpec;
const BROKERS = ['ConfigMap orders-brokers node.env', 'ConfigMap orders-brokers server.properties'];
const MARK = 'ConfigMap orders-kafka-founding';

describe('each step of a migration changes what it is about, and nothing else', () => {
  test('controllers come beside a cluster whose brokers stay as they are', () => {
    expect(changed(STARTED, step('provisionControllers'))).toEqual([
      'ConfigMap orders-controllers',
      'ConfigMap orders-controllers admin.properties',
      'ConfigMap orders-controllers java.security',
      'ConfigMap orders-controllers log4j.properties',
      'ConfigMap orders-controllers node.env',
      'ConfigMap orders-controllers server.properties',
      MARK,
      'NetworkPolicy orders-network-policy-kafka',
      'PodDisruptionBudget orders-kafka-controllers',
      'Role orders-kafka',
      'Service orders-kafka-brokers',
      'StatefulSet orders-controllers',
    ]);
  });

  const ofBrokers = [...BROKERS, MARK, 'StatefulSet orders-brokers'];

  test('brokers tell the controllers of themselves', () => {
    const [before, after] = [step('provisionControllers'), step('dualWrite')];
    expect(changed(before, after)).toEqual(ofBrokers);
    expect(changedLines(before, after, BROKERS[1] ?? '')).toEqual([
      '-listener.security.protocol.map',
      '+controller.listener.names',
      '+controller.quorum.voters',
      '+zookeeper.metadata.migration.enable',
      '+listener.security.protocol.map',
      '+listener.name.controlplane-9090.ssl.keystore.type',
      '+listener.name.controlplane-9090.ssl.keystore.location',
      '+listener.name.controlplane-9090.ssl.allow.san.changes',
      '+listener.name.controlplane-9090.ssl.truststore.type',
      '+listener.name.controlplane-9090.ssl.truststore.location',
      '+listener.name.controlplane-9090.ssl.client.auth',
      '+listener.name.controlplane-9090.ssl.principal.mapping.rules',
      '+broker.heartbeat.interval.ms',
      '+broker.session.timeout.ms',
    ]);
  });

  test('brokers leave ZooKeeper, and are what they will be', () => {
    expect(changed(step('dualWrite'), step('brokersToKRaft'))).toEqual([
      // The label with which pods come to the ensemble.
      'ConfigMap orders-brokers',
      ...ofBrokers,
    ]);
    expect(lines(step('brokersToKRaft'), BROKERS[1] ?? '')).toEqual(
      lines(ended(), BROKERS[1] ?? ''),
    );
  });

  test('controllers leave ZooKeeper', () => {
    const [before, after] = [step('brokersToKRaft'), step('finish')];
    const config = 'ConfigMap orders-controllers server.properties';
    expect(changed(before, after)).toEqual([
      'ConfigMap orders-controllers',
      'ConfigMap orders-controllers node.env',
      config,
      MARK,
      'StatefulSet orders-controllers',
    ]);
    expect(changedLines(before, after, config).filter((line) => line.startsWith('+'))).toEqual([
      '+listener.security.protocol.map',
    ]);
    expect(lines(after, config).filter((line) => line.startsWith('zookeeper.'))).toEqual([]);
  });

  test('what is left out of the program at the end rolls nobody', () => {
    expect(changed(step('finish'), ended())).toEqual([MARK]);
  });

  test('the way back stops the controllers, and a Job ends it', () => {
    const names = changed(step('dualWrite'), step('rollBack'));
    expect(names.map((name) => name.replace(/-[0-9a-f]{10}$/, ''))).toEqual([
      MARK,
      'Job orders-kafka-roll-back',
      'PodDisruptionBudget orders-kafka-controllers',
      'Service orders-kafka-brokers',
      'StatefulSet orders-controllers',
    ]);
    const sets = ofKind(renderManifests(complete(step('rollBack'))), 'StatefulSet');
    expect(sets.map(({ spec }) => spec.replicas)).toEqual([0, 3]);
  });
});

test.each(MIGRATION_STEPS)('no rule forbids a cluster in step %s', (one: MigrationStep) => {
  const spec = step(one);
  const issues = validate(complete(spec), CLUSTER_RULES, spec.said);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
});
