import type { JvmSpec, ResourcesSpec } from '../../../../lib/spec/node-pool';
import * as jvmRules from '../../../../lib/validate/rules/jvm';
import * as rules from '../../../../lib/validate/rules/resources';
import { cluster, controllers, jvm, pool } from '../../../support/build';
import type { Cases } from './case';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const said = (resources: Partial<ResourcesSpec>): ResourcesSpec => ({
  cpuRequest: undefined,
  cpuLimit: undefined,
  memoryBytes: undefined,
  ...resources,
});
const ofAll = (resources: Partial<ResourcesSpec>, java: Partial<JvmSpec> = {}) =>
  cluster({ resources: said(resources), jvm: jvm(java) });
const ofPool = (resources: Partial<ResourcesSpec>, java: Partial<JvmSpec> = {}) =>
  cluster({ nodePools: [controllers(), pool({ resources: said(resources), jvm: jvm(java) })] });
const logging = (rootLevel: string | undefined, loggers: Readonly<Record<string, string>> = {}) =>
  cluster({ logging: { rootLevel, loggers } });

export const RESOURCE_CASES: Cases = [
  {
    rule: rules.cpuQuantity,
    valid: [
      cluster(),
      ofAll({ cpuRequest: '2', cpuLimit: '2500m' }),
      ofPool({ cpuRequest: '0.5', cpuLimit: '1e1' }),
    ],
    invalid: [
      ...['banana', '', '-1', '0', '0m', '1 core', '0.0001'].map(
        (cpuRequest) => [ofPool({ cpuRequest }), ['nodePools[1].resources.cpuRequest']] as const,
      ),
      [ofAll({ cpuLimit: 'lots' }), ['resources.cpuLimit']],
    ],
  },
  {
    rule: rules.cpuRequestOverLimit,
    valid: [cluster(), ofPool({ cpuRequest: '500m', cpuLimit: '0.5' })],
    invalid: [
      [ofPool({ cpuRequest: '2', cpuLimit: '1500m' }), ['nodePools[1].resources.cpuRequest']],
      [ofAll({ cpuRequest: '2', cpuLimit: '1' }), ['resources.cpuRequest', 'resources.cpuRequest']],
    ],
  },
  {
    rule: rules.memorySize,
    valid: [cluster(), ofAll({ memoryBytes: 2 * GIB })],
    invalid: [0, -1, Number.NaN, 1.5, 1024].map((memoryBytes) => [
      ofPool({ memoryBytes }),
      ['nodePools[1].resources.memory'],
    ]),
  },
  {
    rule: rules.heapSize,
    valid: [cluster(), ofAll({}, { heapBytes: 512 * MIB })],
    invalid: [
      [ofPool({}, { heapBytes: 0 }), ['nodePools[1].jvm.heap']],
      [ofAll({}, { heapBytes: -1, heapMinBytes: Number.NaN }), ['jvm.heap', 'jvm.heapMin']],
    ],
  },
  {
    rule: rules.heapMinOverHeap,
    valid: [cluster(), ofPool({}, { heapBytes: GIB, heapMinBytes: GIB })],
    invalid: [
      [
        ofPool({ memoryBytes: 4 * GIB }, { heapBytes: GIB, heapMinBytes: 2 * GIB }),
        ['nodePools[1].jvm.heapMin'],
      ],
    ],
  },
  {
    rule: rules.heapFillsMemory,
    valid: [cluster(), ofPool({ memoryBytes: 10 * GIB }, { heapBytes: 7 * GIB })],
    invalid: [
      [ofPool({ memoryBytes: 4 * GIB }, { heapBytes: 3 * GIB }), ['nodePools[1].jvm.heap']],
      // The controllers' GiB is too small, the brokers' two are not.
      [ofAll({}, { heapBytes: 1300 * MIB }), ['jvm.heap']],
    ],
  },
  {
    rule: rules.memoryBesideHeap,
    valid: [cluster(), ofAll({ memoryBytes: 512 * MIB }), ofPool({ memoryBytes: GIB })],
    invalid: [
      [
        ofPool({ memoryBytes: 600 * MIB }, { heapBytes: 400 * MIB }),
        ['nodePools[1].resources.memory'],
      ],
      [ofAll({ memoryBytes: 400 * MIB }), ['resources.memory', 'resources.memory']],
    ],
  },
  {
    rule: jvmRules.jvmOptionForm,
    valid: [cluster(), ofAll({}, { xx: { UseZGC: 'true', MaxGCPauseMillis: '50' } })],
    invalid: [
      [ofPool({}, { xx: { '+UseZGC': 'true' } }), ["nodePools[1].jvm.xx['+UseZGC']"]],
      [ofAll({}, { xx: { OnError: 'kill -9 %p' } }), ["jvm.xx['OnError']"]],
      [
        ofAll({}, { xx: { A: '', B: "'", C: '$(id)', D: '*' } }),
        ['A', 'B', 'C', 'D'].map((name) => `jvm.xx['${name}']`),
      ],
    ],
  },
  {
    rule: jvmRules.jvmOptionOwned,
    valid: [ofAll({}, { xx: { UseZGC: 'true' } })],
    invalid: [[ofAll({}, { xx: { MaxRAMPercentage: '75' } }), ["jvm.xx['MaxRAMPercentage']"]]],
  },
  {
    rule: jvmRules.systemPropertyForm,
    valid: [ofAll({}, { systemProperties: { 'java.net.preferIPv6Addresses': 'true', a: '' } })],
    invalid: [
      [
        ofAll({}, { systemProperties: { 'user.name': 'a b' } }),
        ["jvm.systemProperties['user.name']"],
      ],
      [
        ofPool({}, { systemProperties: { 'a=b': 'c' } }),
        ["nodePools[1].jvm.systemProperties['a=b']"],
      ],
    ],
  },
  {
    rule: jvmRules.logLevel,
    valid: [cluster(), logging('DEBUG', { 'kafka.request.logger': 'OFF' })],
    invalid: [
      [logging('INFOO'), ['logging.rootLevel']],
      [logging(undefined, { kafka: 'info' }), ["logging.loggers['kafka']"]],
    ],
  },
  {
    rule: jvmRules.loggerName,
    valid: [logging('INFO', { 'kafka.network.RequestChannel$': 'WARN' })],
    invalid: [
      [logging('INFO', { 'a=b': 'WARN' }), ["logging.loggers['a=b']"]],
      [logging('INFO', { '': 'WARN' }), ["logging.loggers['']"]],
    ],
  },
];
