import { isIpAddress } from '../../model/certificate-names';
import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import { portOf } from '../../model/port-template';
import { wordsOf } from '../../model/templates';
import type { Rule } from '../rule';
import type { Complaint } from './support';
import {
  entry,
  HIGHEST_PORT,
  isWhole,
  item,
  namedByType,
  NONE,
  ofListeners,
  quoted,
  repeats,
  shown,
} from './support';

type ClusterRule = Rule<ClusterModel>;

const ofBroker = (index: number, prop: string): string => `${item('brokers', index)}.${prop}`;

export const listenerAdvertisedPort: ClusterRule = {
  code: 'ListenerAdvertisedPort',
  severity: 'error',
  why: 'Ports have numbers from 1 to 65535.',
  check: ofListeners((listener) => {
    const { advertisedPort, overrides } = listener.reach;
    const ports = [
      ['advertisedPort', advertisedPort] as const,
      ...overrides.map(
        (one, index) => [ofBroker(index, 'advertisedPort'), one.advertisedPort] as const,
      ),
    ];
    return ports.flatMap(([prop, port]) =>
      port === undefined || isWhole(port, 1, HIGHEST_PORT)
        ? []
        : [
            {
              prop,
              message: `${namedByType(listener)} tells clients port ${shown(port)}; allowed are 1 to ${String(HIGHEST_PORT)}`,
              fix: 'correct the port, or leave it out',
            },
          ],
    );
  }),
};

/** What is wrong with the ports that a template makes. */
function templateProblem(template: string, { brokers }: ListenerModel): string | undefined {
  const unknown = wordsOf(template).find((word) => word !== 'nodeId');
  if (unknown !== undefined) return `has the word ${quoted(`{${unknown}}`)}; allowed is {nodeId}`;
  if (portOf(template, 0) === undefined) return 'is no sum of numbers and {nodeId}';
  const far = brokers.find(
    ({ node }) => !isWhole(portOf(template, node.nodeId) ?? 0, 1, HIGHEST_PORT),
  );
  if (far === undefined) return undefined;
  const { nodeId } = far.node;
  return `gives broker ${String(nodeId)} port ${String(portOf(template, nodeId))}; allowed are 1 to ${String(HIGHEST_PORT)}`;
}

export const listenerPortTemplate: ClusterRule = {
  code: 'ListenerPortTemplate',
  severity: 'error',
  why: 'The template is computed for each broker: numbers without leading zeros, {nodeId}, +, -, * and parentheses.',
  check: ofListeners((listener) => {
    const { advertisedPortTemplate: template } = listener.reach;
    const problem = template === undefined ? undefined : templateProblem(template, listener);
    if (template === undefined || problem === undefined) return NONE;
    return [
      {
        prop: 'advertisedPortTemplate',
        message: `${namedByType(listener)} has advertisedPortTemplate ${quoted(template)}, which ${problem}`,
        fix: "write it like '9000 + {nodeId}'",
      },
    ];
  }),
};

/** Two ways to say one thing. */
const PAIRS = [
  ['advertisedPort', 'advertisedPortTemplate'],
  ['preferredNodePortAddressType', 'advertisedHostTemplate'],
] as const;

export const listenerAdvertisedTwice: ClusterRule = {
  code: 'ListenerAdvertisedTwice',
  severity: 'error',
  why: 'Clients are told one of the two, and nobody could see which.',
  check: ofListeners((listener) =>
    PAIRS.flatMap(([prop, other]) => {
      const { [prop]: one, [other]: another } = listener.reach;
      if (one === undefined || another === undefined) return [];
      return [
        {
          prop,
          message: `${namedByType(listener)} has ${prop} ${typeof one === 'number' ? shown(one) : quoted(one)} and ${other} ${quoted(another)}`,
          fix: 'remove one of the two; what holds for one broker stands in brokers',
        },
      ];
    }),
  ),
};

/** Where node ids are said. */
const idsOf = ({ reach }: ListenerModel): readonly { prop: string; id: string }[] => [
  ...Object.keys(reach.brokerNodePorts).map((id) => ({ prop: entry('brokerNodePorts', id), id })),
  ...reach.overrides.map(({ nodeId }, index) => ({
    prop: ofBroker(index, 'nodeId'),
    id: String(nodeId),
  })),
];

