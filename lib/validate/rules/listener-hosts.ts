import type { ClusterModel, ListenerModel } from '../../model/cluster-model';
import { isIpAddress } from '../../model/certificate-names';
import { NODE_NAME, TEMPLATE_WORDS, tellsBrokersApart, wordsOf } from '../../model/templates';
import type { Finding } from '../issue';
import type { Rule } from '../rule';
import { isHostName } from './kubernetes-names';
import type { Complaint } from './support';
import { either, item, namedByType, NONE, ofListeners, quoted, repeats } from './support';

type ClusterRule = Rule<ClusterModel>;

function hostsMissing(listener: ListenerModel): readonly Complaint[] {
  const { kind, advertised, bootstrapHost, serviceHost } = listener;
  const missing = [
    ...(bootstrapHost === serviceHost ? ['bootstrapHost'] : []),
    ...(advertised.host === undefined ? ['brokerHostTemplate'] : []),
  ];
  const otherwise =
    kind.platform === undefined
      ? ''
      : ", or platform: Platform.openshift({ appsDomain: 'apps.example.com' })";
  return missing.map((prop) => ({
    prop,
    message: `${namedByType(listener)} is reached by name, and has no ${prop}`,
    fix: `set ${prop}, for example ${EXAMPLES[prop] ?? ''}${otherwise}`,
  }));
}

const EXAMPLES: Readonly<Record<string, string>> = {
  bootstrapHost: "'kafka.example.com'",
  brokerHostTemplate: "'kafka-{nodeId}.example.com'",
};

export const listenerHostsMissing: ClusterRule = {
  code: 'ListenerHostsMissing',
  severity: 'error',
  why: 'The router sends a connection on by the host that the client asks for in TLS (SNI), and the brokers have to tell clients these hosts.',
  check: ofListeners((listener) => (listener.kind.routesByName ? hostsMissing(listener) : NONE)),
};

const TEMPLATES = ['bootstrapHost', 'brokerHostTemplate', 'advertisedHostTemplate'] as const;
const BOOTSTRAP_WORDS: readonly string[] = ['clusterName', 'namespace'];

/** The words that a template may have. */
function wordsFor(prop: (typeof TEMPLATES)[number], { kind }: ListenerModel): readonly string[] {
  if (prop === 'bootstrapHost') return BOOTSTRAP_WORDS;
  const isOfNode = prop === 'advertisedHostTemplate' && kind.hostOtherwise === 'node';
  return isOfNode ? [...TEMPLATE_WORDS, NODE_NAME] : TEMPLATE_WORDS;
}

export const listenerTemplateWords: ClusterRule = {
  code: 'ListenerTemplateWords',
  severity: 'error',
  why: 'A word that the templates do not know would stay in the host name. The bootstrap host is that of no single broker.',
  check: ofListeners((listener) =>
    TEMPLATES.flatMap((prop) => {
      const template = listener.reach[prop];
      if (template === undefined) return [];
      const allowed = wordsFor(prop, listener);
      const unknown = wordsOf(template).find((word) => !allowed.includes(word));
      if (unknown === undefined) return [];
      return [
        {
          prop,
          message: `${namedByType(listener)} has ${prop} ${quoted(template)} with the word ${quoted(`{${unknown}}`)}; allowed are ${either(allowed.map((word) => `{${word}}`))}`,
          fix: 'correct the word',
        },
      ];
    }),
  ),
};

export const listenerHostForm: ClusterRule = {
  code: 'ListenerHostForm',
  severity: 'error',
  why: 'Clients look the name up, and no label of a name in DNS has more than 63 characters.',
  check: ofListeners((listener) => {
    if (!listener.kind.servicePerBroker) return NONE;
    const { bootstrapHost, reach } = listener;
    const wrong = (host: string | undefined): boolean =>
      host !== undefined && !(isHostName(host) || isIpAddress(host));
    const ofAll = [['bootstrapHost', bootstrapHost] as const, ...hostsByTemplate(listener)].filter(
      ([, host]) => wrong(host),
    );
    const ofOne = reach.overrides.flatMap(({ host, advertisedHost }, index) => [
      [`${item('brokers', index)}.host`, host] as const,
      [`${item('brokers', index)}.advertisedHost`, advertisedHost] as const,
    ]);
    return [...ofAll.slice(0, 1), ...ofOne.filter(([, host]) => wrong(host))].map(
      ([prop, host = '']) => ({
        prop,
        message: `${namedByType(listener)} has the host ${quoted(host)}, which is no host name`,
        fix: 'use lower-case labels of at most 63 letters, digits and hyphens, without scheme and port',
      }),
    );
  }),
};

