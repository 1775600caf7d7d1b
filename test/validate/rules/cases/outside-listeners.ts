import type { ListenerSpec, ReachSpec } from '../../../../lib/spec/listener';
import * as exposure from '../../../../lib/validate/rules/listener-exposure';
import * as hosts from '../../../../lib/validate/rules/listener-hosts';
import { cluster, listener, outsideListener } from '../../../support/build';
import type { Cases } from './case';

type Type = ListenerSpec['type'];
const one = (type: Type, said: Partial<ReachSpec> = {}, more: Partial<ListenerSpec> = {}) =>
  cluster({ listeners: [outsideListener(type, said, more)] });
const two = (first: ListenerSpec, second: Partial<ListenerSpec>) =>
  cluster({ listeners: [first, { ...first, name: 'other', port: 9095, ...second }] });
const openshift = (listeners: readonly ListenerSpec[]) =>
  cluster({ listeners, platform: { kind: 'openshift', appsDomain: 'apps.example.com' } });

const NOWHERE = { bootstrapHost: undefined, brokerHostTemplate: undefined };
const GATEWAY = { name: 'gateway', namespace: 'infra', sectionName: 'kafka', port: undefined };
const PORTS = { bootstrapNodePort: 32000, brokerNodePorts: { '100': 32100, '101': 32101 } };

