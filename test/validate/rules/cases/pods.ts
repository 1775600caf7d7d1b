import type { KubernetesObject, PodTemplateSpec } from '../../../../lib/spec/pod-template';
import * as objects from '../../../../lib/validate/rules/pod-objects';
import * as rules from '../../../../lib/validate/rules/pod-template';
import * as volumes from '../../../../lib/validate/rules/pod-volumes';
import type { ImageProfileName, PlatformSpec } from '../../../../lib/spec/cluster';
import { cluster, controllers, jbod, listener, pool, podTemplate } from '../../../support/build';
import type { Cases } from './case';

const ofAll = (said: Partial<PodTemplateSpec>) => cluster({ podTemplate: podTemplate(said) });
const ofPool = (said: Partial<PodTemplateSpec>) =>
  cluster({ nodePools: [controllers(), pool({ podTemplate: podTemplate(said) })] });
const labelled = (labels: Readonly<Record<string, string>>) =>
  cluster({ listeners: [listener({ type: 'cluster-ip', labels })] });
const peers = (...networkPolicyPeers: readonly KubernetesObject[]) =>
  cluster({ listeners: [listener({ networkPolicyPeers })] });
const PLUGINS = { name: 'plugins', emptyDir: {} };
const mounted = (mountPath: string, profile: ImageProfileName = 'apache') =>
  cluster({
    image: { profile, image: 'registry.example.com/kafka:1', pullPolicy: undefined },
    nodePools: [
      controllers(),
      pool({
        storage: jbod({}, {}),
        podTemplate: podTemplate({
          volumes: [PLUGINS],
          volumeMounts: [{ name: 'plugins', mountPath }],
        }),
      }),
    ],
  });
const OPENSHIFT: PlatformSpec = { kind: 'openshift', appsDomain: undefined };
const withUser = (platform: PlatformSpec, runAsUser: number | undefined) =>
  cluster({
    platform,
    podTemplate: podTemplate({
      containers: [{ name: 'exporter', image: 'exporter:1', securityContext: { runAsUser } }],
    }),
  });
const NOT_AN_OBJECT = 'text' as unknown as KubernetesObject;
const AT_POOL = 'nodePools[1].podTemplate';

