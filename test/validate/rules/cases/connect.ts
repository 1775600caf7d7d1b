import type { ConnectModel } from '../../../../lib/model/connect';
import type { RuleCases } from '../../../../lib/testing/rule-tester';
import { OWN_CONNECT_RULES } from '../../../../lib/validate/rules/connect';
import type { Rule } from '../../../../lib/validate/rule';
import type { PlatformSpec } from '../../../../lib/spec/cluster';
import type {
  BuildSettingsSpec,
  BuiltPluginSpec,
  ConnectBuildSpec,
  ConnectSpec,
  DownloadSpec,
  InternalTopicsSpec,
  PluginArtifactSpec,
  S2iSourceSpec,
} from '../../../../lib/spec/connect';
import type { ConnectRestSpec, RestUserSpec } from '../../../../lib/spec/connect-rest';
import { connect } from '../../../support/connect';
import { ELSEWHERE, TLS, user } from '../../../support/contents';

interface ConnectRuleCases extends RuleCases<ConnectModel> {
  readonly rule: Rule<ConnectModel>;
}

function casesOf(code: string, cases: RuleCases<ConnectModel>): ConnectRuleCases {
  const rule = OWN_CONNECT_RULES.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`there is no rule ${code}`);
  return { rule, ...cases };
}

const NOBODY = connect({ user: undefined }, 'nobody');
const EXTERNAL = user('etl', { authentication: { kind: 'external', principal: 'User:etl' } });
const PASSWORD: ConnectSpec['authentication'] = {
  kind: 'sasl',
  mechanism: 'SCRAM-SHA-512',
  username: { secretName: 'etl', key: 'username' },
  password: { secretName: 'etl', key: 'password' },
};
const topics = (more: Partial<InternalTopicsSpec>): ConnectModel =>
  connect({
    internalTopics: {
      configTopic: undefined,
      offsetTopic: undefined,
      statusTopic: undefined,
      declared: undefined,
      replicationFactor: undefined,
      offsetPartitions: undefined,
      statusPartitions: undefined,
      ...more,
    },
  });
const plugin = (name: string) => ({
  name,
  image: 'registry.example.com/p:1',
  pullPolicy: undefined,
});
const OPENSHIFT: PlatformSpec = { kind: 'openshift', appsDomain: undefined };
const settings = (historyLimit?: number): BuildSettingsSpec => ({
  pullSecretName: undefined,
  historyLimit,
  resources: undefined,
  nodeSelector: {},
});
const GIT: S2iSourceSpec = {
  kind: 'git',
  uri: 'https://git.example.com/etl.git',
  ref: 'main',
  contextDir: 'plugins',
  secretName: undefined,
};
const s2i = (
  source: S2iSourceSpec,
  platform: PlatformSpec = OPENSHIFT,
  historyLimit?: number,
): ConnectModel =>
  connect({
    platform,
    build: { kind: 's2i', source, webhookSecretName: undefined, settings: settings(historyLimit) },
  });
const jar = (more: Partial<DownloadSpec>): DownloadSpec => ({
  kind: 'jar',
  url: 'https://repo.example.com/a.jar',
  sha512: 'ab'.repeat(64),
  fileName: undefined,
  ...more,
});
const MAVEN: PluginArtifactSpec = {
  kind: 'maven',
  group: 'io.debezium',
  artifact: 'debezium-connector-postgres',
  version: '3.0.0.Final',
  repository: undefined,
};
const builtPlugin = (
  name: string,
  ...artifacts: readonly PluginArtifactSpec[]
): BuiltPluginSpec => ({
  name,
  artifacts,
});
const dockerfile = (
  plugins: readonly BuiltPluginSpec[],
  platform: PlatformSpec = OPENSHIFT,
  image?: string,
): ConnectModel =>
  connect({
    platform,
    build: {
      kind: 'dockerfile',
      plugins,
      image,
      job: undefined,
      downloadImage: undefined,
      settings: settings(),
    },
  });