const hostsByTemplate = ({
  brokers,
  reach,
}: ListenerModel): readonly (readonly [string, string | undefined])[] =>
  brokers
    .filter(({ node }) => !reach.overrides.some(({ nodeId }) => nodeId === node.nodeId))
    .flatMap(({ host, routeHost }) => [
      ['advertisedHostTemplate', host] as const,
      ['brokerHostTemplate', routeHost] as const,
    ]);

export const listenerBrokersApart: ClusterRule = {
  code: 'ListenerBrokersApart',
  severity: 'error',
  why: 'A client goes to the broker that leads a partition: each needs an address of its own.',
  check: ofListeners((listener) => {
    const { brokers, reach } = listener;
    const known = brokers.filter(({ host, port }) => host !== undefined && port !== undefined);
    const [same] = repeats(known, ({ host, port }) => `${host ?? ''}:${String(port)}`);
    if (same === undefined || !listener.kind.servicePerBroker) return NONE;
    const prop =
      reach.advertisedHostTemplate === undefined ? 'brokerHostTemplate' : 'advertisedHostTemplate';
    const ids = `brokers ${String(same.first.node.nodeId)} and ${String(same.member.node.nodeId)}`;
    return [
      {
        prop,
        message: `${namedByType(listener)} sends clients of ${ids} to the same address ${quoted(`${same.member.host ?? ''}:${String(same.member.port)}`)}`,
        fix: "write {nodeId} in the template: 'kafka-{nodeId}.example.com'",
      },
    ];
  }),
};

interface RoutedHost {
  readonly host: string;
  readonly listener: ListenerModel;
  readonly index: number;
}

const routedHosts = ({ listeners }: ClusterModel): readonly RoutedHost[] =>
  listeners.flatMap((listener, index) =>
    listener.kind.routesByName
      ? [listener.bootstrapHost, ...listener.brokers.flatMap(({ routeHost }) => routeHost ?? [])]
          .filter((host) => host !== listener.serviceHost)
          .map((host) => ({ host, listener, index }))
      : [],
  );

export const listenerHostTaken: ClusterRule = {
  code: 'ListenerHostTaken',
  severity: 'error',
  why: 'A router sends all connections for a host to one place.',
  check: (cluster): readonly Finding[] =>
    repeats(routedHosts(cluster), ({ host }) => host)
      .filter(({ member, first }) => member.listener !== first.listener || !sharesBrokers(member))
      .slice(0, 1)
      .map(({ member, first }) => ({
        prop: `listeners[${String(member.index)}].bootstrapHost`,
        message: `${namedByType(member.listener)} uses the host ${quoted(member.host)}, already used by ${member.listener === first.listener ? 'another of its addresses' : namedByType(first.listener)}`,
        fix: 'give each listener, and bootstrap and brokers, hosts of their own',
        origin: member.listener.spec.origin,
      })),
};

/** That brokers have one host is for `listenerBrokersApart` to say. */
const sharesBrokers = ({ host, listener }: RoutedHost): boolean =>
  host !== listener.bootstrapHost &&
  !tellsBrokersApart(listener.reach.brokerHostTemplate ?? '{nodeId}');

export const listenerAddressNotInCertificate: ClusterRule = {
  code: 'ListenerAddressNotInCertificate',
  severity: 'warning',
  why: 'A client compares the address that a broker advertises with the names of its certificate. One that is known only when the node starts is in no certificate.',
  check: ofListeners((listener) => {
    const { kind, brokers, tls, spec } = listener;
    const isFound =
      kind.isOutside && !kind.routesByName && brokers.some(({ host }) => host === undefined);
    if (!isFound || tls.kind !== 'clusterCa' || spec.alternativeNames.length > 0) return NONE;
    const prop =
      kind.advertisedPort === 'nodePort' ? 'advertisedHostTemplate' : 'brokerHostTemplate';
    return [
      {
        prop,
        message: `${namedByType(listener)} advertises addresses that brokers find when they start, and no certificate is good for them`,
        fix: `set ${prop}, or name the addresses in alternativeNames`,
      },
    ];
  }),
};

export const LISTENER_HOST_RULES: readonly ClusterRule[] = [
  listenerHostsMissing,
  listenerTemplateWords,
  listenerHostForm,
  listenerBrokersApart,
  listenerHostTaken,
  listenerAddressNotInCertificate,
];
