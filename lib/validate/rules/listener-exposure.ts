import { isIpAddress } from '../../model/certificate-names';
import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import type { Finding } from '../issue';
import type { Rule } from '../rule';
import { isDnsLabel, isDnsName } from './kubernetes-names';
import {
  either,
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

export const listenerTypeNeedsTls: ClusterRule = {
  code: 'ListenerTypeNeedsTls',
  severity: 'error',
  why: 'The router tells hosts apart by the name that a client asks for in TLS (SNI); without TLS there is none.',
  check: ofListeners((listener) =>
    !listener.kind.routesByName || listener.tls.kind !== 'off'
      ? NONE
      : [
          {
            prop: 'tls',
            message: `${namedByType(listener)} must use TLS, got tls off`,
            fix: 'set tls: ListenerTls.clusterCa(), or use Listener.nodePort()',
          },
        ],
  ),
};

export const listenerPlatform: ClusterRule = {
  code: 'ListenerPlatform',
  severity: 'warning',
  why: 'Only OpenShift, or a cluster with its router, has this kind of object.',
  check: ofListeners((listener, { platform }) =>
    listener.kind.platform === undefined || listener.kind.platform === platform.kind
      ? NONE
      : [
          {
            prop: 'name',
            message: `${namedByType(listener)} is for platform ${quoted(listener.kind.platform)}, and the cluster's is ${quoted(platform.kind)}`,
            fix: 'set platform: Platform.openshift(), or use Listener.ingress() or Listener.tlsRoute()',
          },
        ],
  ),
};

export const listenerOpenToEveryone: ClusterRule = {
  code: 'ListenerOpenToEveryone',
  severity: 'warning',
  why: 'Whoever reaches such a listener from outside is in, as User:ANONYMOUS.',
  check: ofListeners((listener) =>
    !listener.kind.isOutside || listener.authentication.kind !== 'none'
      ? NONE
      : [
          {
            prop: 'authentication',
            message: `${namedByType(listener)} is reached from outside and asks nobody who they are`,
            fix: 'set authentication: ListenerAuthentication.tls() or scramSha512()',
          },
        ],
  ),
};

interface NodePort {
  readonly listener: ListenerModel;
  readonly prop: string;
  readonly port: number;
}

const nodePorts = ({ listeners }: ClusterModel): readonly NodePort[] =>
  listeners.flatMap((listener, index) => {
    const at = `listeners[${String(index)}]`;
    const { bootstrapNodePort, brokerNodePorts } = listener.reach;
    return [
      ...(bootstrapNodePort === undefined
        ? []
        : [{ listener, prop: `${at}.bootstrapNodePort`, port: bootstrapNodePort }]),
      ...Object.entries(brokerNodePorts).map(([id, port]) => ({
        listener,
        prop: entry(`${at}.brokerNodePorts`, id),
        port,
      })),
    ];
  });

export const listenerNodePortRange: ClusterRule = {
  code: 'ListenerNodePortRange',
  severity: 'error',
  why: 'Kubernetes refuses other ports; which of these it takes is a setting of its API server, 30000 to 32767 unless somebody changed it.',
  check: (cluster): readonly Finding[] =>
    nodePorts(cluster)
      .filter(({ port }) => !isWhole(port, 1, HIGHEST_PORT))
      .map(({ listener, prop, port }) => ({
        prop,
        message: `${namedByType(listener)} has node port ${shown(port)}; allowed are 1 to ${String(HIGHEST_PORT)}, and 30000 to 32767 in most clusters`,
        fix: 'use a port from 30000 to 32767',
        origin: listener.spec.origin,
      })),
};

export const listenerNodePortUnique: ClusterRule = {
  code: 'ListenerNodePortUnique',
  severity: 'error',
  why: 'A port of the hosts leads to one Service.',
  check: (cluster): readonly Finding[] =>
    repeats(nodePorts(cluster), ({ port }) => String(port)).map(({ member, first }) => ({
      prop: member.prop,
      message: `${namedByType(member.listener)} has node port ${shown(member.port)}, already used by ${quoted(first.prop)}`,
      fix: 'give each Service a port of its own',
      origin: member.listener.spec.origin,
    })),
};

const CIDR = /^([^/]+)\/(\d{1,3})$/;

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = CIDR.exec(text) ?? [];
  return isIpAddress(address) && Number(bits) <= (address.includes(':') ? 128 : 32);
}

