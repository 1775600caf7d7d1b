import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Platform } from 'cdk8s-kafka';
import { synthManifests } from 'cdk8s-kafka/testing';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { describeWithOracle, oracle } from '../support/oracles';

/** What leads to the brokers from outside, as Strimzi makes it of the same input. */
const CASES: readonly (readonly [string, readonly Listener[]])[] = [
  [
    'openshift-listener-route-hosts',
    [
      Listener.route({
        name: 'external',
        port: 9094,
        bootstrapHost: 'kafka.apps.example.com',
        brokerHostTemplate: 'kafka-{nodeId}.apps.example.com',
        authentication: ListenerAuthentication.tls(),
      }),
    ],
  ],
  [
    'own-listener-loadbalancer',
    [
      Listener.loadBalancer({
        name: 'lb',
        port: 9094,
        authentication: ListenerAuthentication.scramSha512(),
        loadBalancerSourceRanges: ['10.0.0.0/8', '192.168.0.0/16'],
        loadBalancerClass: 'example.com/lb',
        externalTrafficPolicy: 'Local',
        allocateLoadBalancerNodePorts: false,
      }),
    ],
  ],
  [
    'own-listener-nodeport',
    [
      Listener.nodePort({
        name: 'np',
        port: 9094,
        bootstrapNodePort: 32100,
        brokerNodePorts: { '0': 32110, '1': 32111 },
        externalTrafficPolicy: 'Local',
      }),
    ],
  ],
  [
    'own-listener-ingress',
    [
      Listener.ingress({
        name: 'ing',
        port: 9094,
        ingressClassName: 'nginx',
        bootstrapHost: 'bootstrap.kafka.example.com',
        brokerHostTemplate: 'broker-{nodeId}.kafka.example.com',
        authentication: ListenerAuthentication.tls(),
      }),
    ],
  ],
  [
    'openshift-listener-tlsroute',
    [
      Listener.tlsRoute({
        name: 'gw',
        port: 9094,
        parentRefs: [{ name: 'my-gateway', namespace: 'gateways', sectionName: 'kafka' }],
        bootstrapHost: 'kafka.example.com',
        brokerHostTemplate: 'kafka-{nodeId}.example.com',
        authentication: ListenerAuthentication.tls(),
      }),
    ],
  ],
];

/** Fields of a Service that Kubernetes fills in, or that only one program can say (an address of its own per broker). */
const OF_KUBERNETES = [
  'internalTrafficPolicy',
  'ipFamilies',
  'ipFamilyPolicy',
  'sessionAffinity',
  'loadBalancerIP',
  'externalIPs',
  // Selectors are each one's own labels.
  'selector',
];
const KINDS = ['Service', 'Route', 'Ingress', 'TLSRoute'];

interface Spec {
  readonly port?: { readonly targetPort: string | number };
}

/** The Services that every cluster has are compared elsewhere. */
const isCommon = ({ kind, metadata }: Manifest): boolean =>
  kind === 'Service' && /-kafka-(bootstrap|brokers)$/.test(metadata.name);

/** The objects, by kind and name, without what is in the way. The target port of a Route is the same by name and number. */
function routing(manifests: readonly Manifest[]): Readonly<Record<string, object>> {
  const compared = manifests.filter((one) => KINDS.includes(one.kind) && !isCommon(one));
  return Object.fromEntries(
    compared.map((one) => {
      const { spec } = one as unknown as { readonly spec: Spec };
      const kept = Object.entries(spec).filter(([key]) => !OF_KUBERNETES.includes(key));
      const route = spec.port === undefined ? {} : { port: 'the listener' };
      return [`${one.kind}/${one.metadata.name}`, { ...Object.fromEntries(kept), ...route }];
    }),
  );
}

const itemsOf = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

describeWithOracle(
  'strimzi-rendered',
  'what leads to brokers from outside is as with Strimzi',
  () => {
    test.each(CASES)('%s', (name, listeners) => {
      const chart = new Chart(new App(), 'chart', { namespace: 'myproject' });
      new KafkaCluster(chart, 'my-cluster', {
        nodePools: [
          NodePool.controllers({ name: 'controller', replicas: 1, firstNodeId: 2 }),
          NodePool.brokers({ name: 'broker', replicas: 2, firstNodeId: 0 }),
        ],
        listeners: [...listeners],
        platform: Platform.openshift(),
      });
      const theirs = itemsOf(readFileSync(oracle(`strimzi-rendered/${name}/output.yaml`), 'utf8'));
      const ours = synthManifests(chart).filter(
        ({ kind, metadata }) =>
          kind !== 'Service' || metadata.name !== 'my-cluster-kafka-bootstrap',
      );
      const common = (one: Manifest): boolean =>
        !(one.kind === 'Service' && one.metadata.name === 'my-cluster-kafka-bootstrap');
      expect(routing(ours)).toEqual(routing(theirs.filter(common)));
    });
  },
);
