import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  Authorization,
  KafkaCluster,
  KafkaTopic,
  KafkaUser,
  NodePool,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';
import { inTemporaryFolder } from '../../pki/support';
import { cli } from '../support';

/** A program whose `shop` writes and whose `billing` reads, synthesized. */
function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const chart = new Chart(app, 'orders', { namespace: 'kafka' });
  const cluster = new KafkaCluster(chart, 'orders', {
    nodePools: [NodePool.combined({ replicas: 3, storage: Storage.ephemeral({}) })],
    authorization: Authorization.acl({ superUsers: ['User:CN=root'] }),
  });
  const topic = new KafkaTopic(chart, 'topic', {
    cluster,
    topicName: 'orders.v1',
    partitions: 3,
    replicationFactor: 3,
  });
  const user = (id: string): KafkaUser =>
    new KafkaUser(chart, id, { cluster, authentication: UserAuthentication.tls() });
  topic.grants.produce(user('shop'));
  topic.grants.consume(user('billing'), { group: 'billing' });
  app.synth();
}

const asked = (args: string): Promise<Awaited<ReturnType<typeof cli>>> => {
  return inTemporaryFolder((cwd) => {
    synthesize(join(cwd, 'dist'));
    return cli(`${args} --app dist`, { cwd });
  });
};

test('explain names each ACL and the grant that asked for it', async () => {
  const { exitCode, output } = await asked('explain User:CN=shop');
  expect(exitCode).toBe(0);
  expect(output).toMatch(
    /^User:CN=shop may WRITE on topic orders\.v1\n {4}by orders\.v1\.grants\.produce.* at .*acls\.test\.ts:\d+:\d+$/m,
  );
});

test('who-can names everybody who may, super users first', async () => {
  expect((await asked('who-can read topic:orders.v1')).output.trim().split('\n')).toEqual([
    'User:CN=root: super user',
    'User:orders-kafka-node: super user',
    'User:orders-kafka-reconciler: super user',
    'User:CN=billing',
  ]);
});

test('explain says of a super user what no ACL does', async () => {
  expect((await asked('explain User:CN=root')).output.trim()).toBe(
    'User:CN=root is a super user of the cluster, and may do everything',
  );
});

test.each([
  ['can-i CN=shop write topic:orders.v1', 0, 'yes: User:CN=shop may WRITE on topic orders.v1'],
  ['can-i CN=shop describe topic:orders.v1', 0, 'yes: User:CN=shop may WRITE on topic orders.v1'],
  ['can-i CN=shop read topic:orders.v1', 1, 'no: no ACL is about it'],
  [
    'can-i CN=root read topic:orders.v1',
    0,
    'yes: User:CN=root is a super user of the cluster, and may do everything',
  ],
  ['can-i CN=billing read group:billing', 0, 'yes: User:CN=billing may READ on group billing'],
])('%s: exit code %i', async (args, exitCode, text) => {
  const answer = await asked(args.replace('CN=', 'User:CN='));
  expect([answer.exitCode, answer.output.trim()]).toEqual([exitCode, text]);
});

test.each([
  ['can-i shop fly topic:orders.v1', "'fly' is no operation on a TOPIC"],
  ['can-i shop read queue:orders', "'queue:orders' names no resource"],
])('%s: exit code 2', async (args, message) => {
  const { exitCode, issues } = await asked(args);
  expect([exitCode, issues[0]?.message.includes(message)]).toEqual([2, true]);
});
