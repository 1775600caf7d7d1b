import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Manifest } from '../../lib/manifest/manifest';
import { renderConnect } from '../../lib/render/manifests/connect';
import { CONNECT_HEALTH_SH, CONNECT_RUN_SH } from '../../lib/runtime/generated/runtime-files';
import { podTemplate } from '../support/build';
import { connect } from '../support/connect';
import { ofKind } from '../support/kubernetes';
import { TLS, user } from '../support/contents';
import { parseProperties } from './laws/properties';

const podOf = (manifests: readonly Manifest[]) =>
  ofKind(manifests, 'StatefulSet')[0]?.spec.template;
const properties = (manifests: readonly Manifest[]): readonly string[] =>
  ofKind(manifests, 'ConfigMap')
    .flatMap(({ data = {} }) => data['connect.properties'] ?? '')
    .join('\n')
    .split('\n');
const hashOf = (model: Parameters<typeof renderConnect>[0]): string | undefined =>
  podOf(renderConnect(model))?.metadata.annotations['cdk8s-kafka/roll-hash'];

test('security is said four times', () => {
  const lines = properties(renderConnect(connect()));
  const said = lines.filter((line) => /(^|\.)sasl\.mechanism=/.test(line));
  expect(said).toEqual(
    ['', 'producer.', 'consumer.', 'admin.'].map((one) => `${one}sasl.mechanism=SCRAM-SHA-512`),
  );
});

