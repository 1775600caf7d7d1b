import { readFileSync } from 'node:fs';
import { App, Chart, Size } from 'cdk8s';
import {
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  Quorum,
  Storage,
  Volume,
} from 'cdk8s-kafka';
import type { KafkaClusterProps } from 'cdk8s-kafka';
import { synthManifests } from 'cdk8s-kafka/testing';
import { describeWithOracle, oracle } from '../support/oracles';
import { factsOfOurs, factsOfStrimzi } from './facts';

// Strimzi's own clusters are such; ours are where they take one over.
const AS_STRIMZI = { quorum: Quorum.fixed(), clusterName: 'my-cluster' };
const SIZE = Size.gibibytes(100);
const volumes = (...ids: readonly number[]): Storage =>
  Storage.jbod(ids.map((id) => Volume.persistent({ id, size: SIZE })));
const PLAIN_AND_TLS = [
  Listener.internal({ name: 'plain', port: 9092 }),
  Listener.internal({ name: 'tls', port: 9093, tls: ListenerTls.clusterCa() }),
];

function threeAndThree(storage: Storage): KafkaClusterProps {
  return {
    ...AS_STRIMZI,
    nodePools: [
      NodePool.controllers({
        name: 'controller',
        replicas: 3,
        firstNodeId: 3,
        storage: volumes(0),
      }),
      NodePool.brokers({ name: 'broker', replicas: 3, firstNodeId: 0, storage }),
    ],
    listeners: PLAIN_AND_TLS,
  };
}

