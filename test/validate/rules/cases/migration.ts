import * as rules from '../../../../lib/validate/rules/migration';
import { cluster, combined, migrating, pool, zooKeeper } from '../../../support/build';
import type { Cases } from './case';

const onZooKeeper = cluster({
  version: '3.9.1',
  zooKeeper: zooKeeper(),
  nodePools: [pool({ firstNodeId: 0 })],
});

export const MIGRATION_CASES: Cases = [
  {
    rule: rules.migrationWithoutZooKeeper,
    valid: [cluster(), onZooKeeper, migrating('dualWrite')],
    invalid: [[migrating('finish', { zooKeeper: undefined }), ['migration']]],
  },
  {
    rule: rules.migrationClusterId,
    valid: [cluster(), onZooKeeper, migrating('finish')],
    invalid: [[migrating('provisionControllers', { clusterId: undefined }), ['clusterId']]],
  },
  {
    rule: rules.migrationQuorum,
    valid: [cluster(), onZooKeeper, migrating('brokersToKRaft')],
    invalid: [
      [migrating('dualWrite', { quorum: undefined }), ['quorum']],
      [
        migrating('dualWrite', { quorum: { kind: 'dynamic', initialControllers: undefined } }),
        ['quorum'],
      ],
    ],
  },
  {
    rule: rules.migrationCombined,
    valid: [cluster({ nodePools: [combined()] }), migrating('rollBack')],
    invalid: [[migrating('dualWrite', { nodePools: [combined()] }), ['nodePools[0].roles']]],
  },
];
