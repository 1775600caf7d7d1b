import {
  Certificates,
  ConnectBuild,
  ConnectCluster,
  ConnectorOffsets,
  ConnectorPosition,
  ConnectorState,
  ConnectRest,
  KafkaConnector,
  KafkaTopic,
  KafkaUser,
  SecretRef,
  UserAuthentication,
} from 'cdk8s-kafka';
import type { ConnectClusterProps } from 'cdk8s-kafka';
import { desiredConnectors, desiredState, synthManifests } from 'cdk8s-kafka/testing';
import { named, program, SCRAM } from '../support/program';

function workers(props: Partial<ConnectClusterProps> = {}, of: Parameters<typeof program>[0] = {}) {
  const { chart, cluster } = program(of);
  const user = new KafkaUser(chart, 'etl-user', { cluster, authentication: SCRAM() });
  const build = ConnectBuild.image('registry.example.com/etl:1');
  const connect = new ConnectCluster(chart, 'etl', { cluster, user, replicas: 3, build, ...props });
  return { chart, cluster, connect };
}

const aclsOf = ({ cluster }: Pick<ReturnType<typeof workers>, 'cluster'>): readonly string[] =>
  desiredState(cluster).acls.map(
    ({ resourceType, resourceName, operation }) => `${resourceType} ${resourceName} ${operation}`,
  );

test('its topics are declared in the cluster, compacted', () => {
  const { topics } = desiredState(workers().cluster);
  expect(topics.map(({ name, partitions, config }) => [name, partitions, config])).toEqual(
    [
      ['etl-configs', 1],
      ['etl-offsets', 25],
      ['etl-status', 5],
    ].map((one) => [...one, { 'cleanup.policy': 'compact', 'min.insync.replicas': '2' }]),
  );
});

test('its user gets the rights of a worker, and no others', () => {
  expect(aclsOf(workers())).toEqual([
    'GROUP etl READ',
    'TOPIC etl-configs READ',
    'TOPIC etl-configs WRITE',
    'TOPIC etl-offsets READ',
    'TOPIC etl-offsets WRITE',
    'TOPIC etl-status READ',
    'TOPIC etl-status WRITE',
  ]);
});

test('workers that make their topics may create them, and nobody declares them', () => {
  const made = workers({ internalTopics: { declared: false } });
  expect(desiredState(made.cluster).topics).toEqual([]);
  expect(aclsOf(made)).toContain('TOPIC etl-status CREATE');
});

test('a key of a Secret is referred to where it is mounted', () => {
  const { connect } = workers({ secrets: ['database'] });
  expect(connect.reference(SecretRef.of('database', 'password'))).toBe(
    '${dir:/opt/cdk8s-kafka/secrets/database:password}',
  );
  expect(() => connect.reference(SecretRef.of('other', 'password'))).toThrow(
    "connect cluster 'etl' has no Secret 'other'; its Secrets are 'database'",
  );
});

test('the REST API is called by its Service', () => {
  expect(workers().connect.restUrl).toBe('http://etl-connect-api.kafka.svc:8083');
});

test('what is wrong stops the synth, with the line of the program', () => {
  const { chart, cluster } = program();
  const user = new KafkaUser(chart, 'u', { cluster, authentication: UserAuthentication.tls() });
  new ConnectCluster(chart, 'etl', { cluster, user, replicas: 3, listener: 'scram' });
  expect(() => synthManifests(chart)).toThrow(/connect\.test\.ts[^]*ConnectListenerUnfit/);
});

test('a source may write its topics, a sink read its and write letters that nobody can deliver', () => {
  const { chart, cluster, connect } = workers();
  const topic = (name: string) => new KafkaTopic(chart, name, { cluster });
  const before = aclsOf({ cluster });
  new KafkaConnector(chart, 'in', { connect, connectorClass: 'In', outputs: [topic('a')] });
  new KafkaConnector(chart, 'out', {
    connect,
    connectorClass: 'Out',
    inputs: [topic('b'), topic('c')],
    deadLetterQueue: topic('d'),
  });
  expect(aclsOf({ cluster }).filter((acl) => !before.includes(acl))).toEqual([
    'GROUP connect-out READ',
    'TOPIC a WRITE',
    'TOPIC b READ',
    'TOPIC c READ',
    'TOPIC d WRITE',
  ]);
});

test('connectors are in the desired state, with what follows from their topics', () => {
  const { chart, cluster, connect } = workers();
  const orders = new KafkaTopic(chart, 'orders-topic', { cluster, topicName: 'orders' });
  new KafkaConnector(chart, 'out', {
    connect,
    connectorClass: 'Out',
    inputs: [orders],
    state: ConnectorState.STOPPED,
  });
  expect(desiredConnectors(cluster)).toEqual([
    {
      connect: 'etl',
      name: 'out',
      state: 'stopped',
      config: { name: 'out', 'connector.class': 'Out', 'tasks.max': '1', topics: 'orders' },
    },
  ]);
});

test('connectors are declared on workers that exist, with the rights of their user', () => {
  const { chart, cluster } = program();
  const user = new KafkaUser(chart, 'etl', { cluster, authentication: UserAuthentication.tls() });
  const connect = ConnectCluster.fromRest(chart, 'old', {
    cluster,
    restUrl: 'https://connect.example.com:8083',
    credentials: {
      username: SecretRef.of('connect', 'username'),
      password: SecretRef.of('connect', 'password'),
    },
    user,
  });
  new KafkaConnector(chart, 'in', {
    connect,
    connectorClass: 'In',
    outputs: [new KafkaTopic(chart, 'a', { cluster })],
  });
  expect(desiredConnectors(cluster)).toMatchObject([{ connect: 'old', name: 'in' }]);
  expect(aclsOf({ cluster })).toEqual(['TOPIC a WRITE']);
  const cronJob = synthManifests(chart).find(({ kind }) => kind === 'CronJob');
  expect(JSON.stringify(cronJob)).toContain('"path":"connect/password"');
});

test('a local authority is asked for the certificate of the workers', () => {
  const certificates = Certificates.localAuthority();
  const { chart } = workers({ rest: ConnectRest.https() }, { certificates });
  const requests = named(synthManifests(chart), 'ConfigMap', /-certificate-requests$/);
  expect(JSON.stringify(requests)).toContain('*.etl-connect.kafka.svc.cluster.local');
});

test('who asks for other offsets of a sink may delete those of its group', () => {
  const { chart, cluster, connect } = workers();
  new KafkaConnector(chart, 'out', {
    connect,
    connectorClass: 'Out',
    inputs: [new KafkaTopic(chart, 'b', { cluster })],
    state: ConnectorState.STOPPED,
    offsets: ConnectorOffsets.alter({
      request: 'DATA-123',
      positions: [ConnectorPosition.sink('b', 0, 42)],
    }),
  });
  expect(aclsOf({ cluster })).toContain('GROUP connect-out DELETE');
});