export const OUTSIDE_LISTENER_CASES: Cases = [
  {
    rule: exposure.listenerTypeNeedsTls,
    valid: [
      one('route'),
      one('nodeport', {}, { tls: { kind: 'off' }, authentication: { kind: 'none' } }),
    ],
    invalid: (['route', 'ingress', 'tlsroute'] as const).map((type) => [
      one(type, {}, { tls: { kind: 'off' } }),
      ['listeners[0].tls'],
    ]),
  },
  {
    rule: exposure.listenerPlatform,
    valid: [openshift([outsideListener('route')]), one('ingress')],
    invalid: [[one('route'), ['listeners[0].name']]],
  },
  {
    rule: exposure.listenerOpenToEveryone,
    valid: [one('loadbalancer'), cluster({ listeners: [listener()] })],
    invalid: [
      [
        one('loadbalancer', {}, { authentication: { kind: 'none' } }),
        ['listeners[0].authentication'],
      ],
    ],
  },
  {
    rule: exposure.listenerNodePortRange,
    valid: [one('nodeport', { ...NOWHERE, ...PORTS })],
    invalid: [
      [one('nodeport', { bootstrapNodePort: 0 }), ['listeners[0].bootstrapNodePort']],
      [
        one('nodeport', { brokerNodePorts: { '100': 70000 } }),
        ["listeners[0].brokerNodePorts['100']"],
      ],
    ],
  },
  {
    rule: exposure.listenerNodePortUnique,
    valid: [one('nodeport', PORTS)],
    invalid: [
      [
        one('nodeport', { bootstrapNodePort: 32100, brokerNodePorts: { '100': 32100 } }),
        ["listeners[0].brokerNodePorts['100']"],
      ],
      [
        two(outsideListener('nodeport', { bootstrapNodePort: 32000 }), {}),
        ['listeners[1].bootstrapNodePort'],
      ],
    ],
  },
  {
    rule: exposure.listenerSourceRanges,
    valid: [one('loadbalancer', { loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'] })],
    invalid: ['10.0.0.0', '10.0.0.0/33', 'example.com/8', ''].map((range) => [
      one('loadbalancer', { loadBalancerSourceRanges: [range] }),
      ['listeners[0].loadBalancerSourceRanges[0]'],
    ]),
  },
  {
    rule: exposure.listenerServiceWords,
    valid: [
      one('loadbalancer', {
        externalTrafficPolicy: 'Local',
        ipFamilyPolicy: 'PreferDualStack',
        ipFamilies: ['IPv6', 'IPv4'],
      }),
    ],
    invalid: [
      [
        one('loadbalancer', { externalTrafficPolicy: 'local' }),
        ['listeners[0].externalTrafficPolicy'],
      ],
      [one('loadbalancer', { ipFamilyPolicy: 'Dual' }), ['listeners[0].ipFamilyPolicy']],
      [one('loadbalancer', { ipFamilies: ['ipv4'] }), ['listeners[0].ipFamilies[0]']],
    ],
  },
  {
    rule: exposure.listenerParentRefs,
    valid: [one('tlsroute', { parentRefs: [GATEWAY] }), one('ingress')],
    invalid: [
      [one('tlsroute'), ['listeners[0].parentRefs']],
      [
        one('tlsroute', { parentRefs: [{ ...GATEWAY, name: 'My Gateway' }] }),
        ['listeners[0].parentRefs[0]'],
      ],
      [
        one('tlsroute', { parentRefs: [{ ...GATEWAY, namespace: 'a.b' }] }),
        ['listeners[0].parentRefs[0]'],
      ],
    ],
  },
  {
    rule: exposure.listenerBootstrapHostUnused,
    valid: [one('loadbalancer', { ...NOWHERE, bootstrapService: false })],
    invalid: [[one('loadbalancer', { bootstrapService: false }), ['listeners[0].bootstrapHost']]],
  },
  {
    rule: hosts.listenerHostsMissing,
    valid: [
      one('route'),
      openshift([outsideListener('route', NOWHERE)]),
      one('loadbalancer', NOWHERE),
    ],
    invalid: [
      [one('route', NOWHERE), ['listeners[0].bootstrapHost', 'listeners[0].brokerHostTemplate']],
      [one('ingress', { brokerHostTemplate: undefined }), ['listeners[0].brokerHostTemplate']],
    ],
  },
  {
    rule: hosts.listenerTemplateWords,
    valid: [
      one('route', {
        bootstrapHost: '{clusterName}.{namespace}.example.com',
        brokerHostTemplate: '{nodePodName}-{nodePool}-{clusterName}.{namespace}.example.com',
      }),
    ],
    invalid: [
      [
        one('route', { brokerHostTemplate: 'kafka-{nodeid}.example.com' }),
        ['listeners[0].brokerHostTemplate'],
      ],
      [
        one('route', { bootstrapHost: 'kafka-{nodeId}.example.com' }),
        ['listeners[0].bootstrapHost'],
      ],
    ],
  },
  {
    rule: hosts.listenerHostForm,
    valid: [one('route'), one('nodeport', { ...NOWHERE, advertisedHostTemplate: '192.0.2.7' })],
    invalid: [
      [
        one('route', { bootstrapHost: 'https://kafka.example.com' }),
        ['listeners[0].bootstrapHost'],
      ],
      [
        one('route', { brokerHostTemplate: `${'k'.repeat(63)}-{nodeId}.example.com` }),
        ['listeners[0].advertisedHostTemplate'],
      ],
    ],
  },
  {
    rule: hosts.listenerBrokersApart,
    valid: [
      one('route'),
      // Other ports: the host may be one.
      one('nodeport', { ...NOWHERE, advertisedHostTemplate: 'kafka.example.com' }),
    ],
    invalid: [
      [
        one('route', { brokerHostTemplate: 'kafka.example.com' }),
        ['listeners[0].brokerHostTemplate'],
      ],
      [
        one('nodeport', { advertisedHostTemplate: 'kafka.example.com', advertisedPort: 9094 }),
        ['listeners[0].advertisedHostTemplate'],
      ],
    ],
  },
  {
    rule: hosts.listenerHostTaken,
    valid: [
      two(outsideListener('route'), {
        reach: outsideListener('route', {
          bootstrapHost: 'other.example.com',
          brokerHostTemplate: 'other-{nodeId}.example.com',
        }).reach,
      }),
    ],
    invalid: [
      [two(outsideListener('route'), {}), ['listeners[1].bootstrapHost']],
      [one('route', { bootstrapHost: 'kafka-100.example.com' }), ['listeners[0].bootstrapHost']],
    ],
  },
  {
    rule: hosts.listenerAddressNotInCertificate,
    valid: [
      one('loadbalancer'),
      one('nodeport', NOWHERE, { alternativeNames: ['192.0.2.7', '192.0.2.8'] }),
    ],
    invalid: [
      [one('loadbalancer', NOWHERE), ['listeners[0].brokerHostTemplate']],
      [one('nodeport', NOWHERE), ['listeners[0].advertisedHostTemplate']],
    ],
  },
];