export const listenerSourceRanges: ClusterRule = {
  code: 'ListenerSourceRanges',
  severity: 'error',
  why: 'Kubernetes refuses a Service with a malformed range.',
  check: ofListeners((listener) =>
    listener.reach.loadBalancerSourceRanges.flatMap((range, index) =>
      isCidr(range)
        ? []
        : [
            {
              prop: item('loadBalancerSourceRanges', index),
              message: `${namedByType(listener)} lets in ${quoted(range)}, which is no address range`,
              fix: "write an address and the number of its fixed bits: '10.0.0.0/8'",
            },
          ],
    ),
  ),
};

/** Words that Kubernetes knows, by prop. */
const PROPS = ['externalTrafficPolicy', 'ipFamilyPolicy', 'preferredNodePortAddressType'] as const;
const WORDS: Readonly<Record<(typeof PROPS)[number], readonly string[]>> = {
  externalTrafficPolicy: ['Cluster', 'Local'],
  ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  // The others of a Node stand in its status, which a pod may read only with a right on all Nodes.
  preferredNodePortAddressType: ['InternalIP', 'Hostname'],
};
const FAMILIES: readonly string[] = ['IPv4', 'IPv6'];

export const listenerServiceWords: ClusterRule = {
  code: 'ListenerServiceWords',
  severity: 'error',
  why: 'Kubernetes knows no other words; of the addresses of its host a pod knows these two, and no other without a right on all Nodes.',
  check: ofListeners((listener) => {
    const { ipFamilies } = listener.reach;
    const said = [
      ...PROPS.map((prop) => ({
        prop,
        word: listener.reach[prop],
        allowed: WORDS[prop],
      })),
      ...ipFamilies.map((word, index) => ({
        prop: item('ipFamilies', index),
        word,
        allowed: FAMILIES,
      })),
    ];
    return said.flatMap(({ prop, word, allowed }) =>
      word === undefined || allowed.includes(word)
        ? []
        : [
            {
              prop,
              message: `${namedByType(listener)} has ${prop} ${quoted(word)}; allowed are ${either(allowed)}`,
              fix: 'correct the word, or leave it out',
            },
          ],
    );
  }),
};

export const listenerParentRefs: ClusterRule = {
  code: 'ListenerParentRefs',
  severity: 'error',
  why: 'A TLSRoute without a Gateway leads nowhere.',
  check: ofListeners((listener) => {
    if (listener.kind.route !== 'TLSRoute') return NONE;
    const { parentRefs } = listener.reach;
    if (parentRefs.length === 0) {
      return [
        {
          prop: 'parentRefs',
          message: `${namedByType(listener)} names no Gateway`,
          fix: "name one: parentRefs: [{ name: 'gateway', namespace: 'infra', sectionName: 'kafka' }]",
        },
      ];
    }
    return parentRefs.flatMap(({ name, namespace }, index) =>
      isDnsName(name) && (namespace === undefined || isDnsLabel(namespace))
        ? []
        : [
            {
              prop: item('parentRefs', index),
              message: `${namedByType(listener)} names Gateway ${quoted(name)} in namespace ${quoted(namespace ?? '')}, which is no name that an object can have`,
              fix: 'correct the name or the namespace',
            },
          ],
    );
  }),
};

export const listenerBootstrapHostUnused: ClusterRule = {
  code: 'ListenerBootstrapHostUnused',
  severity: 'error',
  why: 'Without the Service there is nothing that the host could lead to.',
  check: ofListeners((listener) => {
    const { bootstrapHost, bootstrapService } = listener.reach;
    if (bootstrapService || bootstrapHost === undefined) return NONE;
    return [
      {
        prop: 'bootstrapHost',
        message: `${namedByType(listener)} has bootstrapHost ${quoted(bootstrapHost)} and no bootstrap Service`,
        fix: 'remove bootstrapHost, or bootstrapService: false',
      },
    ];
  }),
};

export const LISTENER_EXPOSURE_RULES: readonly ClusterRule[] = [
  listenerTypeNeedsTls,
  listenerPlatform,
  listenerOpenToEveryone,
  listenerNodePortRange,
  listenerNodePortUnique,
  listenerSourceRanges,
  listenerServiceWords,
  listenerParentRefs,
  listenerBootstrapHostUnused,
];
