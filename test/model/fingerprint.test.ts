import { fingerprint, migrationRest } from '../../lib/model/fingerprint';
import type { ClusterSpec } from '../../lib/spec/cluster';
import { MIGRATION_STEPS } from '../../lib/spec/migration';
import { migratingSpec, pool } from '../support/build';

const rest = (said: Partial<ClusterSpec> = {}): string =>
  migrationRest(migratingSpec('dualWrite', said));

test('the order in which keys were written does not matter', () => {
  expect(fingerprint({ a: 1, b: { c: 2, d: [3] } })).toBe(
    fingerprint({ b: { d: [3], c: 2 }, a: 1 }),
  );
});

test('the line of the program does not matter', () => {
  const said = { path: 'app/orders', origin: 'elsewhere.ts:99:1' };
  expect(rest({ said })).toBe(rest());
});

test('steps of one program differ by the step alone', () => {
  const all = MIGRATION_STEPS.map((step) => migrationRest(migratingSpec(step)));
  expect(new Set(all).size).toBe(1);
});

test.each<[string, Partial<ClusterSpec>]>([
  ['a setting', { config: { 'log.retention.hours': '1' } }],
  ['a pool', { nodePools: [pool({ replicas: 5 })] }],
  ['the version', { version: '3.9.2' }],
])('%s is something else', (_, said) => {
  expect(rest(said)).not.toBe(rest());
});

test('a change of the ensemble is something else', () => {
  const { zooKeeper } = migratingSpec('dualWrite');
  expect(zooKeeper?.ensemble).toBeDefined();
  const changed = zooKeeper && {
    ...zooKeeper,
    ensemble: zooKeeper.ensemble && { ...zooKeeper.ensemble, fingerprint: '1' },
  };
  expect(rest({ zooKeeper: changed })).not.toBe(rest());
});
