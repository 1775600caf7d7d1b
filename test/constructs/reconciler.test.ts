import { createHash } from 'node:crypto';
import { App, Chart, Testing } from 'cdk8s';
import {
  AclOperation,
  AclResource,
  AclRule,
  Certificates,
  ClientAuthentication,
  ClientTls,
  Delivery,
  KafkaAclPolicy,
  KafkaCluster,
  KafkaTopic,
  KafkaUser,
  PasswordSource,
  PrunePolicy,
  Reconciler,
  SecretRef,
  UserAuthentication,
} from 'cdk8s-kafka';
import { named, packedIn, program, SCRAM } from '../support/program';
import { desiredState, synthManifests } from 'cdk8s-kafka/testing';
import type { Manifest } from 'cdk8s-kafka/testing';
import type { ReconcilerSettings } from '../../lib/spec/reconciler-settings';

describe('the objects of the reconciler', () => {
  const jobName = (ids: readonly string[], delivery?: Delivery): string => {
    const { chart, cluster } = program(
      delivery === undefined ? {} : { reconciler: Reconciler.job({ delivery }) },
    );
    for (const id of ids) new KafkaTopic(chart, id, { cluster, partitions: 3 });
    return named(synthManifests(chart), 'Job', /./).metadata.name;
  };

  test('are not there without contents, unless they were asked for', () => {
    expect(synthManifests(program().chart).map(({ kind }) => kind)).not.toContain('Job');
    const asked = program({ reconciler: Reconciler.job({ prune: PrunePolicy.ALL }) });
    expect(synthManifests(asked.chart).map(({ kind }) => kind)).toContain('CronJob');
  });

  test('are never there where the command line does it', () => {
    const { chart, cluster } = program({ reconciler: Reconciler.none() });
    new KafkaTopic(chart, 'a', { cluster });
    expect(synthManifests(chart).map(({ kind }) => kind)).not.toContain('Job');
    expect(desiredState(cluster).topics).toHaveLength(1);
  });

  test('have a Job of another name for another content', () => {
    expect(jobName(['a'])).toBe(jobName(['a']));
    expect(jobName(['a'])).not.toBe(jobName(['a', 'b']));
    expect(jobName(['a'])).toMatch(/^orders-kafka-reconciler-[0-9a-f]{10}$/);
  });

  test('have a Job of one name for Argo CD and Flux', () => {
    expect(jobName(['a'], Delivery.ARGO_CD)).toBe('orders-kafka-reconciler');
    expect(jobName(['b'], Delivery.FLUX)).toBe('orders-kafka-reconciler');
  });

  test('are more where the desired state is large', () => {
    const { chart, cluster } = program();
    const noise = (index: number): string =>
      [0, 1, 2]
        .map((turn) => createHash('sha512').update(`${index}/${turn}`).digest('base64url'))
        .join('')
        .slice(0, 240);
    const user = new KafkaUser(chart, 'a', { cluster, authentication: UserAuthentication.tls() });
    const rules = Array.from({ length: 4_200 }, (_, index) =>
      AclRule.allow({
        resource: AclResource.topic(noise(index)),
        operations: [AclOperation.WRITE],
      }),
    );
    new KafkaAclPolicy(chart, 'many', { cluster, rules }).attachTo(user);
    const manifests = synthManifests(chart);
    const pieces = manifests.filter(({ metadata }) => metadata.name.includes('desired-state'));
    const { data } = named(manifests, 'ConfigMap', /-settings$/) as {
      data?: Record<string, string>;
    };
    const settings = JSON.parse(data?.['settings.json'] ?? '') as ReconcilerSettings;
    expect(pieces).toHaveLength(2);
    expect(settings.desired).toHaveLength(2);
    expect(packedIn(manifests).acls).toHaveLength(rules.length);
  });

  test('are written alike by all ways to write', () => {
    const { chart, cluster } = program();
    new KafkaTopic(chart, 'a', { cluster });
    const names = (manifests: readonly Manifest[]) =>
      manifests.map(({ metadata }) => metadata.name);
    expect(names(Testing.synth(chart) as Manifest[])).toEqual(names(synthManifests(chart)));
    expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
    expect(App.of(chart).synthYaml()).toContain(
      named(synthManifests(chart), 'Job', /./).metadata.name,
    );
  });

  test('hold no password and no content of what the reconciler writes', () => {
    const { chart, cluster } = program();
    new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    const empty = synthManifests(chart).filter(
      ({ kind, metadata }) => kind === 'Secret' || metadata.name.endsWith('-state'),
    );
    expect(empty.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ConfigMap orders-kafka-reconciler-state',
      'Secret billing',
      'Secret orders-kafka-reconciler-key',
    ]);
    expect(empty.filter((one) => 'data' in one)).toEqual([]);
  });

  test('may touch what is their own, by name', () => {
    const { chart, cluster } = program();
    new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM() });
    const role = named(synthManifests(chart), 'Role', /reconciler/) as unknown as {
      rules: { resources: string[]; resourceNames?: string[]; verbs: string[] }[];
    };
    expect(role.rules.map(({ resources, resourceNames }) => [resources[0], resourceNames])).toEqual(
      [
        ['configmaps', ['orders-kafka-reconciler-state']],
        ['leases', ['orders-kafka-reconciler']],
        ['secrets', ['orders-kafka-reconciler-key', 'billing']],
        ['events', undefined],
      ],
    );
  });

  test('roll no node when a topic or a user is added', () => {
    const sets = (fill: (chart: Chart, cluster: KafkaCluster) => void): unknown => {
      const { chart, cluster } = program();
      fill(chart, cluster);
      return synthManifests(chart).filter(({ kind }) => kind === 'StatefulSet');
    };
    expect(
      sets((chart, cluster) => {
        new KafkaTopic(chart, 'a', { cluster });
        new KafkaUser(chart, 'u', { cluster, authentication: UserAuthentication.tls() });
      }),
    ).toEqual(sets(() => undefined));
  });
});