test('the password is where it is mounted, and nowhere else', () => {
  const lines = properties(renderConnect(connect()));
  expect(lines.filter((line) => /password/.test(line) && !/\$\{dir:/.test(line))).toEqual([]);
});

test("a certificate is read where the start script puts it, from the Secret's keys", () => {
  const manifests = renderConnect(connect({}, user('etl', { authentication: TLS })));
  expect(properties(manifests)).toContain(
    'admin.ssl.keystore.location=/var/run/cdk8s-kafka/certs/user.pem',
  );
  const volume = podOf(manifests)?.spec.volumes.find(({ name }) => name === 'user');
  expect(volume?.secret?.items).toEqual([
    { key: 'tls.crt', path: 'tls.crt' },
    { key: 'tls.key', path: 'tls.key' },
  ]);
});

test('a plugin is mounted from its image, in a folder of the plugin path', () => {
  const plugins = [{ name: 'debezium', image: 'registry.example.com/d:3', pullPolicy: undefined }];
  const manifests = renderConnect(connect({ build: undefined, plugins }));
  const { spec } = podOf(manifests) ?? {};
  expect(spec?.volumes).toContainEqual({
    name: 'plugin-debezium',
    image: { reference: 'registry.example.com/d:3', pullPolicy: 'IfNotPresent' },
  });
  expect(spec?.containers[0]?.volumeMounts).toContainEqual({
    name: 'plugin-debezium',
    mountPath: '/opt/cdk8s-kafka/plugins/debezium',
    readOnly: true,
  });
  expect(properties(manifests)).toContain('plugin.path=/opt/cdk8s-kafka/plugins');
});

test('pods have no token: connectors are programs of others', () => {
  expect(JSON.stringify(renderConnect(connect()))).not.toContain('serviceAccountToken');
});

test('workers start anew when their files change, and not when there are more of them', () => {
  const before = hashOf(connect());
  expect(hashOf(connect({ replicas: 5 }))).toBe(before);
  expect(hashOf(connect({ podTemplate: podTemplate({ labels: { a: 'b' } }) }))).toBe(before);
  expect(hashOf(connect({ config: { 'client.id': 'x' } }))).not.toBe(before);
});

test('without workers there is no budget, which would be for no pod', () => {
  const kinds = renderConnect(connect({ replicas: 0 })).map(({ kind }) => kind);
  expect(kinds).not.toContain('PodDisruptionBudget');
});

const USERS = [
  {
    username: { secretName: 'rest', key: 'username' },
    password: { secretName: 'rest', key: 'password' },
  },
];
const secured = connect({ rest: { kind: 'https', certificate: undefined, users: USERS } });
const lines = (manifests: readonly Manifest[]): readonly string[] =>
  properties(manifests).filter((line) => /^(listeners|rest\.)/.test(line));

test('workers call each other by TLS, and probes of a password ask beside it', () => {
  expect(lines(renderConnect(secured))).toEqual([
    'listeners=https://0.0.0.0:8083,http://127.0.0.1:8084',
    'rest.advertised.host.name=${env:POD_NAME}.etl-connect.kafka.svc.cluster.local',
    'rest.advertised.port=8083',
    'rest.advertised.listener=https',
    'listeners.https.ssl.keystore.type=PKCS12',
    'listeners.https.ssl.keystore.location=/var/run/cdk8s-kafka/certs/rest.p12',
    'listeners.https.ssl.keystore.password=cdk8s-kafka',
    'listeners.https.ssl.truststore.type=PKCS12',
    'listeners.https.ssl.truststore.location=/var/run/cdk8s-kafka/certs/rest-ca.p12',
    'listeners.https.ssl.truststore.password=cdk8s-kafka',
    'listeners.https.ssl.cipher.suites=',
    'listeners.https.ssl.endpoint.identification.algorithm=https',
    'rest.extension.classes=org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension',
  ]);
  expect(podOf(renderConnect(secured))?.spec.containers[0]?.readinessProbe).toMatchObject({
    exec: { command: ['bash', '/opt/cdk8s-kafka/bin/health.sh', '8084'] },
  });
});

test('the certificate has the names of the Services and of the pods, and is for servers alone', () => {
  const [certificate] = renderConnect(secured).filter(({ kind }) => kind === 'Certificate');
  expect(certificate).toMatchObject({
    metadata: { name: 'etl-connect-rest' },
    spec: {
      secretName: 'etl-connect-rest',
      usages: ['digital signature', 'key encipherment', 'server auth'],
      dnsNames: [
        'etl-connect-api',
        'etl-connect-api.kafka',
        'etl-connect-api.kafka.svc',
        'etl-connect-api.kafka.svc.cluster.local',
        '*.etl-connect.kafka.svc',
        '*.etl-connect.kafka.svc.cluster.local',
      ],
    },
  });
});

test('with TLS alone the kubelet asks by itself', () => {
  const tls = connect({ rest: { kind: 'https', certificate: undefined, users: [] } });
  expect(podOf(renderConnect(tls))?.spec.containers[0]?.readinessProbe).toMatchObject({
    httpGet: { path: '/health', port: 'rest-api', scheme: 'HTTPS' },
  });
  expect(lines(renderConnect(tls))[0]).toBe('listeners=https://0.0.0.0:8083');
});

test('names and passwords are mounted, and in no file of the manifests', () => {
  const { volumes = [] } = podOf(renderConnect(secured))?.spec ?? {};
  expect(volumes.find(({ name }) => name === 'rest-users')).toEqual({
    name: 'rest-users',
    projected: {
      sources: [
        { secret: { name: 'rest', items: [{ key: 'username', path: '0/username' }] } },
        { secret: { name: 'rest', items: [{ key: 'password', path: '0/password' }] } },
      ],
    },
  });
});

/** Functions of the start script, for a folder of users. */
const restUsers = (home: string): string =>
  spawnSync(
    'sh',
    [
      '-c',
      `${CONNECT_RUN_SH.slice(CONNECT_RUN_SH.indexOf('escape() {')).split('\nserve()')[0] ?? ''}\nrest_users`,
    ],
    {
      encoding: 'utf8',
      env: { ...process.env, home },
    },
  ).stdout;

test('the start script writes names and passwords as Java reads them, whatever is in them', () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 12,
  });
  const home = mkdtempSync(join(tmpdir(), 'rest-users-'));
  mkdirSync(join(home, 'rest/0'), { recursive: true });
  fc.assert(
    fc.property(ascii, ascii, (username, password) => {
      writeFileSync(join(home, 'rest/0/username'), username);
      writeFileSync(join(home, 'rest/0/password'), password);
      expect(parseProperties(restUsers(home).trimEnd())).toEqual([[username, password]]);
    }),
    { numRuns: 30 },
  );
  rmSync(home, { recursive: true });
});

test('the probe brings the name and the password, and is satisfied by 200 alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rest-health-'));
  mkdirSync(join(folder, '0'));
  writeFileSync(join(folder, '0/username'), 'admin');
  writeFileSync(join(folder, '0/password'), 'x'.repeat(80));
  const script = CONNECT_HEALTH_SH.replace('/opt/cdk8s-kafka/rest', folder);
  const wanted = `Basic ${Buffer.from(`admin:${'x'.repeat(80)}`).toString('base64')}`;
  let status = 200;
  const server = createServer((request, response) => {
    const isKnown = request.url === '/health' && request.headers.authorization === wanted;
    response.writeHead(isKnown ? status : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = String((server.address() as AddressInfo).port);
  const probe = (): Promise<number | null> =>
    new Promise((resolve) => {
      spawn('bash', ['-c', script, 'health.sh', port]).on('close', resolve);
    });
  try {
    expect(await probe()).toBe(0);
    status = 503;
    expect(await probe()).toBe(1);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