const ALL_AUTH: KafkaClusterProps = {
  ...AS_STRIMZI,
  nodePools: [
    NodePool.controllers({ name: 'controller', replicas: 1, firstNodeId: 2 }),
    NodePool.brokers({ name: 'broker', replicas: 2, firstNodeId: 0 }),
  ],
  listeners: [
    Listener.internal({ name: 'plain', port: 9092 }),
    Listener.internal({
      name: 'tls',
      port: 9093,
      authentication: ListenerAuthentication.tls(),
      maxConnections: 100,
      maxConnectionCreationRate: 10,
    }),
    Listener.internal({
      name: 'scram',
      port: 9094,
      tls: ListenerTls.secret({ secretName: 'my-cert' }),
      authentication: ListenerAuthentication.scramSha512(),
    }),
    Listener.internal({
      name: 'scramplain',
      port: 9095,
      tls: ListenerTls.off(),
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
};

const CASES: readonly (readonly [string, KafkaClusterProps])[] = [
  ['own-listeners-internal-all-auth', ALL_AUTH],
  ['kafka-kafka-jbod', threeAndThree(volumes(0, 1))],
  ['kafka-kafka-persistent', threeAndThree(volumes(0))],
];

/** What only one of the two has, and why. A difference that no row explains fails, and so does a row without one. */
const DIFFERENCES: readonly (readonly [reason: string, facts: RegExp])[] = [
  ['no operator looks into pods: there is no agent beside Kafka', /tcp-kafkaagent/],
  ['topics and users are made without an entity operator', /entity-(topic-|user-)?operator/],
  [
    'certificates: one for all nodes, none for an operator',
    /^Secret\/my-cluster-((broker|controller)-\d|cluster-operator-certs|kafka-certs|entity-.*)$/,
  ],
  [
    'trust is projected from the Secrets of the CAs, and not copied to a bundle',
    /^Secret\/my-cluster-trustbundle$/,
  ],
  ["cert-manager keeps the clients' CA in one Secret", /^Secret\/my-cluster-clients-ca-cert$/],
  ['a RoleBinding is called as its Role', /^RoleBinding\/my-cluster-kafka(-role)?$/],
  [
    'controllers have a budget of their own, so that a host with one of each can be drained',
    /^PodDisruptionBudget\/my-cluster-kafka-controllers$/,
  ],
  [
    'a listener by custom authentication cannot be said yet',
    /\bcustom\b|tcp-custom|CUSTOM-9096|custom-9096/,
  ],
  [
    'names with the cluster domain are in the certificate and are not advertised',
    /advertised\.listeners=TLS-9093:\/\/my-cluster-broker-\d\.my-cluster-kafka-brokers\.myproject\.svc(\.cluster\.local)?:9093$/,
  ],
  [
    'no client certificate is asked for where none is needed: said also where it is the default',
    /listener\.name\.(tls-9093|scram-9094)\.ssl\.client\.auth=none$/,
  ],
  [
    'principals are mapped from names, so that super users need no wildcard',
    /ssl\.principal\.mapping\.rules=/,
  ],
  ['with authentication comes authorization', / (authorizer\.class\.name|super\.users)=/],
  [
    "values that are Kafka's default are not repeated",
    / (sasl\.enabled\.mechanisms=|ssl\.endpoint\.identification\.algorithm=HTTPS)$/,
  ],
  [
    'defaults of ours: see lib/model/default-config.ts',
    / (auto\.create\.topics\.enable|broker\.(session\.timeout|heartbeat\.interval)\.ms|controller\.socket\.timeout\.ms|replica\.fetch\.backoff\.ms|share\.coordinator\.state\.topic\.[a-z.]+)=/,
  ],
  [
    'replication for the number of brokers, also where nothing is said',
    / (default\.replication\.factor|min\.insync\.replicas|offsets\.topic\.replication\.factor|transaction\.state\.log\.[a-z.]+)=/,
  ],
];

describeWithOracle('strimzi-rendered', 'what clients and volumes see is as with Strimzi', () => {
  const compared = CASES.map(([name, props]) => {
    const chart = new Chart(new App(), 'chart', { namespace: 'myproject' });
    new KafkaCluster(chart, 'my-cluster', props);
    const ours = factsOfOurs(synthManifests(chart));
    const theirs = factsOfStrimzi(
      readFileSync(oracle(`strimzi-rendered/${name}/output.yaml`), 'utf8'),
    );
    return {
      name,
      shared: ours.filter((fact) => theirs.includes(fact)),
      different: [
        ...ours
          .filter((fact) => !theirs.includes(fact))
          .map((fact) => ({ whose: 'only ours', fact })),
        ...theirs
          .filter((fact) => !ours.includes(fact))
          .map((fact) => ({ whose: 'only theirs', fact })),
      ],
    };
  });

  test.each(compared.map((one) => [one.name, one] as const))('%s', (_, { different }) => {
    const unexplained = different.filter(
      ({ fact }) => !DIFFERENCES.some(([, facts]) => facts.test(fact)),
    );
    expect(unexplained.map(({ whose, fact }) => `${whose}: ${fact}`)).toEqual([]);
  });

  test('each listed difference is one', () => {
    const facts = compared.flatMap(({ different }) => different.map(({ fact }) => fact));
    const stale = DIFFERENCES.filter(([, pattern]) => !facts.some((fact) => pattern.test(fact)));
    expect(stale.map(([reason]) => reason)).toEqual([]);
  });

  test('addresses, claims, folders, listeners and ports are the same', () => {
    const jbod = compared.find(({ name }) => name === 'kafka-kafka-jbod')?.shared ?? [];
    expect(jbod).toEqual(
      expect.arrayContaining([
        'Service/my-cluster-kafka-bootstrap tcp-clientstls 9093 to tcp-clientstls',
        'PersistentVolumeClaim/data-1-my-cluster-broker-2',
        'Pod/my-cluster-controller-5',
        'my-cluster-broker-2 log.dirs=/var/lib/kafka/data-1/kafka-log2',
        'my-cluster-broker-2 metadata.log.dir=/var/lib/kafka/data-0/kafka-log2',
        'my-cluster-broker-2 advertised.listeners=TLS-9093://my-cluster-broker-2.my-cluster-kafka-brokers.myproject.svc:9093',
        'my-cluster-broker-2 controller.quorum.voters=4@my-cluster-controller-4.my-cluster-kafka-brokers.myproject.svc:9090',
        'my-cluster-broker-2 listener.security.protocol.map=TLS-9093:SSL',
      ]),
    );
  });
});
