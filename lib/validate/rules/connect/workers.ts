import { endpointsOfClient } from '../../../model/client-connection';
import type { ConnectModel } from '../../../model/connect';
import { versionAdvice } from '../../../versions/facts';
import { isDnsLabel, isDnsName } from '../kubernetes-names';
import { either, isWhole, item, MAX_INT, NONE, quoted, repeats } from '../support';
import type { ConnectRule } from './support';
import { ofConnect } from './support';

/** With `-connect` and the hash of a revision it is a label's value still. */
const LONGEST = 44;

export const connectNameForm: ConnectRule = {
  code: 'ConnectNameForm',
  severity: 'error',
  why: 'Services, pods and labels are called after it.',
  check: ofConnect(({ name }) =>
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= LONGEST
      ? NONE
      : [
          {
            prop: 'connectName',
            message: `name ${quoted(name)} is not 1 to ${String(LONGEST)} lower-case letters, digits and '-', with a letter at the beginning`,
            fix: 'set connectName, which is the id of the construct if it is not given',
          },
        ],
  ),
};

export const connectReplicas: ConnectRule = {
  code: 'ConnectReplicas',
  severity: 'error',
  why: 'It is a number of pods.',
  check: ofConnect(({ spec }) =>
    isWhole(spec.replicas, 0, 1000)
      ? NONE
      : [
          {
            prop: 'replicas',
            message: `${String(spec.replicas)} workers are wanted; allowed are whole numbers from 0 to 1000`,
            fix: 'use 3, and 1 where a pause is in order',
          },
        ],
  ),
};

export const connectVersionUnknown: ConnectRule = {
  code: 'ConnectVersionUnknown',
  severity: 'error',
  why: 'Options of workers are checked against those of the version.',
  check: ofConnect(({ spec, versionKnown }) =>
    versionKnown
      ? NONE
      : [
          {
            prop: 'version',
            message: `kafka ${quoted(spec.version ?? '')} is not known`,
            fix: versionAdvice(spec.version ?? ''),
          },
        ],
  ),
};

export const connectNamespaceDiffers: ConnectRule = {
  code: 'ConnectNamespaceDiffers',
  severity: 'error',
  why: 'Pods mount Secrets of their own namespace alone, and those of the cluster and its users are in the namespace of the cluster.',
  check: ofConnect(({ namespace, cluster, connection, rest }) =>
    namespace === cluster.namespace || (!mountsAnything(connection) && rest.access === undefined)
      ? NONE
      : [
          {
            prop: 'cluster',
            message: `the workers are in namespace ${quoted(namespace)}, the cluster in ${quoted(cluster.namespace)}`,
            fix: 'put both into one chart, or use KafkaCluster.fromBootstrap() with Secrets of your own',
          },
        ],
  ),
};

const mountsAnything = (connection: ConnectModel['connection']): boolean =>
  [connection?.trust, connection?.identity, connection?.sasl].some((part) => part !== undefined);

export const connectCredentialsMissing: ConnectRule = {
  code: 'ConnectCredentialsMissing',
  severity: 'error',
  why: 'Of a user who is made elsewhere nobody here knows the credentials.',
  check: ofConnect(({ spec, wishes }) => {
    const credentials = wishes.user?.scram ?? wishes.user?.certificate;
    return spec.user === undefined || spec.authentication !== undefined || credentials !== undefined
      ? NONE
      : [
          {
            prop: 'authentication',
            message: `the workers are ${quoted(spec.user.principal)}, whose credentials are not of this program`,
            fix: 'give authentication: ClientAuthentication.scramSha512({ … }) with the Secrets that have them',
          },
        ];
  }),
};

export const connectListenerUnfit: ConnectRule = {
  code: 'ConnectListenerUnfit',
  severity: 'error',
  why: 'A listener takes one kind of credentials: without a fitting one the workers never come in.',
  check: ofConnect(({ connection, wishes, cluster }) => {
    if (connection !== undefined) return NONE;
    const { listener } = wishes;
    const fitting = endpointsOfClient(wishes, cluster).map((one) => quoted(one.listener ?? ''));
    const which = listener === undefined ? 'no listener' : `listener ${quoted(listener)}`;
    const takes = listener === undefined ? 'takes' : 'does not take, or is not there for,';
    return [
      {
        prop: 'listener',
        message: `${which} of cluster ${quoted(cluster.name)} ${takes} such workers`,
        fix:
          fitting.length === 0
            ? 'give the cluster a listener with the authentication of the user'
            : `use ${either(fitting)}`,
      },
    ];
  }),
};

