import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as kafka from 'cdk8s-kafka';
import { accessDrawing } from '../../lib/cli/graph/access';
import { inTemporaryFolder } from '../pki/support';
import { acl, desired, topic } from '../reconcile/support';
import { cli } from './support';

const drawn = accessDrawing(
  desired({
    topics: [topic()],
    acls: [
      acl(),
      acl({ principal: 'User:billing', operation: 'READ' }),
      acl({
        principal: 'User:billing',
        resourceType: 'GROUP',
        resourceName: 'b',
        operation: 'READ',
      }),
      acl({ principal: 'User:eve', operation: 'ALL', permission: 'DENY' }),
    ],
  }),
  ['User:eve'],
);

test('records flow from those who write over the topic to those who read', () => {
  expect(drawn.links.map(({ from, to, label, look }) => [from, to, label, look])).toEqual([
    ['principal User:shop', 'TOPIC LITERAL orders', 'write', 'flow'],
    ['TOPIC LITERAL orders', 'principal User:billing', 'read', 'flow'],
    ['principal User:billing', 'GROUP LITERAL b', 'read', 'member'],
    ['principal User:eve', 'TOPIC LITERAL orders', 'denied: all', 'denial'],
  ]);
});

test('each resource and principal is there once, and a super user looks like one', () => {
  expect(drawn.shapes.map(({ key, look }) => [key, look])).toEqual([
    ['TOPIC LITERAL orders', 'topic'],
    ['GROUP LITERAL b', 'group'],
    ['principal User:billing', 'principal'],
    ['principal User:eve', 'superUser'],
    ['principal User:shop', 'principal'],
  ]);
});

function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const chart = new Chart(app, 'orders', { namespace: 'kafka' });
  const storage = kafka.Storage.ephemeral({});
  const cluster = new kafka.KafkaCluster(chart, 'orders', {
    nodePools: [kafka.NodePool.combined({ replicas: 3, storage })],
  });
  const authentication = kafka.UserAuthentication.tls();
  const shop = new kafka.KafkaUser(chart, 'shop', { cluster, authentication });
  new kafka.KafkaTopic(chart, 'a<b', { cluster, topicName: 'orders' }).grants.produce(shop);
  app.synth();
}

const drawing = (args: string, file: string): Promise<string> =>
  inTemporaryFolder(async (cwd) => {
    synthesize(join(cwd, 'dist'));
    const { exitCode } = await cli(`graph dist --out ${file} ${args}`, { cwd });
    expect(exitCode).toBe(0);
    return readFileSync(join(cwd, file), 'utf8');
  });

test('the page has both drawings, and asks nobody for anything', async () => {
  const page = await drawing('', 'out/kafka.html');
  expect(page).toContain('<figcaption>Topology: orders</figcaption>');
  expect(page).toContain('<figcaption>Access: orders</figcaption>');
  expect(page).toContain('<code>User:orders-kafka-node</code>');
  expect(page).not.toMatch(/(?:src|href)=/);
});

test('a listener has the name that the program gives it', async () => {
  // Its port is called as Strimzi calls it: tcp-clientstls.
  expect(await drawing('--view topology', 'kafka.svg')).toMatch(/>tls<[^]*>:9093</);
});

test.each([
  ['', 'CN=shop'],
  ['--view topology', '>orders&#45;nodes<'],
])('an SVG %s', async (args, text) => {
  const svg = await drawing(args, 'kafka.svg');
  expect(svg).toMatch(/^<\?xml[^>]*>\n<svg [^]*<\/svg>\n$/);
  expect(svg).toContain(text);
});

test('a cluster that is not there is said', async () => {
  const { exitCode, issues } = await inTemporaryFolder((cwd) => {
    synthesize(join(cwd, 'dist'));
    return cli('graph dist --cluster other', { cwd });
  });
  expect(exitCode).toBe(2);
  expect(issues[0]?.message).toBe("the manifests have no Kafka cluster 'other'; they have: orders");
});
