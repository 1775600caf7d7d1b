import type { ListenerSpec, ReachSpec } from '../../../../lib/spec/listener';
import * as brokers from '../../../../lib/validate/rules/listener-brokers';
import { brokerOverride, cluster, outsideListener } from '../../../support/build';
import type { Cases } from './case';

const one = (type: ListenerSpec['type'], said: Partial<ReachSpec>) =>
  cluster({ listeners: [outsideListener(type, said)] });
/** Of broker 100, which there is. */
const own = (
  type: ListenerSpec['type'],
  ...said: readonly Parameters<typeof brokerOverride>[0][]
) => one(type, { overrides: said.map(brokerOverride) });

export const LISTENER_BROKER_CASES: Cases = [
  {
    rule: brokers.listenerAdvertisedPort,
    valid: [one('tlsroute', { advertisedPort: 9094 }), own('tlsroute', { advertisedPort: 1 })],
    invalid: [
      ...[0, 65536, 1.5].map(
        (advertisedPort) =>
          [one('tlsroute', { advertisedPort }), ['listeners[0].advertisedPort']] as const,
      ),
      [own('cluster-ip', { advertisedPort: 0 }), ['listeners[0].brokers[0].advertisedPort']],
    ],
  },
  {
    rule: brokers.listenerPortTemplate,
    valid: ['{nodeId}', '9000 + {nodeId}', '(2*{nodeId}) - 3', '65535 - {nodeId} * 2'].map(
      (advertisedPortTemplate) => one('cluster-ip', { advertisedPortTemplate }),
    ),
    invalid: [
      '',
      '9000 +',
      '9000 / {nodeId}',
      '{nodePodName}',
      '0 * {nodeId}',
      '65500 + {nodeId}',
      '07 + {nodeId}',
    ].map((advertisedPortTemplate) => [
      one('cluster-ip', { advertisedPortTemplate }),
      ['listeners[0].advertisedPortTemplate'],
    ]),
  },
  {
    rule: brokers.listenerAdvertisedTwice,
    valid: [
      one('nodeport', { preferredNodePortAddressType: 'Hostname' }),
      one('ingress', { advertisedPortTemplate: '9000 + {nodeId}' }),
    ],
    invalid: [
      [
        one('ingress', { advertisedPort: 443, advertisedPortTemplate: '9000 + {nodeId}' }),
        ['listeners[0].advertisedPort'],
      ],
      [
        one('nodeport', {
          preferredNodePortAddressType: 'Hostname',
          advertisedHostTemplate: '{nodeName}.example.com',
        }),
        ['listeners[0].preferredNodePortAddressType'],
      ],
    ],
  },
  {
    rule: brokers.listenerBrokerUnknown,
    valid: [one('nodeport', { brokerNodePorts: { '100': 32100 } }), own('route', {})],
    invalid: [
      [one('nodeport', { brokerNodePorts: { '7': 32007 } }), ["listeners[0].brokerNodePorts['7']"]],
      [own('route', { nodeId: 7 }), ['listeners[0].brokers[0].nodeId']],
    ],
  },
  {
    rule: brokers.listenerBrokerRepeated,
    valid: [own('route', { nodeId: 100 }, { nodeId: 101 })],
    invalid: [[own('route', { nodeId: 100 }, { nodeId: 100 }), ['listeners[0].brokers[1].nodeId']]],
  },
  {
    rule: brokers.listenerAddressForm,
    valid: [
      one('nodeport', { bootstrapExternalIPs: ['198.51.100.1'] }),
      own('loadbalancer', { loadBalancerIP: '2001:db8::1' }),
    ],
    invalid: [
      [
        one('nodeport', { bootstrapExternalIPs: ['198.51.100.1', 'kafka.example.com'] }),
        ['listeners[0].bootstrapExternalIPs[1]'],
      ],
      [
        one('loadbalancer', { bootstrapLoadBalancerIP: 'kafka' }),
        ['listeners[0].bootstrapLoadBalancerIP'],
      ],
      [
        own('loadbalancer', { loadBalancerIP: '300.0.0.1' }),
        ['listeners[0].brokers[0].loadBalancerIP'],
      ],
      [own('nodeport', { externalIPs: ['x'] }), ['listeners[0].brokers[0].externalIPs[0]']],
    ],
  },
  {
    rule: brokers.listenerNodePortsNotAllocated,
    valid: [
      one('loadbalancer', { allocateLoadBalancerNodePorts: false }),
      one('loadbalancer', { bootstrapNodePort: 32000 }),
    ],
    invalid: [
      [
        one('loadbalancer', { allocateLoadBalancerNodePorts: false, bootstrapNodePort: 32000 }),
        ['listeners[0].allocateLoadBalancerNodePorts'],
      ],
    ],
  },
  {
    rule: brokers.listenerFinalizers,
    valid: [one('loadbalancer', { finalizers: ['service.kubernetes.io/load-balancer-cleanup'] })],
    invalid: ['cleanup', '/cleanup', 'a/b/c', ''].map((finalizer) => [
      one('loadbalancer', { finalizers: [finalizer] }),
      ['listeners[0].finalizers[0]'],
    ]),
  },
];