describe('a cluster of elsewhere', () => {
  test('gets a reconciler that connects as it is told', () => {
    const chart = new Chart(Testing.app(), 'app', { namespace: 'apps' });
    const cluster = KafkaCluster.fromBootstrap(chart, 'msk', {
      bootstrapServers: 'b-1.example.com:9096,b-2.example.com:9096',
      tls: ClientTls.ca(SecretRef.of('msk-ca', 'ca.pem')),
      authentication: ClientAuthentication.scramSha512({
        username: SecretRef.of('msk-admin', 'username'),
        password: SecretRef.of('msk-admin', 'password'),
      }),
      brokers: 3,
    });
    new KafkaTopic(chart, 'orders', { cluster });
    const settings = named(synthManifests(chart), 'ConfigMap', /-settings$/) as {
      data?: Record<string, string>;
    };
    expect(JSON.parse(settings.data?.['settings.json'] ?? '')).toMatchObject({
      bootstrapServers: ['b-1.example.com:9096', 'b-2.example.com:9096'],
      tls: { ca: '/run/reconciler/ca.crt' },
      sasl: {
        mechanism: 'SCRAM-SHA-512',
        usernamePath: '/etc/reconciler/sasl/username',
        passwordPath: '/etc/reconciler/sasl/password',
      },
      stateConfigMap: 'msk-kafka-reconciler-state',
    });
  });
});

describe('certificates of users', () => {
  test('are asked for at cert-manager, from the CA of clients', () => {
    const { chart, cluster } = program();
    new KafkaUser(chart, 'shop', { cluster, authentication: UserAuthentication.tls() });
    expect(named(synthManifests(chart), 'Certificate', /^shop$/)['spec']).toMatchObject({
      commonName: 'shop',
      secretName: 'shop',
      usages: ['digital signature', 'key encipherment', 'client auth'],
      issuerRef: { kind: 'Issuer', name: 'orders-clients-ca' },
    });
  });

  test('are among the requests of a local authority, with that of the reconciler', () => {
    const { chart, cluster } = program({ certificates: Certificates.localAuthority() });
    new KafkaUser(chart, 'shop', { cluster, authentication: UserAuthentication.tls() });
    const requests = named(synthManifests(chart), 'ConfigMap', /-certificate-requests$/) as {
      data?: Record<string, string>;
    };
    const { certificates } = JSON.parse(requests.data?.['requests.json'] ?? '') as {
      certificates: { secret: string; authority: string; commonName: string; format: string }[];
    };
    expect(certificates.slice(1)).toMatchObject([
      {
        secret: 'orders-kafka-reconciler',
        authority: 'cluster-ca',
        commonName: 'orders-kafka-reconciler',
        organization: 'cdk8s-kafka',
        format: 'tls',
      },
      { secret: 'shop', authority: 'clients-ca', commonName: 'shop', format: 'user' },
    ]);
  });
});

describe('passwords', () => {
  const objects = (password: PasswordSource): readonly string[] => {
    const { chart, cluster } = program();
    const user = new KafkaUser(chart, 'billing', { cluster, authentication: SCRAM(password) });
    const all = synthManifests(chart).filter(({ metadata }) => metadata.name === user.secretName);
    return all.map(({ kind }) => kind);
  };

  test('come from where it was said', () => {
    expect(objects(PasswordSource.secret('passwords', 'billing'))).toEqual([]);
    expect(objects(PasswordSource.generated())).toEqual(['Secret']);
    expect(objects(PasswordSource.generator())).toEqual(['Password', 'ExternalSecret']);
    expect(
      objects(PasswordSource.externalSecret({ storeName: 'vault', remoteKey: 'kafka/billing' })),
    ).toEqual(['ExternalSecret']);
  });
});