export const listenerBrokerUnknown: ClusterRule = {
  code: 'ListenerBrokerUnknown',
  severity: 'warning',
  why: 'It holds for nobody; perhaps the node id is mistyped.',
  check: ofListeners((listener) => {
    const ids = listener.brokers.map(({ node }) => String(node.nodeId));
    return idsOf(listener)
      .filter(({ id }) => !ids.includes(id))
      .map(({ prop, id }) => ({
        prop,
        message: `${namedByType(listener)} says something of broker ${quoted(id)}, which there is not; brokers are ${ids.join(', ')}`,
        fix: 'correct the node id, or remove the entry',
      }));
  }),
};

export const listenerBrokerRepeated: ClusterRule = {
  code: 'ListenerBrokerRepeated',
  severity: 'error',
  why: 'What is said of a broker stands in one place.',
  check: ofListeners((listener) => {
    const said = listener.reach.overrides.map(({ nodeId }, index) => ({ nodeId, index }));
    return repeats(said, ({ nodeId }) => String(nodeId)).map(({ member, first }) => ({
      prop: ofBroker(member.index, 'nodeId'),
      message: `${namedByType(listener)} says something of broker ${shown(member.nodeId)} again, first in ${quoted(item('brokers', first.index))}`,
      fix: 'join the two entries',
    }));
  }),
};

export const listenerAddressForm: ClusterRule = {
  code: 'ListenerAddressForm',
  severity: 'error',
  why: 'Kubernetes refuses a Service with anything but an IP address there.',
  check: ofListeners((listener) => {
    const { bootstrapExternalIPs, bootstrapLoadBalancerIP, overrides } = listener.reach;
    const several = (
      prop: string,
      all: readonly string[],
    ): readonly (readonly [string, string])[] =>
      all.map((address, index) => [item(prop, index), address]);
    const one = (prop: string, address = ''): readonly (readonly [string, string])[] =>
      address === '' ? [] : [[prop, address]];
    const addresses = [
      ...one('bootstrapLoadBalancerIP', bootstrapLoadBalancerIP),
      ...several('bootstrapExternalIPs', bootstrapExternalIPs),
      ...overrides.flatMap(({ loadBalancerIP, externalIPs }, index) => [
        ...one(ofBroker(index, 'loadBalancerIP'), loadBalancerIP),
        ...several(ofBroker(index, 'externalIPs'), externalIPs),
      ]),
    ];
    return addresses
      .filter(([, address]) => !isIpAddress(address))
      .map(([prop, address]): Complaint => ({
        prop,
        message: `${namedByType(listener)} has ${quoted(address)}, which is no IP address`,
        fix: 'write an address like 203.0.113.7',
      }));
  }),
};

export const listenerNodePortsNotAllocated: ClusterRule = {
  code: 'ListenerNodePortsNotAllocated',
  severity: 'error',
  why: 'Kubernetes opens no ports on the hosts for load balancers that shall have none.',
  check: ofListeners((listener) => {
    const { allocateLoadBalancerNodePorts, bootstrapNodePort, brokerNodePorts } = listener.reach;
    if (allocateLoadBalancerNodePorts !== false) return NONE;
    const [first] = [
      ...(bootstrapNodePort === undefined ? [] : ['bootstrapNodePort']),
      ...Object.keys(brokerNodePorts).map((id) => entry('brokerNodePorts', id)),
    ];
    if (first === undefined) return NONE;
    return [
      {
        prop: 'allocateLoadBalancerNodePorts',
        message: `${namedByType(listener)} has allocateLoadBalancerNodePorts false and ${quoted(first)}`,
        fix: 'remove one of the two',
      },
    ];
  }),
};

const FINALIZER = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

export const listenerFinalizers: ClusterRule = {
  code: 'ListenerFinalizers',
  severity: 'error',
  why: 'Kubernetes refuses finalizers without the domain of who removes them.',
  check: ofListeners((listener) =>
    listener.reach.finalizers.flatMap((finalizer, index) =>
      FINALIZER.test(finalizer)
        ? []
        : [
            {
              prop: item('finalizers', index),
              message: `${namedByType(listener)} has the finalizer ${quoted(finalizer)}, which is not of the form domain/name`,
              fix: "write it like 'service.kubernetes.io/load-balancer-cleanup'",
            },
          ],
    ),
  ),
};

export const LISTENER_BROKER_RULES: readonly ClusterRule[] = [
  listenerAdvertisedPort,
  listenerPortTemplate,
  listenerAdvertisedTwice,
  listenerBrokerUnknown,
  listenerBrokerRepeated,
  listenerAddressForm,
  listenerNodePortsNotAllocated,
  listenerFinalizers,
];