/** One plugin, in an image that a Job builds. */
const byJob = (
  more: Partial<Extract<ConnectBuildSpec, { readonly kind: 'dockerfile' }>>,
  platform: PlatformSpec = { kind: 'kubernetes' },
): ConnectModel =>
  connect({
    platform,
    build: {
      kind: 'dockerfile',
      plugins: [builtPlugin('p', jar({}))],
      image: 'registry.example.com:5000/etl',
      job: { pushSecretName: 'registry', builderImage: undefined },
      downloadImage: undefined,
      settings: settings(),
      ...more,
    },
  });
/** One plugin, in an image that CI builds. */
const ci = (artifacts: readonly PluginArtifactSpec[]): ConnectModel =>
  dockerfile(
    [builtPlugin('p', ...artifacts)],
    { kind: 'kubernetes' },
    'registry.example.com/etl:1',
  );
const FIRST = 'build.plugins[0].artifacts[0]';
const REST_USER: RestUserSpec = {
  username: { secretName: 'rest', key: 'username' },
  password: { secretName: 'rest', key: 'password' },
};
const rested = (more: Partial<ConnectRestSpec>): ConnectRestSpec => ({
  kind: 'https',
  certificate: undefined,
  users: [],
  ...more,
});
const rest = (more: Partial<ConnectRestSpec>): ConnectModel => connect({ rest: rested(more) });
/** With a certificate of somebody's own. */
const OWN = rested({
  certificate: { secretName: 'rest', certificate: 'tls.crt', key: 'tls.key', ca: undefined },
});
const config = (key: string, value: string): ConnectModel => connect({ config: { [key]: value } });

