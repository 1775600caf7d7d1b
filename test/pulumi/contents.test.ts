import { App, Chart } from 'cdk8s';
import * as main from 'cdk8s-kafka';
import { Certificates, NodePool, PasswordSource, UserAuthentication } from 'cdk8s-kafka';
import * as entry from 'cdk8s-kafka/pulumi';
import type { Manifest } from '../../lib/manifest/manifest';
import { recordRegistrations } from './support/registrations';

// The classes of the SDK are loaded by the first test that needs them.
jest.setTimeout(60_000);

const registrations = recordRegistrations();

beforeEach(() => {
  registrations.clear();
});

const nodePools = [NodePool.combined({ replicas: 1 })];
const scram = UserAuthentication.scramSha512({ password: PasswordSource.generated() });

/** The same program for cdk8s and for Pulumi. */
function cdk8sManifests(certificates: Certificates): readonly Manifest[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'kafka' });
  const cluster = new main.KafkaCluster(chart, 'orders', { nodePools, certificates });
  const topic = new main.KafkaTopic(chart, 'topic', { cluster, partitions: 3 });
  const user = new main.KafkaUser(chart, 'billing', { cluster, authentication: scram });
  const shop = new main.KafkaUser(chart, 'shop', {
    cluster,
    authentication: UserAuthentication.tls(),
  });
  topic.grants.consume(user, { group: 'billing' });
  new main.ConnectCluster(chart, 'etl', { cluster, user: shop, replicas: 2 });
  return chart.toJson() as readonly Manifest[];
}

async function pulumiNames(certificates: Certificates): Promise<readonly string[]> {
  const cluster = new entry.KafkaCluster('orders', { namespace: 'kafka', nodePools, certificates });
  const topic = new entry.KafkaTopic('topic', { cluster, partitions: 3 });
  const user = new entry.KafkaUser('billing', { cluster, authentication: scram });
  const shop = new entry.KafkaUser('shop', {
    cluster,
    authentication: UserAuthentication.tls(),
  });
  topic.grants.consume(user, { group: 'billing' });
  new entry.ConnectCluster('etl', { cluster, user: shop, replicas: 2 });
  await registrations.settled();
  return registrations.children().map(({ name }) => name.replace(/^[^/]*\//, ''));
}

const namesOf = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.map(({ kind, metadata }) => `${kind}-${metadata.name}`);

// Whoever asked is in the desired state, and so are the lines of two programs.
test.each([
  ['cert-manager', Certificates.certManager()],
  ['local authority', Certificates.localAuthority()],
])('the objects are those of the cdk8s constructs: %s', async (_, certificates) => {
  const names = await pulumiNames(certificates);
  expect([...names].sort()).toEqual([...namesOf(cdk8sManifests(certificates))].sort());
});

test('the Job comes after all that it needs', async () => {
  await pulumiNames(Certificates.certManager());
  const all = registrations.children();
  const job = all.find(({ type }) => type.endsWith(':Job'));
  const needs = all.filter(
    ({ name }) =>
      /ConfigMap-.*(desired-state|settings|runtime)/.test(name) && /reconciler|desired/.test(name),
  );
  expect(needs.length).toBeGreaterThan(2);
  expect(needs.filter(({ urn }) => job?.dependencies.includes(urn) !== true)).toEqual([]);
});

test('nothing can be said after the objects are made', async () => {
  const cluster = new entry.KafkaCluster('orders', { namespace: 'kafka', nodePools });
  await registrations.settled();
  expect(() => new entry.KafkaTopic('late', { cluster })).toThrow(/ContentsTooLate/);
});

test('a cluster of elsewhere gets a reconciler', async () => {
  const cluster = entry.KafkaCluster.fromBootstrap('msk', {
    namespace: 'apps',
    bootstrapServers: 'b-1.example.com:9092',
  });
  const topic = entry.KafkaTopic.fromName(cluster, 'legacy');
  topic.grants.produce(entry.KafkaUser.fromName('somebody'));
  await registrations.settled();
  expect(registrations.children().map(({ name }) => name)).toContain('msk/CronJob-msk-kafka-drift');
});

test('a cluster without contents has no reconciler', async () => {
  new entry.KafkaCluster('orders', { namespace: 'kafka', nodePools });
  await registrations.settled();
  expect(registrations.children().filter(({ type }) => type.endsWith('Job'))).toEqual([]);
});

test('a pod gets what its client needs in pieces', async () => {
  const cluster = new entry.KafkaCluster('orders', { namespace: 'kafka', nodePools });
  const user = new entry.KafkaUser('shop', { cluster, authentication: UserAuthentication.tls() });
  await registrations.settled();
  const { env, volumeMounts } = user.podParts();
  expect(env[0]).toEqual({
    name: 'KAFKA_BOOTSTRAP_SERVERS',
    value: 'orders-kafka-bootstrap.kafka.svc:9093',
  });
  expect(volumeMounts).toEqual([
    { name: 'kafka-client', mountPath: '/etc/kafka-client', readOnly: true },
  ]);
  expect(() => user.podParts({ listener: 'other' })).toThrow(/UserBindingImpossible/);
});
