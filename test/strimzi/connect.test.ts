import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import {
  ClientAuthentication,
  ClientTls,
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaImage,
  KafkaUser,
  KafkaVersion,
  Rack,
  Reconciler,
  SecretRef,
} from 'cdk8s-kafka';
import type { ConnectClusterProps } from 'cdk8s-kafka';
import { synthManifests } from 'cdk8s-kafka/testing';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { parseProperties } from '../render/laws/properties';
import { ofKind } from '../support/kubernetes';
import { describeWithOracle, oracle } from '../support/oracles';

type Said = Partial<Omit<ConnectClusterProps, 'cluster' | 'user'>>;

const credentials = {
  username: SecretRef.of('user', 'name'),
  password: SecretRef.of('user', 'password'),
};
const tls = ClientTls.ca(SecretRef.of('my-cluster-cluster-ca-cert', 'ca.crt'));

/** What we say where Strimzi's input says it, by case; and the name of the workers. */
const CASES: readonly (readonly [string, string, Said])[] = [
  ['connect-kafka-connect', 'my-connect-cluster', { groupId: 'my-connect-group', tls }],
  [
    'own-connect-tls-scram',
    'my-connect',
    {
      tls,
      authentication: ClientAuthentication.scramSha512(credentials),
      rack: Rack.podLabel(),
    },
  ],
  [
    'own-connect-auth-plain',
    'my-connect',
    { authentication: ClientAuthentication.plain(credentials) },
  ],
  [
    'security-tls-auth-connect',
    'my-connect',
    {
      groupId: 'my-connect-group',
      tls,
      authentication: ClientAuthentication.tls({ secretName: 'my-connect' }),
    },
  ],
];

function ours(name: string, said: Said): readonly Manifest[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'myproject' });
  const cluster = KafkaCluster.fromBootstrap(chart, 'my-cluster', {
    bootstrapServers: 'my-cluster-kafka-bootstrap:9093',
    version: KafkaVersion.V4_3_1,
    reconciler: Reconciler.none(),
  });
  const user =
    said.authentication === undefined
      ? {}
      : { user: KafkaUser.fromName(chart, 'user', { cluster, userName: 'my-user' }) };
  new ConnectCluster(chart, name, {
    cluster,
    ...user,
    replicas: 2,
    build: ConnectBuild.image('registry.example.com/connect:1'),
    image: KafkaImage.strimzi('quay.io/strimzi/kafka:1.2.0-kafka-4.3.1'),
    internalTopics: {
      configTopic: 'my-connect-configs',
      offsetTopic: 'my-connect-offsets',
      statusTopic: 'my-connect-status',
    },
    ...said,
  });
  return synthManifests(chart);
}

const theirs = (name: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(oracle(`strimzi-rendered/${name}/output.yaml`), 'utf8'))
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);

/** What differs, by the key in the worker's place, and why. */
const DIFFERENCES: readonly (readonly [key: RegExp, why: string])[] = [
  [/^config\.providers/, 'our own names; theirs reads Secrets by the API, ours has no right to'],
  [/^ssl\.truststore\.(certificates|location)$/, 'a file of the start script, not the API'],
  [/^ssl\.keystore\.(certificate\.chain|key|location)$/, 'a file of the start script, not the API'],
  [/^rest\.advertised\.host\.name$/, 'the same host, found from the name of the pod'],
  [/^listeners$/, 'said, though it is the default'],
  [/^client\.rack$/, 'from a label of the pod, not from an init container'],
  [/^(config|offset|status)\.storage\.replication\.factor$/, 'the topics are declared'],
  [/^metric\.reporters$/, 'the default, for all metrics'],
  [/^interceptor\.classes$/, 'tracing, which the library does not have'],
];

/** A property as both write it: secrets by the word, keys of clients with their prefix. */
function propertiesOf(manifests: readonly Manifest[], file: string): readonly string[] {
  const text = ofKind(manifests, 'ConfigMap').flatMap(({ data }) => data?.[file] ?? [])[0] ?? '';
  return parseProperties(text)
    .filter(([key]) => {
      const name = key.replace(/^(producer|consumer|admin)\./, '');
      return !DIFFERENCES.some(([pattern]) => pattern.test(name));
    })
    .map(([key, value]) => `${key}=${value.replace(/(username|password)="[^"]*"/g, '$1="…"')}`)
    .sort();
}

const KINDS = ['Service', 'ConfigMap', 'PodDisruptionBudget', 'ServiceAccount'];

/** Objects of a name, with the ports of Services but for JMX, which one of the inputs opens. */
const objectsOf = (manifests: readonly Manifest[]): readonly string[] =>
  manifests
    .filter(({ kind, metadata }) => KINDS.includes(kind) && !metadata.name.endsWith('-runtime'))
    .filter(({ metadata }) => /-connect(-api|-config)?$/.test(metadata.name))
    .map((one) => {
      const ports = one.kind === 'Service' ? ofKind([one], 'Service')[0]?.spec.ports : undefined;
      const numbers = (ports ?? [])
        .filter(({ name }) => name !== 'jmx')
        .map(({ name, port }) => ` ${name} ${String(port)}`);
      return `${one.kind}/${one.metadata.name}${numbers.join(',')}`;
    })
    .sort();

describeWithOracle('strimzi-rendered', 'Connect workers are as with Strimzi', () => {
  test.each(CASES)('%s: configuration', (folder, name, said) => {
    const own = propertiesOf(ours(name, said), 'connect.properties');
    expect(own.length).toBeGreaterThan(10);
    expect(own).toEqual(propertiesOf(theirs(folder), 'kafka-connect.properties'));
  });

  test.each(CASES)('%s: objects', (folder, name, said) => {
    expect(objectsOf(ours(name, said))).toEqual(objectsOf(theirs(folder)));
  });

  test('each difference that is allowed is there, and has its reason', () => {
    const keys = CASES.flatMap(([folder, name, said]) =>
      [
        ...ofKind([...ours(name, said), ...theirs(folder)], 'ConfigMap').flatMap(({ data }) => [
          data?.['connect.properties'] ?? '',
          data?.['kafka-connect.properties'] ?? '',
        ]),
      ].flatMap((text) => parseProperties(text).map(([key]) => key)),
    ).map((key) => key.replace(/^(producer|consumer|admin)\./, ''));
    expect(DIFFERENCES.filter(([pattern]) => !keys.some((key) => pattern.test(key)))).toEqual([]);
    expect(DIFFERENCES.filter(([, why]) => why === '')).toEqual([]);
  });
});
