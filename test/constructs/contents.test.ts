import { ApiObject, App, Chart, Size } from 'cdk8s';
import {
  AclOperation,
  AclResource,
  AclRule,
  Authorization,
  Issues,
  KafkaAclPolicy,
  KafkaCluster,
  KafkaQuota,
  KafkaTopic,
  KafkaUser,
  ProcessingGuarantee,
  QuotaEntity,
  RemovalPolicy,
  StreamsApplication,
  UserAuthentication,
} from 'cdk8s-kafka';
import { named, packedIn, program, SCRAM } from '../support/program';
import { desiredState, synthManifests } from 'cdk8s-kafka/testing';
import type { Manifest } from 'cdk8s-kafka/testing';
import { Deployment } from 'cdk8s-plus-27';
import { warningsOf } from '../../lib/constructs/issues';

const line = (acl: ReturnType<typeof desiredState>['acls'][number]): string =>
  [acl.principal, acl.resourceType, acl.patternType, acl.resourceName, acl.operation].join(' ');

function errorsOf(chart: Chart): string {
  try {
    synthManifests(chart);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('grants', () => {
  test('become exactly the ACLs that are needed', () => {
    const { chart, cluster } = program();
    const topic = new KafkaTopic(chart, 'topic', { cluster, topicName: 'orders.v1' });
    const shop = new KafkaUser(chart, 'shop', {
      cluster,
      authentication: UserAuthentication.tls(),
    });
    const billing = new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    expect(topic.grants.produce(shop, { transactionalId: 'checkout' }).applied).toBe(true);
    topic.grants.consume(billing, { group: 'billing' });
    topic.grants.describe(billing);
    expect(desiredState(cluster).acls.map(line)).toEqual([
      'User:CN=shop TOPIC LITERAL orders.v1 WRITE',
      'User:CN=shop TRANSACTIONAL_ID LITERAL checkout WRITE',
      'User:billing GROUP LITERAL billing READ',
      'User:billing TOPIC LITERAL orders.v1 DESCRIBE_CONFIGS',
      'User:billing TOPIC LITERAL orders.v1 READ',
    ]);
  });

  test('say of each ACL who asked for it, and on which line', () => {
    const { chart, cluster } = program();
    const topic = new KafkaTopic(chart, 'topic', { cluster });
    const user = new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    topic.grants.consume(user, { group: 'billing' });
    const { acls } = packedIn(synthManifests(chart));
    expect(acls[0]?.origins).toEqual([
      {
        reason: 'topic.grants.consume(group: billing)',
        path: 'app/topic',
        origin: expect.stringMatching(/^test\/constructs\/contents\.test\.ts:\d+:\d+$/) as string,
      },
    ]);
  });

  test('to a user of elsewhere are not applied, and say the command that does it', () => {
    const { chart, cluster } = program();
    const topic = KafkaTopic.fromName(chart, 'legacy', { cluster, topicName: 'legacy.events' });
    const user = KafkaUser.fromName(chart, 'billing', { cluster });
    const { applied, remedy } = topic.grants.consume(user, { groupPrefix: 'billing-' });
    const server = 'orders-kafka-bootstrap.kafka.svc:9093';
    const begin = `kafka-acls.sh --bootstrap-server ${server} --add --allow-principal User:billing`;
    expect(applied).toBe(false);
    expect(remedy).toEqual([
      `${begin} --topic legacy.events --operation Read`,
      `${begin} --group billing- --resource-pattern-type prefixed --operation Read`,
    ]);
    expect(desiredState(cluster).acls).toEqual([]);
    synthManifests(chart);
    const [warning] = warningsOf(chart);
    expect(warning?.code).toBe('GrantNotApplied');
    expect(warning?.fix).toBe(`run: ${remedy.join(' && ')}`);
  });

  test('to a user of another cluster are refused, and both are named', () => {
    const { chart, cluster } = program();
    const other = KafkaCluster.fromBootstrap(chart, 'msk', { bootstrapServers: 'msk:9092' });
    const topic = new KafkaTopic(chart, 'topic', { cluster });
    const stranger = new KafkaUser(chart, 'stranger', {
      cluster: other,
      authentication: UserAuthentication.external('User:stranger'),
    });
    expect(topic.grants.produce(stranger).applied).toBe(false);
    const errors = errorsOf(chart);
    expect(errors).toMatch(
      /user 'User:stranger' is of cluster 'msk' \(at app\/stranger \(.*:\d+:\d+\)\), and this is about cluster 'orders' +AcrossClusters/,
    );
    expect(errors).toMatch(/at app\/topic topic\.grants\.produce/);
  });

  test('of a policy or an application are refused across clusters as well', () => {
    const { chart, cluster } = program();
    const other = KafkaCluster.fromBootstrap(chart, 'msk', { bootstrapServers: 'msk:9092' });
    const user = new KafkaUser(chart, 'shop', {
      cluster,
      authentication: UserAuthentication.external('User:shop'),
    });
    const resource = AclResource.topic('t');
    const rules = [AclRule.allow({ resource, operations: [AclOperation.READ] })];
    new KafkaAclPolicy(chart, 'policy', { cluster: other, rules, grantees: [user] });
    const inputs = [new KafkaTopic(chart, 'theirs', { cluster: other })];
    new StreamsApplication(chart, 'app', { cluster, user, inputs });
    const errors = errorsOf(chart);
    expect(errors).toMatch(/user 'User:shop' is of cluster 'orders' \(at app\/shop/);
    expect(errors).toMatch(/topic 'theirs' is of cluster 'msk' \(at app\/theirs/);
  });

  test('of a streams application are those on its topics, its group and its transactions', () => {
    const { chart, cluster } = program();
    const [input, output] = ['in', 'out'].map((id) => new KafkaTopic(chart, id, { cluster }));
    const user = new KafkaUser(chart, 'shop', {
      cluster,
      authentication: UserAuthentication.tls(),
    });
    new StreamsApplication(chart, 'enricher', {
      cluster,
      user,
      inputs: input ? [input] : [],
      outputs: output ? [output] : [],
      processingGuarantee: ProcessingGuarantee.EXACTLY_ONCE_V2,
    });
    expect(desiredState(cluster).acls.map((acl) => line(acl).replace('User:CN=shop ', ''))).toEqual(
      [
        'GROUP LITERAL enricher READ',
        'TOPIC PREFIXED enricher- CREATE',
        'TOPIC PREFIXED enricher- DELETE',
        'TOPIC PREFIXED enricher- READ',
        'TOPIC PREFIXED enricher- WRITE',
        'TOPIC LITERAL in READ',
        'TOPIC LITERAL out WRITE',
        'TRANSACTIONAL_ID PREFIXED enricher- WRITE',
      ],
    );
  });

  test('of a policy are its rules, for each to whom it is attached', () => {
    const { chart, cluster } = program();
    const users = ['a', 'b'].map(
      (id) => new KafkaUser(chart, id, { cluster, authentication: UserAuthentication.tls() }),
    );
    new KafkaAclPolicy(chart, 'readers', {
      cluster,
      rules: [
        AclRule.allow({
          resource: AclResource.topicPrefix('analytics.'),
          operations: [AclOperation.READ],
        }),
        AclRule.deny({
          resource: AclResource.topic('analytics.pii'),
          operations: [AclOperation.ALL],
          host: '*',
        }),
      ],
    }).attachTo(...users);
    expect(desiredState(cluster).acls).toHaveLength(4);
    expect(desiredState(cluster).acls[0]).toEqual({
      principal: 'User:CN=a',
      resourceType: 'TOPIC',
      resourceName: 'analytics.',
      patternType: 'PREFIXED',
      operation: 'READ',
      permission: 'ALLOW',
      host: '*',
    });
  });
});

describe('the desired state', () => {
  test('has topics and quotas in the words of Kafka', () => {
    const { chart, cluster } = program();
    new KafkaTopic(chart, 'b', { cluster, partitions: 12, config: { 'retention.ms': '1' } });
    new KafkaTopic(chart, 'a', { cluster, removalPolicy: RemovalPolicy.DELETE });
    new KafkaUser(chart, 'shop', {
      cluster,
      authentication: UserAuthentication.tls(),
      quotas: { producerByteRate: Size.mebibytes(10), requestPercentage: 25 },
    });
    new KafkaQuota(chart, 'all', {
      cluster,
      entity: QuotaEntity.defaultIp(),
      connectionCreationRate: 10,
    });
    const { topics, quotas } = desiredState(cluster);
    expect(topics).toEqual([
      { name: 'a', partitions: 1, replicationFactor: 3, config: {} },
      { name: 'b', partitions: 12, replicationFactor: 3, config: { 'retention.ms': '1' } },
    ]);
    expect(quotas).toEqual([
      { entity: { ip: null }, quotas: { connection_creation_rate: 10 } },
      {
        entity: { user: 'CN=shop' },
        quotas: { producer_byte_rate: 10 * 1024 * 1024, request_percentage: 25 },
      },
    ]);
  });

  test('is in the manifests, whatever was said after the first of it', () => {
    const { chart, cluster } = program();
    new KafkaTopic(chart, 'first', { cluster });
    new KafkaTopic(chart, 'last', { cluster });
    expect(packedIn(synthManifests(chart)).topics.map(({ name }) => name)).toEqual([
      'first',
      'last',
    ]);
  });

  test('is the same in whatever order it was said', () => {
    const packed = (ids: readonly string[]): unknown => {
      const { chart, cluster } = program();
      for (const id of ids) new KafkaTopic(chart, id, { cluster });
      return packedIn(synthManifests(chart)).topics.map(({ name }) => name);
    };
    expect(packed(['a', 'b'])).toEqual(packed(['b', 'a']));
  });
});

describe('a workload that is bound to a user', () => {
  const env = (manifest: Manifest): readonly { name: string }[] =>
    (
      manifest as unknown as {
        spec: { template: { spec: { containers: { env: { name: string }[] }[] } } };
      }
    ).spec.template.spec.containers[0]?.env ?? [];

  test('has variables and files, be it of cdk8s-plus, and what is added to it later', () => {
    const { chart, cluster } = program();
    const user = new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    const workload = new Deployment(chart, 'worker');
    user.bind(workload);
    workload.addContainer({ image: 'worker' });
    const manifest = named(synthManifests(chart), 'Deployment', /./);
    expect(env(manifest).map(({ name }) => name)).toEqual([
      'KAFKA_BOOTSTRAP_SERVERS',
      'KAFKA_SECURITY_PROTOCOL',
      'KAFKA_CA_FILE',
      'KAFKA_SASL_MECHANISM',
      'KAFKA_SASL_USERNAME',
      'KAFKA_SASL_PASSWORD',
      'KAFKA_SASL_JAAS_CONFIG',
    ]);
    expect(JSON.stringify(manifest)).toContain('"path":"user/password"');
  });

  test('gets a certificate in the layout of Strimzi', () => {
    const { chart, cluster } = program();
    const user = new KafkaUser(chart, 'shop', {
      cluster,
      authentication: UserAuthentication.tls(),
    });
    const pod = new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod' },
      spec: {
        containers: [{ name: 'a', env: [{ name: 'KAFKA_SECURITY_PROTOCOL', value: 'mine' }] }],
      },
    });
    user.bind(pod);
    const written = pod.toJson() as unknown as {
      spec: { containers: { env: { name: string; value?: string }[] }[]; volumes: unknown[] };
    };
    expect(written.spec.containers[0]?.env.slice(0, 2)).toEqual([
      { name: 'KAFKA_SECURITY_PROTOCOL', value: 'mine' },
      { name: 'KAFKA_BOOTSTRAP_SERVERS', value: 'orders-kafka-bootstrap.kafka.svc:9093' },
    ]);
    expect(JSON.stringify(written.spec.volumes)).toContain(
      '{"key":"tls.key","path":"user/user.key"}',
    );
  });

  test('cannot be two users at once', () => {
    const { chart, cluster } = program();
    const [a, b] = ['a', 'b'].map(
      (name) => new KafkaUser(chart, name, { cluster, authentication: SCRAM() }),
    );
    const pod = new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod' },
      spec: { containers: [{ name: 'one' }, { name: 'two' }] },
    });
    a?.bind(pod, { containers: ['one'] });
    b?.bind(pod, { containers: ['two'] });
    expect(errorsOf(chart)).toBe('');
    const { spec } = pod.toJson() as unknown as { spec: { volumes: { name: string }[] } };
    expect(spec.volumes.map(({ name }) => name)).toEqual(['kafka-client', 'kafka-client-2']);
    b?.bind(pod);
    expect(errorsOf(chart)).toMatch(
      /would be user 'b' of cluster 'orders', and is user 'a' of cluster 'orders' \(.*:\d+:\d+\)/,
    );
  });

  test('in another namespace cannot be, and the synth says so', () => {
    const { chart, cluster } = program();
    const user = new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    const elsewhere = new Chart(App.of(chart), 'apps', { namespace: 'apps' });
    const pod = new ApiObject(elsewhere, 'pod', { apiVersion: 'v1', kind: 'Pod' });
    user.bind(pod);
    expect(errorsOf(chart)).toMatch(/UserBindingImpossible/);
  });
});