/** The first invalid case of each is the example of `docs/rules.md`. */
export const CONNECT_CASES: readonly ConnectRuleCases[] = [
  casesOf('ConnectNameForm', {
    valid: [connect(), connect({ name: 'a'.repeat(44) })],
    invalid: [
      [connect({ name: 'ETL' }), ['connectName']],
      [connect({ name: 'a'.repeat(45) }), ['connectName']],
    ],
  }),
  casesOf('ConnectReplicas', {
    valid: [connect(), connect({ replicas: 0 })],
    invalid: [
      [connect({ replicas: 1.5 }), ['replicas']],
      [connect({ replicas: -1 }), ['replicas']],
    ],
  }),
  casesOf('ConnectVersionUnknown', {
    valid: [connect(), connect({ version: '4.2.0' })],
    invalid: [[connect({ version: '1.0.0' }), ['version']]],
  }),
  casesOf('ConnectNamespaceDiffers', {
    valid: [connect(), connect({ namespace: 'apps', user: undefined }, 'nobody', ELSEWHERE)],
    invalid: [
      [connect({ namespace: 'apps' }), ['cluster']],
      [
        connect(
          { namespace: 'apps', user: undefined, rest: rested({ users: [REST_USER] }) },
          'nobody',
          ELSEWHERE,
        ),
        ['cluster'],
      ],
    ],
  }),
  casesOf('ConnectCredentialsMissing', {
    valid: [connect(), NOBODY, connect({ authentication: PASSWORD }, EXTERNAL)],
    invalid: [
      [connect({}, EXTERNAL), ['authentication']],
      [connect({ user: { principal: 'User:x', managed: false } }, 'nobody'), ['authentication']],
    ],
  }),
  casesOf('ConnectListenerUnfit', {
    valid: [
      connect(),
      connect({ listener: 'scram' }),
      connect({ listener: 'tls' }, user('etl', { authentication: TLS })),
      connect({ authentication: PASSWORD }, 'nobody'),
    ],
    invalid: [
      [connect({ listener: 'tls' }), ['listener']],
      [NOBODY, ['listener']],
    ],
  }),
  casesOf('ConnectUserMissing', {
    valid: [connect(), connect({ user: undefined }, 'nobody', ELSEWHERE)],
    invalid: [[NOBODY, ['user']]],
  }),
  casesOf('ConnectGroupForm', {
    valid: [connect(), connect({ groupId: 'etl_v2.Prod' })],
    invalid: [[connect({ groupId: 'etl v2' }), ['groupId']]],
  }),
  casesOf('ConnectTopicsRepeated', {
    valid: [connect()],
    invalid: [[topics({ offsetTopic: 'x', statusTopic: 'x' }), ['internalTopics.statusTopic']]],
  }),
  casesOf('ConnectSecretName', {
    valid: [connect({ secrets: ['db', 'queue'] })],
    invalid: [[connect({ secrets: ['DB', 'q', 'q'] }), ['secrets[0]', 'secrets[2]']]],
  }),
  casesOf('ConnectPluginName', {
    valid: [connect({ plugins: [plugin('debezium')] })],
    invalid: [
      [
        connect({ plugins: [plugin('../x'), plugin('a'), plugin('a')] }),
        ['plugins[0].name', 'plugins[2].name'],
      ],
    ],
  }),
  casesOf('ConnectPluginPath', {
    valid: [connect({ pluginPaths: ['/opt/kafka/libs/connect-file-4.3.1.jar'] })],
    invalid: [
      [connect({ pluginPaths: ['plugins', '/a,/b'] }), ['pluginPaths[0]', 'pluginPaths[1]']],
    ],
  }),
  casesOf('ConnectShutdown', {
    valid: [connect({ shutdownSeconds: 120 })],
    invalid: [[connect({ shutdownSeconds: 0.5 }), ['shutdown']]],
  }),
  casesOf('ConnectRestCertificate', {
    valid: [rest({}), connect({ rest: OWN }, 'nobody', ELSEWHERE), rest({ kind: 'http' })],
    invalid: [[connect({ rest: rested({}) }, 'nobody', ELSEWHERE), ['rest.certificate']]],
  }),
  casesOf('ConnectRestSecret', {
    valid: [rest({ users: [REST_USER] }), connect({ rest: OWN })],
    invalid: [
      [
        rest({ users: [{ ...REST_USER, password: { secretName: 'Rest', key: 'password' } }] }),
        ['rest.users[0].password'],
      ],
      [
        rest({
          certificate: {
            secretName: 'rest',
            certificate: 'tls.crt',
            key: 'a b',
            ca: { secretName: '', key: 'ca.crt' },
          },
        }),
        ['rest.certificate', 'rest.certificateAuthority'],
      ],
    ],
  }),
  casesOf('ConnectRestUserRepeated', {
    valid: [rest({ users: [REST_USER] })],
    invalid: [[rest({ users: [REST_USER, REST_USER] }), ['rest.users[1].username']]],
  }),
  casesOf('ConnectRestExtensions', {
    valid: [config('rest.extension.classes', 'com.example.Audit'), rest({ users: [REST_USER] })],
    invalid: [
      [
        connect({
          rest: rested({ users: [REST_USER] }),
          config: { 'rest.extension.classes': 'com.example.Audit' },
        }),
        ["config['rest.extension.classes']"],
      ],
    ],
  }),
  casesOf('ConnectBuildPlatform', {
    valid: [connect(), s2i(GIT), ci([jar({})]), dockerfile([builtPlugin('p', jar({}))])],
    invalid: [
      [s2i(GIT, { kind: 'kubernetes' }), ['build']],
      [dockerfile([builtPlugin('p', jar({}))], { kind: 'kubernetes' }), ['build']],
    ],
  }),
  casesOf('ConnectBuildJob', {
    valid: [byJob({}), ci([jar({})])],
    invalid: [
      [byJob({ image: 'registry.example.com:5000/etl:1' }), ['build.job']],
      [byJob({ job: { pushSecretName: '', builderImage: undefined } }), ['build.job']],
      [byJob({ settings: { ...settings(), pullSecretName: 'pull' } }), ['build.job']],
      [byJob({ image: undefined }), ['build.job']],
      [byJob({}, OPENSHIFT), ['build.job']],
    ],
  }),
  casesOf('ConnectBuildPlugin', {
    valid: [dockerfile([builtPlugin('a', jar({})), builtPlugin('b', jar({}))])],
    invalid: [
      [dockerfile([builtPlugin('../a', jar({}))]), ['build.plugins[0]']],
      [dockerfile([builtPlugin('a')]), ['build.plugins[0]']],
      [dockerfile([builtPlugin('a', jar({})), builtPlugin('a', jar({}))]), ['build.plugins[1]']],
    ],
  }),
  casesOf('ConnectBuildArtifact', {
    valid: [ci([jar({}), MAVEN, { kind: 'image', image: 'registry.example.com/p:1', path: '/p' }])],
    invalid: [
      [ci([jar({ url: "https://x/a.jar' && rm -rf /" })]), [FIRST]],
      [ci([jar({ url: 'https://x/' })]), [FIRST]],
      [ci([jar({ sha512: 'abc' })]), [FIRST]],
      [ci([{ ...MAVEN, version: '1 ' }]), [FIRST]],
      [ci([{ ...MAVEN, repository: 'central' }]), [FIRST]],
      [ci([{ kind: 'image', image: 'registry.example.com/p:1', path: 'p' }]), [FIRST]],
    ],
  }),
  casesOf('ConnectBuildUnchecked', {
    valid: [ci([jar({}), MAVEN])],
    invalid: [[ci([jar({ sha512: undefined })]), [FIRST]]],
  }),
  casesOf('ConnectBuildSource', {
    valid: [s2i(GIT), s2i({ kind: 'binary' }), s2i({ ...GIT, uri: 'git@git.example.com:etl.git' })],
    invalid: [
      [s2i({ ...GIT, contextDir: '../plugins' }), ['build.source.contextDir']],
      [s2i({ ...GIT, uri: 'etl', ref: 'a b' }), ['build.source.uri', 'build.source.ref']],
    ],
  }),
  casesOf('ConnectBuildHistory', {
    valid: [s2i(GIT), s2i(GIT, OPENSHIFT, 0)],
    invalid: [[s2i(GIT, OPENSHIFT, -1), ['build.historyLimit']]],
  }),
  casesOf('ConnectConfigLine', {
    valid: [config('client.id', 'etl')],
    invalid: [[config('client.id', 'a\nplugin.path=/x'), ["config['client.id']"]]],
  }),
  casesOf('ConnectConfigKeyManaged', {
    valid: [config('client.id', 'etl')],
    invalid: [[config('producer.sasl.mechanism', 'PLAIN'), ["config['producer.sasl.mechanism']"]]],
  }),
  casesOf('ConnectConfigKeyUnknown', {
    valid: [config('key.converter.schemas.enable', 'false')],
    invalid: [[config('offset.flush.interval', '1'), ["config['offset.flush.interval']"]]],
  }),
  casesOf('ConnectConfigKeyNotInVersion', {
    valid: [config('metadata.recovery.rebootstrap.trigger.ms', '1')],
    invalid: [
      [
        connect({ version: '3.9.1', config: { 'metadata.recovery.rebootstrap.trigger.ms': '1' } }),
        ["config['metadata.recovery.rebootstrap.trigger.ms']"],
      ],
    ],
  }),
  casesOf('ConnectConfigValueType', {
    valid: [config('session.timeout.ms', '20000')],
    invalid: [[config('session.timeout.ms', '20s'), ["config['session.timeout.ms']"]]],
  }),
  casesOf('ConnectConfigValueRange', {
    valid: [config('scheduled.rebalance.max.delay.ms', '0')],
    invalid: [
      [
        config('scheduled.rebalance.max.delay.ms', '-1'),
        ["config['scheduled.rebalance.max.delay.ms']"],
      ],
    ],
  }),
  casesOf('ConnectConfigValueEnum', {
    valid: [config('connect.protocol', 'sessioned')],
    invalid: [[config('connect.protocol', 'lazy'), ["config['connect.protocol']"]]],
  }),
  casesOf('ConnectConfigProviderUnknown', {
    valid: [config('client.id', '${env:POD_NAME}')],
    invalid: [[config('client.id', '${vault:x}'), ["config['client.id']"]]],
  }),
  casesOf('ConnectConfigPrefixReserved', {
    valid: [connect({ additionalConfigPrefixes: ['acme'] })],
    invalid: [[connect({ additionalConfigPrefixes: ['offset'] }), ['additionalConfigPrefixes[0]']]],
  }),
];
