import type { RackSpec } from '../../../../lib/spec/node-pool';
import * as rules from '../../../../lib/validate/rules/node-pools';
import { cluster, combined, controllers, pool } from '../../../support/build';
import type { Cases } from './case';

const withPools = (...nodePools: ReturnType<typeof pool>[]) => cluster({ nodePools });
const replicas = (count: number) => withPools(controllers(), pool({ replicas: count }));
const firstId = (firstNodeId: number) => withPools(controllers(), pool({ firstNodeId }));
const voters = (count: number) => withPools(controllers({ replicas: count }), pool());
const racks = (...said: readonly (RackSpec | undefined)[]) =>
  withPools(
    controllers(),
    ...said.map((rack, index) =>
      pool({ name: `zone-${String(index)}`, firstNodeId: 100 * (index + 1), rack }),
    ),
  );
const literal = (rack: string): RackSpec => ({ kind: 'literal', rack });
const podLabel = (label: string): RackSpec => ({ kind: 'podLabel', label });
const ZONE = 'topology.kubernetes.io/zone';

export const NODE_POOL_CASES: Cases = [
  { rule: rules.poolsMissing, valid: [cluster()], invalid: [[withPools(), ['nodePools']]] },
  {
    rule: rules.controllersMissing,
    valid: [cluster(), withPools(combined()), withPools()],
    invalid: [[withPools(pool()), ['nodePools']]],
  },
  {
    rule: rules.brokersMissing,
    valid: [cluster(), withPools(combined()), withPools()],
    invalid: [[withPools(controllers()), ['nodePools']]],
  },
  {
    rule: rules.poolReplicas,
    valid: [replicas(1), replicas(1000)],
    invalid: [-3, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1001].map((count) => [
      replicas(count),
      ['nodePools[1].replicas'],
    ]),
  },
  {
    rule: rules.poolNameUnique,
    valid: [cluster()],
    invalid: [
      [
        withPools(controllers(), pool({ firstNodeId: 100 }), pool({ firstNodeId: 200 })),
        ['nodePools[2].name'],
      ],
      [withPools(controllers({ name: 'a' }), pool({ name: 'a' })), ['nodePools[1].name']],
    ],
  },
  {
    rule: rules.poolFirstNodeId,
    valid: [cluster(), firstId(0), firstId(2 ** 31 - 3)],
    invalid: [-1, 0.5, Number.NaN, 2 ** 31 - 2, 1e300].map((id) => [
      firstId(id),
      ['nodePools[1].firstNodeId'],
    ]),
  },
  {
    rule: rules.nodeIdUnique,
    valid: [cluster(), firstId(3)],
    invalid: [
      [firstId(0), ['nodePools[1].firstNodeId']],
      [firstId(2), ['nodePools[1].firstNodeId']],
      [
        withPools(controllers(), pool({ name: 'a' }), pool({ name: 'b' })),
        ['nodePools[2].firstNodeId'],
      ],
    ],
  },
  {
    rule: rules.controllersEven,
    valid: [voters(1), voters(3), voters(5), withPools(pool())],
    invalid: [
      [voters(2), ['nodePools']],
      [voters(4), ['nodePools']],
    ],
  },
  {
    rule: rules.controllersMany,
    valid: [voters(7)],
    invalid: [[voters(9), ['nodePools']]],
  },
  {
    rule: rules.combinedMany,
    valid: [withPools(combined()), withPools(combined(), pool({ replicas: 9 }))],
    invalid: [[withPools(combined({ replicas: 5 })), ['nodePools']]],
  },
  {
    rule: rules.rackForm,
    valid: [racks(literal('eu-central-1a')), racks(podLabel(ZONE)), racks(literal('a b'))],
    invalid: [
      [racks(literal('')), ['nodePools[1].rack']],
      [racks(literal('a\nb=c')), ['nodePools[1].rack']],
      [racks(literal('${env:X}')), ['nodePools[1].rack']],
      [racks(podLabel("zone']")), ['nodePools[1].rack']],
    ],
  },
  {
    rule: rules.rackMissing,
    valid: [racks(undefined, undefined), racks(literal('a'), literal('b'))],
    invalid: [[racks(literal('a'), undefined), ['nodePools[2].rack']]],
  },
  {
    rule: rules.rackMixed,
    valid: [racks(podLabel(ZONE), podLabel(ZONE)), racks(literal('a'), undefined)],
    invalid: [[racks(literal('a'), podLabel(ZONE)), ['nodePools[2].rack']]],
  },
];
