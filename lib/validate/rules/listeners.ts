import { isCovered, isIpAddress } from '../../model/certificate-names';
import type { ClusterModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import type { Rule } from '../rule';
import { isHostName } from './kubernetes-names';
import {
  HIGHEST_PORT,
  isWhole,
  item,
  MAX_INT,
  namedListener,
  NONE,
  ofCluster,
  ofListeners,
  quoted,
  repeats,
  shown,
} from './support';

type ClusterRule = Rule<ClusterModel>;

const LOWEST_PORT = 9092;

/** Ports that agents open in the same pods, and what for. */
const RESERVED_PORTS: ReadonlyMap<number, string> = new Map([
  [9404, 'the Prometheus exporter'],
  [9999, 'JMX'],
]);

export const listenersMissing: ClusterRule = {
  code: 'ListenersMissing',
  severity: 'warning',
  why: 'Without a listener only the nodes themselves reach the brokers.',
  check: ofCluster(({ listeners }) =>
    listeners.length > 0
      ? NONE
      : [
          {
            prop: 'listeners',
            message: 'the list of listeners is empty: no client can connect',
            fix: "add Listener.internal({ name: 'tls', port: 9093, tls: ListenerTls.clusterCa() }), or leave listeners out",
          },
        ],
  ),
};

export const listenerNameForm: ClusterRule = {
  code: 'ListenerNameForm',
  severity: 'error',
  why: 'The name becomes a part of names of Services and ports, and of keys of Kafka; the name of a port has 15 characters.',
  check: ofListeners((listener) =>
    /^[a-z0-9]{1,11}$/.test(listener.name)
      ? NONE
      : [
          {
            prop: 'name',
            message: `listener name ${quoted(listener.name)} does not fit; allowed are 1 to 11 lower-case letters and digits`,
            fix: "use a name such as 'tls' or 'external'",
          },
        ],
  ),
};

export const listenerNameUnique: ClusterRule = {
  code: 'ListenerNameUnique',
  severity: 'error',
  why: 'Kafka tells listeners apart by name.',
  check: (cluster) =>
    repeats(cluster.listeners, (listener) => listener.name).map(({ member, index, first }) => ({
      prop: `listeners[${String(index)}].name`,
      message: `${namedListener(member)} on port ${shown(member.port)} has the name of the one on port ${shown(first.port)}`,
      fix: 'give one of them another name',
      origin: member.spec.origin,
    })),
};

export const listenerNameTaken: ClusterRule = {
  code: 'ListenerNameTaken',
  severity: 'error',
  why: 'The ports of a pod have names of their own, and two of them would have the same.',
  check: ofListeners((listener, cluster, index) => {
    const others = [
      { portName: CONTROL_PLANE.portName, what: 'the port of the controllers' },
      { portName: REPLICATION.portName, what: 'the port between brokers' },
      ...cluster.listeners
        .slice(0, index)
        .filter((other) => other.name !== listener.name)
        .map((other) => ({ portName: other.portName, what: namedListener(other) })),
    ];
    const taken = others.find(({ portName }) => portName === listener.portName);
    if (taken === undefined) return NONE;
    return [
      {
        prop: 'name',
        message: `${namedListener(listener)} makes a port ${quoted(listener.portName)}, which is the name of ${taken.what}`,
        fix: 'give the listener another name',
      },
    ];
  }),
};

export const listenerPortRange: ClusterRule = {
  code: 'ListenerPortRange',
  severity: 'error',
  why: '9090 and 9091 are for the nodes among themselves. Strimzi has the same limits, so that a cluster can move between the two.',
  check: ofListeners((listener) =>
    isWhole(listener.port, LOWEST_PORT, HIGHEST_PORT)
      ? NONE
      : [
          {
            prop: 'port',
            message: `${namedListener(listener)} uses port ${shown(listener.port)}${reasonOf(listener.port)}; allowed are ${String(LOWEST_PORT)} to ${String(HIGHEST_PORT)}`,
            fix: 'use a port such as 9092 or 9093',
          },
        ],
  ),
};

function reasonOf(port: number): string {
  if (port === CONTROL_PLANE.port) return ', reserved for the controllers';
  return port === REPLICATION.port ? ', reserved for traffic between brokers' : '';
}

export const listenerPortReserved: ClusterRule = {
  code: 'ListenerPortReserved',
  severity: 'error',
  why: 'Agents for metrics open these ports in the same pod.',
  check: ofListeners((listener) => {
    const holder = RESERVED_PORTS.get(listener.port);
    if (holder === undefined) return NONE;
    return [
      {
        prop: 'port',
        message: `${namedListener(listener)} uses port ${shown(listener.port)}, reserved for ${holder}`,
        fix: 'use another port from 9092 on',
      },
    ];
  }),
};

export const listenerPortUnique: ClusterRule = {
  code: 'ListenerPortUnique',
  severity: 'error',
  why: 'A port can be opened once.',
  check: (cluster) =>
    repeats(cluster.listeners, (listener) => String(listener.port)).map(
      ({ member, index, first }) => ({
        prop: `listeners[${String(index)}].port`,
        message: `${namedListener(member)} uses port ${shown(member.port)}, already used by ${quoted(first.name)}`,
        fix: 'give each listener a port of its own',
        origin: member.spec.origin,
      }),
    ),
};

export const listenerAdvertisedHost: ClusterRule = {
  code: 'ListenerAdvertisedHost',
  severity: 'error',
  why: 'A client compares the host that a broker advertises with the names of its certificate, and leaves if it is not among them.',
  check: ofListeners((listener, cluster) => {
    const { dnsNames, ipAddresses, spec } = cluster.certificates;
    // Of a certificate that somebody else makes nobody knows the names here.
    if (listener.tls.kind !== 'clusterCa' || spec.kind === 'provided') return NONE;
    const hosts = listener.brokers.flatMap(({ host }) => host ?? []);
    const missing = (hosts.length > 0 ? [listener.bootstrapHost, ...hosts] : []).find(
      (host) => !isCovered(host, dnsNames) && !ipAddresses.includes(host),
    );
    if (missing === undefined) return NONE;
    return [
      {
        prop: 'alternativeNames',
        message: `${namedListener(listener)} advertises ${quoted(missing)}, for which the certificate of the nodes is not good`,
        fix: `add ${quoted(missing)} to alternativeNames`,
      },
    ];
  }),
};

export const listenerAlternativeNames: ClusterRule = {
  code: 'ListenerAlternativeNames',
  severity: 'error',
  why: 'An authority refuses a whole certificate for one malformed name.',
  check: ofListeners((listener) =>
    listener.spec.alternativeNames.flatMap((name, index) =>
      isHostName(name) || isIpAddress(name)
        ? []
        : [
            {
              prop: item('alternativeNames', index),
              message: `${namedListener(listener)} wants the name ${quoted(name)} in the certificate, which is no DNS name and no address`,
              fix: "use lower-case names such as 'kafka.example.com' or '*.kafka.example.com', without port and scheme",
            },
          ],
    ),
  ),
};

export const listenerAlternativeNamesUnused: ClusterRule = {
  code: 'ListenerAlternativeNamesUnused',
  severity: 'warning',
  why: 'The names go into the certificate from the cluster CA, which this listener does not show.',
  check: ofListeners((listener) =>
    listener.spec.alternativeNames.length === 0 || listener.tls.kind === 'clusterCa'
      ? NONE
      : [
          {
            prop: 'alternativeNames',
            message: `${namedListener(listener)} has alternativeNames without a certificate from the cluster CA; they have no effect`,
            fix: 'remove them, or set tls: ListenerTls.clusterCa()',
          },
        ],
  ),
};

export const listenerLimits: ClusterRule = {
  code: 'ListenerLimits',
  severity: 'error',
  why: 'With 0 nobody gets in, and Kafka does not start with less.',
  check: ofListeners((listener) =>
    (['maxConnections', 'maxConnectionCreationRate'] as const).flatMap((prop) => {
      const value = listener.spec[prop];
      if (value === undefined || isWhole(value, 1, MAX_INT)) return [];
      return [
        {
          prop,
          message: `${namedListener(listener)} has ${prop} ${shown(value)}; allowed are whole numbers from 1`,
          fix: 'leave it out for no limit',
        },
      ];
    }),
  ),
};

export const listenerMetadataUnused: ClusterRule = {
  code: 'ListenerMetadataUnused',
  severity: 'warning',
  why: 'The Services of such a listener are those of all of them, and are not changed for one.',
  check: ofListeners((listener) =>
    (['annotations', 'labels'] as const).flatMap((prop) =>
      !listener.kind.onCommonServices || Object.keys(listener.spec[prop]).length === 0
        ? []
        : [
            {
              prop,
              message: `${namedListener(listener)} of type ${quoted(listener.spec.type)} has no Service of its own; its ${prop} have no effect`,
              fix: `remove them, or use Listener.clusterIp()`,
            },
          ],
    ),
  ),
};

export const LISTENER_RULES: readonly ClusterRule[] = [
  listenersMissing,
  listenerNameForm,
  listenerNameUnique,
  listenerNameTaken,
  listenerPortRange,
  listenerPortReserved,
  listenerPortUnique,
  listenerAdvertisedHost,
  listenerAlternativeNames,
  listenerAlternativeNamesUnused,
  listenerLimits,
  listenerMetadataUnused,
];
