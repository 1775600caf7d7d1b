import type { Manifest } from '../../lib/manifest/manifest';
import { renderConnect } from '../../lib/render/manifests/connect';
import { podTemplate } from '../support/build';
import { connect } from '../support/connect';
import { ofKind } from '../support/kubernetes';
import { TLS, user } from '../support/contents';

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
