import type { ClusterModel } from '../../../../lib/model/cluster-model';
import type { ListenerSpec, SecretKeySpec } from '../../../../lib/spec/listener';
import * as security from '../../../../lib/validate/rules/listener-security';
import * as rules from '../../../../lib/validate/rules/listeners';
import { cluster, listener } from '../../../support/build';
import type { Cases } from './case';

const one = (said: Partial<ListenerSpec>) => cluster({ listeners: [listener(said)] });
const two = (first: Partial<ListenerSpec>, second: Partial<ListenerSpec>) =>
  cluster({ listeners: [listener(first), listener({ name: 'other', port: 9095, ...second })] });
const CLUSTER_CA = { kind: 'clusterCa' } as const;
const SECRET = {
  kind: 'secret',
  secretName: 'own',
  certificate: 'tls.crt',
  key: 'tls.key',
} as const;
const plain = (...names: readonly string[]): ListenerSpec['authentication'] => ({
  kind: 'plain',
  users: Object.fromEntries(
    names.map((name): [string, SecretKeySpec] => [name, { secretName: 'users', key: 'password' }]),
  ),
});
const SCRAM = { kind: 'scram', mechanism: 'SCRAM-SHA-512' } as const;

/** A model as only a fault of this library could make it. */
function uncertified(model: ClusterModel): ClusterModel {
  return { ...model, certificates: { ...model.certificates, dnsNames: [] } };
}

export const LISTENER_CASES: Cases = [
  {
    rule: rules.listenersMissing,
    valid: [cluster(), one({})],
    invalid: [[cluster({ listeners: [] }), ['listeners']]],
  },
  {
    rule: rules.listenerNameForm,
    valid: [one({ name: 'a' }), one({ name: 'external123' })],
    invalid: ['my-listener', 'External', '', 'abcdefghijkl', 'a_b'].map((name) => [
      one({ name }),
      ['listeners[0].name'],
    ]),
  },
  {
    rule: rules.listenerNameUnique,
    valid: [two({}, {})],
    invalid: [[two({}, { name: 'plain' }), ['listeners[1].name']]],
  },
  {
    rule: rules.listenerNameTaken,
    valid: [two({}, {}), two({ name: 'tls', port: 9093 }, { name: 'clientstsl' })],
    invalid: [
      [one({ name: 'replication' }), ['listeners[0].name']],
      [one({ name: 'ctrlplane' }), ['listeners[0].name']],
      [two({}, { name: 'clients' }), ['listeners[1].name']],
    ],
  },
  {
    rule: rules.listenerPortRange,
    valid: [one({ port: 9092 }), one({ port: 65535 })],
    invalid: [9090, 9091, 8443, 0, -1, 65536, 9092.5, Number.NaN].map((port) => [
      one({ port }),
      ['listeners[0].port'],
    ]),
  },
  {
    rule: rules.listenerPortReserved,
    valid: [one({ port: 9094 })],
    invalid: [
      [one({ port: 9404 }), ['listeners[0].port']],
      [two({}, { port: 9999 }), ['listeners[1].port']],
    ],
  },
  {
    rule: rules.listenerPortUnique,
    valid: [two({}, {})],
    invalid: [[two({}, { port: 9092 }), ['listeners[1].port']]],
  },
  {
    rule: rules.listenerAdvertisedHost,
    valid: [
      cluster(),
      one({ tls: CLUSTER_CA, type: 'cluster-ip' }),
      uncertified(one({})),
      uncertified(one({ tls: SECRET })),
    ],
    invalid: [[uncertified(one({ tls: CLUSTER_CA })), ['listeners[0].alternativeNames']]],
  },
  {
    rule: rules.listenerAlternativeNames,
    valid: [one({ alternativeNames: ['kafka.example.com', '*.kafka.example.com', 'kafka'] })],
    invalid: [
      [
        one({ alternativeNames: ['a.example.com', 'https://kafka', 'kafka:9093', 'a.*.b', ''] }),
        [1, 2, 3, 4].map((index) => `listeners[0].alternativeNames[${String(index)}]`),
      ],
    ],
  },
  {
    rule: rules.listenerAlternativeNamesUnused,
    valid: [one({}), one({ tls: CLUSTER_CA, alternativeNames: ['kafka.example.com'] })],
    invalid: [
      [one({ alternativeNames: ['kafka.example.com'] }), ['listeners[0].alternativeNames']],
      [
        one({ tls: SECRET, alternativeNames: ['kafka.example.com'] }),
        ['listeners[0].alternativeNames'],
      ],
    ],
  },
  {
    rule: rules.listenerLimits,
    valid: [one({ maxConnections: 1, maxConnectionCreationRate: 100 })],
    invalid: [
      [one({ maxConnections: 0 }), ['listeners[0].maxConnections']],
      [
        one({ maxConnections: 1.5, maxConnectionCreationRate: Number.NaN }),
        ['listeners[0].maxConnections', 'listeners[0].maxConnectionCreationRate'],
      ],
    ],
  },
  {
    rule: rules.listenerMetadataUnused,
    valid: [one({}), one({ type: 'cluster-ip', labels: { a: 'b' }, annotations: { a: 'b' } })],
    invalid: [
      [one({ labels: { a: 'b' } }), ['listeners[0].labels']],
      [one({ annotations: { a: 'b' } }), ['listeners[0].annotations']],
    ],
  },
  {
    rule: security.listenerAuthenticationNeedsTls,
    valid: [
      one({}),
      one({ authentication: { kind: 'tls' } }),
      one({ authentication: { kind: 'tls' }, tls: SECRET }),
    ],
    invalid: [
      [one({ authentication: { kind: 'tls' }, tls: { kind: 'off' } }), ['listeners[0].tls']],
    ],
  },
  {
    rule: security.listenerPasswordsUnencrypted,
    valid: [one({}), one({ authentication: plain('shop'), tls: CLUSTER_CA })],
    invalid: [[one({ authentication: plain('shop') }), ['listeners[0].tls']]],
  },
  {
    rule: security.listenerScramUnencrypted,
    valid: [one({}), one({ authentication: SCRAM, tls: SECRET })],
    invalid: [[one({ authentication: SCRAM }), ['listeners[0].tls']]],
  },
  {
    rule: security.listenerUsersMissing,
    valid: [one({ authentication: SCRAM }), one({ authentication: plain('shop') })],
    invalid: [[one({ authentication: plain() }), ['listeners[0].authentication']]],
  },
  {
    rule: security.listenerUserName,
    valid: [one({ authentication: plain('shop', 'shop-1.x_y', 'CN') })],
    invalid: ['a b', 'a"b', "a'b", '', 'a=b', '${env:X}', 'a;b', 'é'].map((user) => [
      one({ authentication: plain(user) }),
      [`listeners[0].authentication.users['${user.replace(/'/g, "\\'")}']`],
    ]),
  },
  {
    rule: security.listenerUserReserved,
    valid: [one({ authentication: plain('orders-kafka') })],
    invalid: [
      [
        one({ authentication: plain('orders-kafka-node', 'orders-kafka-reconciler') }),
        [
          "listeners[0].authentication.users['orders-kafka-node']",
          "listeners[0].authentication.users['orders-kafka-reconciler']",
        ],
      ],
    ],
  },
];