export const POD_TEMPLATE_CASES: Cases = [
  {
    rule: rules.labelForm,
    valid: [ofAll({ labels: { 'example.com/team': 'payments', tier: '' } })],
    invalid: [
      [ofAll({ labels: { 'a b': 'c' } }), ["podTemplate.labels['a b']"]],
      [ofPool({ nodeSelector: { disk: 'a b' } }), [`${AT_POOL}.nodeSelector['disk']`]],
      [labelled({ '/x': 'y' }), ["listeners[0].labels['/x']"]],
      [ofAll({ labels: { a: 'b'.repeat(64) } }), ["podTemplate.labels['a']"]],
    ],
  },
  {
    rule: rules.labelReserved,
    valid: [ofAll({ labels: { 'example.com/team': 'payments' } })],
    invalid: [
      [
        ofAll({ labels: { 'app.kubernetes.io/name': 'x' } }),
        ["podTemplate.labels['app.kubernetes.io/name']"],
      ],
      [
        ofPool({ annotations: { 'cdk8s-kafka/roll-hash': 'x' } }),
        [`${AT_POOL}.annotations['cdk8s-kafka/roll-hash']`],
      ],
      [labelled({ 'cdk8s-kafka/pool': 'x' }), ["listeners[0].labels['cdk8s-kafka/pool']"]],
    ],
  },
  {
    rule: rules.annotationForm,
    valid: [ofAll({ annotations: { 'prometheus.io/scrape': 'any text\nat all' } })],
    invalid: [
      [ofAll({ annotations: { 'a b': 'c' } }), ["podTemplate.annotations['a b']"]],
      [
        cluster({ listeners: [listener({ annotations: { '': 'x' } })] }),
        ["listeners[0].annotations['']"],
      ],
    ],
  },
  {
    rule: rules.envName,
    valid: [ofAll({ env: { LANG: 'C', _a1: '' } })],
    invalid: [
      [
        ofAll({ env: { '1A': '', 'A-B': '' } }),
        ['1A', 'A-B'].map((name) => `podTemplate.env['${name}']`),
      ],
    ],
  },
  {
    rule: rules.envReserved,
    valid: [ofAll({ env: { JAVA_TOOL_OPTIONS: '-Da=b' } })],
    invalid: [
      [ofAll({ env: { KAFKA_HEAP_OPTS: '-Xmx1g' } }), ["podTemplate.env['KAFKA_HEAP_OPTS']"]],
      [ofPool({ env: { NODE_ID: '1' } }), [`${AT_POOL}.env['NODE_ID']`]],
    ],
  },
  {
    rule: rules.envSecret,
    valid: [ofAll({ env: { DB_PASSWORD_FILE: 'x', TOKEN: '/mnt/token', LANG: 'C' } })],
    invalid: [[ofAll({ env: { DB_PASSWORD: 'hunter2' } }), ["podTemplate.env['DB_PASSWORD']"]]],
  },
  {
    rule: rules.objectNames,
    valid: [ofAll({ priorityClassName: 'high', imagePullSecrets: ['a'], schedulerName: 's' })],
    invalid: [
      [ofAll({ priorityClassName: 'High' }), ['podTemplate.priorityClassName']],
      [ofPool({ imagePullSecrets: ['a', ''] }), [`${AT_POOL}.imagePullSecrets[1]`]],
    ],
  },
  {
    rule: objects.podSchedulingForm,
    valid: [
      ofAll({
        affinity: { podAntiAffinity: {} },
        tolerations: [{ operator: 'Exists' }],
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
      }),
    ],
    invalid: [
      [ofAll({ tolerations: [{ opertor: 'Exists' }] }), ['podTemplate.tolerations[0].opertor']],
      [ofPool({ affinity: { podAntiAfinity: {} } }), [`${AT_POOL}.affinity.podAntiAfinity`]],
      [
        ofAll({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone' }] }),
        ['podTemplate.topologySpreadConstraints[0].whenUnsatisfiable'],
      ],
      [ofAll({ tolerations: [NOT_AN_OBJECT] }), ['podTemplate.tolerations[0]']],
    ],
  },
  {
    rule: objects.networkPolicyPeer,
    valid: [
      cluster(),
      peers(),
      peers({ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }),
      cluster({ adminPeers: [{ namespaceSelector: {}, podSelector: {} }] }),
    ],
    invalid: [
      [peers({ podSelectors: {} }), ['listeners[0].networkPolicyPeers[0].podSelectors']],
      [peers({}), ['listeners[0].networkPolicyPeers[0]']],
      [cluster({ adminPeers: [{ ipBlock: {}, podSelector: {} }] }), ['adminPeers[0]']],
      [cluster({ adminPeers: [NOT_AN_OBJECT] }), ['adminPeers[0]']],
    ],
  },
  {
    rule: volumes.podVolumeName,
    valid: [ofAll({ volumes: [PLUGINS, { name: 'other', emptyDir: {} }] })],
    invalid: [
      [ofAll({ volumes: [{ name: 'config' }] }), ['podTemplate.volumes[0]']],
      [
        ofPool({ volumes: [PLUGINS, PLUGINS, { name: 'A' }, {}, { name: 'data-7' }] }),
        [1, 2, 3, 4].map((index) => `${AT_POOL}.volumes[${String(index)}]`),
      ],
      [
        cluster({
          podTemplate: podTemplate({ volumes: [PLUGINS] }),
          nodePools: [controllers(), pool({ podTemplate: podTemplate({ volumes: [PLUGINS] }) })],
        }),
        [`${AT_POOL}.volumes[0]`],
      ],
    ],
  },
  {
    rule: volumes.podContainer,
    valid: [
      ofAll({
        containers: [{ name: 'exporter', image: 'exporter:1' }],
        initContainers: [{ name: 'init', image: 'init:1' }],
      }),
    ],
    invalid: [
      [ofAll({ containers: [{ name: 'kafka', image: 'a:1' }] }), ['podTemplate.containers[0]']],
      [ofPool({ initContainers: [{ image: 'a:1' }] }), [`${AT_POOL}.initContainers[0]`]],
      [
        ofAll({
          initContainers: [{ name: 'a', image: 'a:1' }],
          containers: [{ name: 'b' }, { name: 'a', image: 'a:1' }, NOT_AN_OBJECT],
        }),
        [0, 1, 2].map((index) => `podTemplate.containers[${String(index)}]`),
      ],
    ],
  },
  {
    rule: volumes.podContainerUser,
    valid: [withUser({ kind: 'kubernetes' }, 1000), withUser(OPENSHIFT, undefined)],
    invalid: [[withUser(OPENSHIFT, 1000), ['podTemplate.containers[0].securityContext.runAsUser']]],
  },
  {
    rule: volumes.podMountVolume,
    valid: [
      ofAll({ volumes: [PLUGINS], volumeMounts: [{ name: 'plugins', mountPath: '/mnt/a' }] }),
    ],
    invalid: [
      [
        ofAll({ volumeMounts: [{ name: 'plugins', mountPath: '/mnt/a' }] }),
        ['podTemplate.volumeMounts[0]'],
      ],
      [
        ofPool({ volumeMounts: [{ name: 'data', mountPath: '/x' }] }),
        [`${AT_POOL}.volumeMounts[0]`],
      ],
    ],
  },
  {
    rule: volumes.podMountPath,
    valid: [
      mounted('/mnt/plugins'),
      mounted('/opt/kafka/libs/extra'),
      // The image's own volume gives way to a mount at its very place.
      mounted('/etc/kafka/secrets'),
      mounted('/etc/kafka', 'strimzi'),
      mounted('/tmp/heap'),
    ],
    invalid: [
      ...[
        '/var/lib/kafka',
        '/var/lib/kafka/data-0',
        '/var/lib/kafka/data-1/x',
        '/etc/kafka',
        '/etc/kafka/',
        '/opt/kafka',
        '/opt',
        '/opt/kafka/libs',
        '/opt/cdk8s-kafka/config/x',
        '/var/run/cdk8s-kafka',
        '/tmp',
        '/',
        '',
        'relative',
        '/a/../etc',
        '/a:b',
      ].map((path) => [mounted(path), [`${AT_POOL}.volumeMounts[0].mountPath`]] as const),
      [
        ofAll({
          volumes: [PLUGINS],
          volumeMounts: [
            { name: 'plugins', mountPath: '/mnt/a' },
            { name: 'plugins', mountPath: '/mnt/a' },
          ],
        }),
        ['podTemplate.volumeMounts[1].mountPath'],
      ],
    ],
  },
];
