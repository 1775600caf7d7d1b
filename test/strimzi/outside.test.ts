import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Platform } from 'cdk8s-kafka';
import { synthManifests } from 'cdk8s-kafka/testing';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { describeWithOracle, oracle } from '../support/oracles';

const EXTERNAL_DNS = 'external-dns.alpha.kubernetes.io/hostname';

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
        finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
        bootstrapAnnotations: { [EXTERNAL_DNS]: 'kafka.example.com.' },
        alternativeNames: ['kafka.example.com'],
        brokers: [
          {
            nodeId: 0,
            annotations: { [EXTERNAL_DNS]: 'kafka-0.example.com.' },
            advertisedHost: 'kafka-0.example.com',
          },
          { nodeId: 1, loadBalancerIP: '203.0.113.1' },
        ],
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
        bootstrapExternalIPs: ['198.51.100.1'],
        brokerNodePorts: { '0': 32110, '1': 32111 },
        preferredNodePortAddressType: 'InternalIP',
        externalTrafficPolicy: 'Local',
        brokers: [{ nodeId: 1, advertisedHost: 'one.example.com' }],
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
        bootstrapAnnotations: { a: 'b' },
        authentication: ListenerAuthentication.tls(),
      }),
    ],
  ],
  [
    'own-listener-cluster-ip',
    [
      Listener.clusterIp({
        name: 'clip',
        port: 9094,
        authentication: ListenerAuthentication.tls(),
        advertisedHostTemplate: 'broker-{nodeId}.kafka.example.com',
        advertisedPortTemplate: '{nodeId} + 10000',
        publishNotReadyAddresses: true,
        ipFamilyPolicy: 'PreferDualStack',
        alternativeNames: ['kafka.example.com'],
        bootstrapAnnotations: { a: 'b' },
        bootstrapLabels: { c: 'd' },
        brokerLabels: { node: '{nodeId}' },
        brokerAnnotations: { pod: '{nodePodName}' },
        brokers: [
          {
            nodeId: 1,
            advertisedHost: 'special.example.com',
            advertisedPort: 12345,
            annotations: { x: 'y' },
            labels: { z: 'w' },
          },
        ],
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

/** Fields of a Service that Kubernetes fills in. */
const OF_KUBERNETES = [
  'internalTrafficPolicy',
  'ipFamilies',
  'sessionAffinity',
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
      const kept = Object.entries(spec).filter(
        // The policy of a Kubernetes with one family, filled in where nobody said one.
        ([key, value]) => !OF_KUBERNETES.includes(key) && value !== 'SingleStack',
      );
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