export const connectUserMissing: ConnectRule = {
  code: 'ConnectUserMissing',
  severity: 'warning',
  why: 'The authorizer gives no rights to somebody it does not know, and the rights of workers are granted to their user.',
  check: ofConnect(({ spec, cluster }) =>
    spec.user !== undefined || cluster.authorization !== true
      ? NONE
      : [
          {
            prop: 'user',
            message: `cluster ${quoted(cluster.name)} asks who may do what, and the workers are nobody`,
            fix: 'give user: a KafkaUser',
          },
        ],
  ),
};

export const connectGroupForm: ConnectRule = {
  code: 'ConnectGroupForm',
  severity: 'error',
  why: 'The topics of the workers are called after the group.',
  check: ofConnect(({ groupId }) =>
    /^[a-zA-Z0-9._-]{1,200}$/.test(groupId)
      ? NONE
      : [
          {
            prop: 'groupId',
            message: `group ${quoted(groupId)} is not 1 to 200 letters, digits, '.', '_' and '-'`,
            fix: 'set groupId, which is the name of the workers if it is not given',
          },
        ],
  ),
};

export const connectTopicsRepeated: ConnectRule = {
  code: 'ConnectTopicsRepeated',
  severity: 'error',
  why: 'Configuration, offsets and status in one topic would be taken for each other.',
  check: ofConnect(({ internalTopics }) => {
    const props = ['configTopic', 'offsetTopic', 'statusTopic'] as const;
    return repeats(props, (prop) => internalTopics[prop]).map(({ member, first }) => ({
      prop: `internalTopics.${member}`,
      message: `topic ${quoted(internalTopics[member])} is the ${first} already`,
      fix: 'give each a topic of its own',
    }));
  }),
};

export const connectSecretName: ConnectRule = {
  code: 'ConnectSecretName',
  severity: 'error',
  why: 'It is the name of a Secret and of the folder that it is mounted at, once.',
  check: ofConnect(({ spec: { secrets } }) => [
    ...secrets.flatMap((name, index) =>
      isDnsName(name)
        ? []
        : [
            {
              prop: item('secrets', index),
              message: `${quoted(name)} is no name of a Secret`,
              fix: "use lower-case letters, digits, '-' and '.'",
            },
          ],
    ),
    ...repeats(secrets, (name) => name).map(({ member, index }) => ({
      prop: item('secrets', index),
      message: `Secret ${quoted(member)} is named twice`,
      fix: 'name it once',
    })),
  ]),
};

export const connectPluginName: ConnectRule = {
  code: 'ConnectPluginName',
  severity: 'error',
  why: 'It is the name of a volume and of a folder, once.',
  check: ofConnect(({ spec: { plugins } }) => [
    ...plugins.flatMap(({ name }, index) =>
      isDnsLabel(name) && name.length <= 50
        ? []
        : [
            {
              prop: `${item('plugins', index)}.name`,
              message: `${quoted(name)} is not 1 to 50 lower-case letters, digits and '-'`,
              fix: "use a name such as 'debezium'",
            },
          ],
    ),
    ...repeats(plugins, ({ name }) => name).map(({ member, index }) => ({
      prop: `${item('plugins', index)}.name`,
      message: `plugin ${quoted(member.name)} is mounted twice`,
      fix: 'give each a name of its own',
    })),
  ]),
};

export const connectPluginPath: ConnectRule = {
  code: 'ConnectPluginPath',
  severity: 'error',
  why: 'Connect skips what it does not find, and looks at commas for the end of a path.',
  check: ofConnect(({ spec: { pluginPaths } }) =>
    pluginPaths.flatMap((path, index) =>
      /^\/[^,\s]+$/.test(path)
        ? []
        : [
            {
              prop: item('pluginPaths', index),
              message: `${quoted(path)} is no absolute path without commas and spaces`,
              fix: "write it as in '/opt/kafka/plugins'",
            },
          ],
    ),
  ),
};

export const connectShutdown: ConnectRule = {
  code: 'ConnectShutdown',
  severity: 'error',
  why: 'Kubernetes counts whole seconds.',
  check: ofConnect(({ spec: { shutdownSeconds } }) =>
    shutdownSeconds === undefined || isWhole(shutdownSeconds, 1, MAX_INT)
      ? NONE
      : [
          {
            prop: 'shutdown',
            message: `${String(shutdownSeconds)} s are no time for a shutdown; allowed are whole seconds from 1`,
            fix: 'leave it out for 1 minute',
          },
        ],
  ),
};

export const CONNECT_WORKER_RULES: readonly ConnectRule[] = [
  connectNameForm,
  connectReplicas,
  connectVersionUnknown,
  connectNamespaceDiffers,
  connectCredentialsMissing,
  connectListenerUnfit,
  connectUserMissing,
  connectGroupForm,
  connectTopicsRepeated,
  connectSecretName,
  connectPluginName,
  connectPluginPath,
  connectShutdown,
];
