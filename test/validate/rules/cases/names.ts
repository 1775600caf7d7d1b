import * as rules from '../../../../lib/validate/rules/names';
import { cluster, controllers, listener, pool } from '../../../support/build';
import type { Cases } from './case';

const named = (name: string) => cluster({ nodePools: [controllers(), pool({ name })] });
const perBroker = (clusterName: string, name: string, pools = [controllers(), pool()]) =>
  cluster({
    name: clusterName,
    nodePools: pools,
    listeners: [listener({ name, type: 'cluster-ip' })],
  });

export const NAME_CASES: Cases = [
  {
    rule: rules.namespaceMissing,
    valid: [cluster()],
    invalid: [[cluster({ namespace: undefined }), [undefined]]],
  },
  {
    rule: rules.clusterDomainForm,
    valid: [cluster(), cluster({ clusterDomain: 'k8s.example.com' })],
    invalid: ['', '.', 'cluster.local.', 'Cluster.Local'].map((clusterDomain) => [
      cluster({ clusterDomain }),
      ['clusterDomain'],
    ]),
  },
  {
    rule: rules.namespaceForm,
    valid: [cluster(), cluster({ namespace: 'a'.repeat(63) }), cluster({ namespace: undefined })],
    invalid: ['Kafka', '', 'a.b', '-a', 'a'.repeat(64)].map((namespace) => [
      cluster({ namespace }),
      [undefined],
    ]),
  },
  {
    rule: rules.clusterNameForm,
    valid: [cluster(), cluster({ name: 'a' }), cluster({ name: 'a-1' })],
    invalid: ['Orders', '', '1a', 'a_b', 'a.b', 'a-', 'ä', 'a\n'].map((name) => [
      cluster({ name }),
      ['clusterName'],
    ]),
  },
  {
    rule: rules.clusterNameLength,
    valid: [cluster({ name: 'a'.repeat(47) })],
    invalid: [[cluster({ name: 'a'.repeat(48) }), ['clusterName']]],
  },
  {
    rule: rules.clusterIdForm,
    valid: [
      cluster(),
      cluster({ clusterId: 'MkU3OEVBNTcwNTJENDM2Qg' }),
      cluster({ clusterId: cluster().clusterId }),
    ],
    invalid: ['zz', '', 'MkU3OEVBNTcwNTJENDM2Qk', 'MkU3OEVBNTcwNTJENDM2Qg==', 'a'.repeat(22)].map(
      (clusterId) => [cluster({ clusterId }), ['clusterId']],
    ),
  },
  {
    rule: rules.poolNameForm,
    valid: [cluster(), named('zone-1'), named('1')],
    invalid: ['Brokers', '', 'a.b', '-', 'a_b'].map((name) => [named(name), ['nodePools[1].name']]),
  },
  {
    rule: rules.poolNameReserved,
    valid: [named('kafka'), named('runtime')],
    invalid: ['kafka-runtime', 'kafka-founding', 'certificate-requests'].map((name) => [
      named(name),
      ['nodePools[1].name'],
    ]),
  },
  {
    rule: rules.poolNameLength,
    // orders-<45> is 52 characters.
    valid: [named('a'.repeat(45))],
    invalid: [
      [named('a'.repeat(46)), ['nodePools[1].name']],
      [cluster({ name: 'a'.repeat(47) }), ['nodePools[0].name', 'nodePools[1].name']],
    ],
  },
  {
    rule: rules.listenerServiceNameLength,
    valid: [
      perBroker('orders', 'external'),
      // An internal listener makes no Service of its own.
      cluster({ name: 'a'.repeat(47), listeners: [listener({ name: 'b'.repeat(11) })] }),
    ],
    invalid: [
      [perBroker('a'.repeat(40), 'external'), ['listeners[0].name']],
      [
        perBroker('orders', 'b'.repeat(11), [controllers(), pool({ name: 'p'.repeat(45) })]),
        ['listeners[0].name'],
      ],
    ],
  },
];