describe('what is wrong', () => {
  test('is said at the line of the noun, with the errors of all others', () => {
    const { chart, cluster } = program();
    new KafkaTopic(chart, 'a.b', { cluster });
    new KafkaTopic(chart, 'a_b', { cluster, partitions: 0 });
    const errors = errorsOf(chart);
    expect(errors).toMatch(/TopicNameCollision\n\s+at app\/a_b topicName/);
    expect(errors).toMatch(/TopicPartitions/);
    expect(errors).toMatch(/test\/constructs\/contents\.test\.ts:\d+:\d+\n/);
  });

  test('but seldom so is a warning at the noun, and acknowledged there', () => {
    const { chart, cluster } = program();
    const topic = new KafkaTopic(chart, 'scratch', { cluster, replicationFactor: 1 });
    synthManifests(chart);
    expect(warningsOf(topic).map(({ code }) => code)).toEqual(['TopicSoleCopy']);
    Issues.of(topic).acknowledge({ code: 'TopicSoleCopy', reason: 'nobody needs it tomorrow' });
    expect(warningsOf(chart)).toEqual([]);
  });

  test('are grants where nobody is asked', () => {
    const { chart, cluster } = program({ authorization: Authorization.none() });
    const topic = new KafkaTopic(chart, 't', { cluster });
    const user = new KafkaUser(chart, 'a', { cluster, authentication: UserAuthentication.tls() });
    topic.grants.produce(user);
    expect(errorsOf(chart)).toMatch(/AclWithoutAuthorizer/);
  });

  test('is a cluster that is none', () => {
    const { chart } = program();
    const odd = Object.assign(new Chart(chart, 'odd'), {
      clusterName: 'odd',
      bootstrapServers: () => '',
    });
    expect(() => new KafkaTopic(chart, 't', { cluster: odd })).toThrow(/ClusterUnknown/);
  });
});

test('a name that Kubernetes does not take gets one that no other has', () => {
  const { chart, cluster } = program();
  const name = (topicName: string): string =>
    new KafkaTopic(chart, `t-${topicName}`, { cluster, topicName }).kubernetesName;
  expect(name('orders.v1')).toBe('orders.v1');
  expect(name('Orders_v1')).toMatch(/^orders-v1--[0-9a-f]{10}$/);
  expect(new Set(['a_b', 'a-b', 'A_B', 'a.b', 'a'.repeat(249)].map(name)).size).toBe(5);
});
