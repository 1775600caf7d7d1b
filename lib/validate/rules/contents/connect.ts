import type { ConnectorModel } from '../../../model/contents-model';
import type { ConnectorOffsetsSpec } from '../../../spec/connector';
import type { ConnectReference } from '../../../spec/contents';
import { entry, isWhole, MAX_INT, NONE, quoted } from '../support';
import type { Complaint } from '../support';
import type { ContentsRule } from './support';
import { at, ofRepeats, placeOf } from './support';

export const connectGroupShared: ContentsRule = {
  code: 'ConnectGroupShared',
  severity: 'error',
  why: 'Workers of one group are one Connect: each of the two would run the connectors of the other, without its plugins.',
  check: ({ spec }) =>
    ofRepeats(
      spec.connectClusters,
      ({ groupId }) => groupId,
      (connect, first) => ({
        said: connect.said,
        prop: 'groupId',
        message: `connect cluster ${quoted(connect.name)} has the group ${quoted(connect.groupId)}, already the one of ${quoted(first.name)} ${placeOf(first.said)}`,
        fix: 'give each a groupId of its own',
      }),
    ),
};

export const connectNameShared: ContentsRule = {
  code: 'ConnectNameShared',
  severity: 'error',
  why: 'The reconciler remembers connectors by the name of their workers.',
  check: ({ spec }) =>
    ofRepeats(
      spec.connectClusters,
      ({ name }) => name,
      ({ said, name }, first) => ({
        said,
        prop: 'connectName',
        message: `connect cluster ${quoted(name)} is there already ${placeOf(first.said)}`,
        fix: 'set connectName',
      }),
    ),
};

/** A check of each group of workers. */
const ofWorkers =
  (judge: (connect: ConnectReference) => readonly Complaint[]): ContentsRule['check'] =>
  ({ spec }) =>
    spec.connectClusters.flatMap((connect) =>
      judge(connect).map((complaint) => at(connect.said, complaint)),
    );

export const connectRestUrl: ContentsRule = {
  code: 'ConnectRestUrl',
  severity: 'error',
  why: 'The reconciler asks there for the connectors.',
  check: ofWorkers(({ name, restUrl }) =>
    /^https?:\/\/([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?\/?$/.test(restUrl)
      ? NONE
      : [
          {
            prop: 'restUrl',
            message: `the REST API of ${quoted(name)} is at ${quoted(restUrl)}, which is no address of http or https without a path`,
            fix: "write it as in 'https://connect.example.com:8083'",
          },
        ],
  ),
};

export const connectRestPlainPassword: ContentsRule = {
  code: 'ConnectRestPlainPassword',
  severity: 'warning',
  why: 'Basic authentication sends the password as it is: who listens has it, and runs what he likes as the workers.',
  check: ofWorkers(({ name, restUrl, access }) =>
    access?.user === undefined || restUrl.startsWith('https:')
      ? NONE
      : [
          {
            prop: 'rest',
            message: `the REST API of ${quoted(name)} takes passwords without TLS`,
            fix: 'use ConnectRest.https({ … }), or an address of https',
          },
        ],
  ),
};

/** A check of each connector. */
const ofConnectors =
  (judge: (connector: ConnectorModel) => readonly Complaint[]): ContentsRule['check'] =>
  ({ connectors }) =>
    connectors.flatMap((connector) =>
      judge(connector).map((complaint) => at(connector.spec.said, complaint)),
    );

const named = ({ name }: ConnectorModel): string => `connector ${quoted(name)}`;

const CONNECTOR_NAME = /^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,198}[A-Za-z0-9])?$/;

export const connectorNameForm: ContentsRule = {
  code: 'ConnectorNameForm',
  severity: 'error',
  why: 'The name stands in addresses, in the group of a sink and in the transactions of a source.',
  check: ofConnectors((connector) =>
    CONNECTOR_NAME.test(connector.name)
      ? NONE
      : [
          {
            prop: 'connectorName',
            message: `${named(connector)} is not called by 1 to 200 letters, digits, ' ', '.', '_' and '-', with a letter or digit at both ends`,
            fix: 'set connectorName, which is the id of the construct if it is not given',
          },
        ],
  ),
};

export const connectorRepeated: ContentsRule = {
  code: 'ConnectorRepeated',
  severity: 'error',
  why: 'Two words about one connector would undo each other.',
  check: ({ connectors }) =>
    ofRepeats(
      connectors,
      ({ name, spec }) => JSON.stringify([spec.connect, name]),
      (connector, first) => ({
        said: connector.spec.said,
        prop: 'connectorName',
        message: `${named(connector)} is declared already ${placeOf(first.spec.said)}`,
        fix: 'give each a name of its own',
      }),
    ),
};

export const connectorClassForm: ContentsRule = {
  code: 'ConnectorClassForm',
  severity: 'error',
  why: 'It is the name of a class, or the last part of it.',
  check: ofConnectors((connector) =>
    /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/.test(connector.spec.connectorClass)
      ? NONE
      : [
          {
            prop: 'connectorClass',
            message: `${named(connector)} has the class ${quoted(connector.spec.connectorClass)}, which Java cannot have`,
            fix: "write it as in 'org.apache.kafka.connect.file.FileStreamSourceConnector'",
          },
        ],
  ),
};

export const connectorTasksMax: ContentsRule = {
  code: 'ConnectorTasksMax',
  severity: 'error',
  why: 'Without a task nothing is done.',
  check: ofConnectors((connector) =>
    isWhole(connector.tasksMax, 1, MAX_INT)
      ? NONE
      : [
          {
            prop: 'tasksMax',
            message: `${named(connector)} has ${String(connector.tasksMax)} tasks at most; allowed are whole numbers from 1`,
            fix: 'leave it out for 1',
          },
        ],
  ),
};

export const connectorRestarts: ContentsRule = {
  code: 'ConnectorRestarts',
  severity: 'error',
  why: 'It is a number of attempts.',
  check: ofConnectors((connector) =>
    isWhole(connector.maxRestarts, 0, MAX_INT)
      ? NONE
      : [
          {
            prop: 'maxRestarts',
            message: `${named(connector)} may be started anew ${String(connector.maxRestarts)} times; allowed are whole numbers from 0`,
            fix: 'leave it out for 50',
          },
        ],
  ),
};

/** What is wrong with a request for other offsets, in words. */
function problemOf({ kind, request, positions }: ConnectorOffsetsSpec): string | undefined {
  if (request.trim() === '') return 'has no name';
  if (kind === 'alter' && positions.length === 0) return 'names no offset';
  const sink = positions.map(({ partition, offset }) => [
    partition['kafka_partition'] ?? 0,
    offset?.['kafka_offset'] ?? 0,
  ]);
  return sink.flat().every((number) => Number.isSafeInteger(number) && Number(number) >= 0)
    ? undefined
    : 'names a partition or an offset of a topic that is no whole number from 0';
}

export const connectorOffsetsRequest: ContentsRule = {
  code: 'ConnectorOffsetsRequest',
  severity: 'error',
  why: 'A request is carried out once, by its name, and Connect refuses positions that no topic has.',
  check: ofConnectors((connector) => {
    const { offsets } = connector.spec;
    const problem = offsets && problemOf(offsets);
    return problem === undefined
      ? NONE
      : [
          {
            prop: 'offsets',
            message: `${named(connector)}: the request for other offsets ${problem}`,
            fix: "write it as in ConnectorOffsets.alter({ request: 'DATA-123', positions: [ConnectorPosition.sink('orders', 0, 42)] })",
          },
        ];
  }),
};

const OWN_KEYS: Readonly<Record<string, string>> = {
  name: 'connectorName',
  'connector.class': 'connectorClass',
  'tasks.max': 'tasksMax',
};

export const connectorKeyManaged: ContentsRule = {
  code: 'ConnectorKeyManaged',
  severity: 'error',
  why: 'The key follows from a prop, and a second word for it would be overwritten.',
  check: ofConnectors(({ spec }) =>
    Object.keys(spec.config)
      .filter((key) => Object.hasOwn(OWN_KEYS, key))
      .sort()
      .map((key) => ({
        prop: entry('config', key),
        message: `${quoted(key)} is written by the prop '${OWN_KEYS[key] ?? ''}'`,
        fix: `remove it and use '${OWN_KEYS[key] ?? ''}'`,
      })),
  ),
};

const SECRET_KEY = /(^|[._-])(password|passwd|passphrase|secret|token|credentials?|jaas\.config)$/i;

export const connectorSecretInline: ContentsRule = {
  code: 'ConnectorSecretInline',
  severity: 'warning',
  why: 'The configuration stands in the manifests, in a topic and in the answers of the REST API.',
  check: ofConnectors((connector) =>
    Object.entries(connector.spec.config)
      .filter(([key, value]) => SECRET_KEY.test(key) && value !== '' && !value.includes('${'))
      .map(([key]) => ({
        prop: entry('config', key),
        message: `${named(connector)} has ${quoted(key)} written out, for all to read`,
        fix: 'name its Secret in secrets of the ConnectCluster, and use connect.reference(SecretRef.of(…))',
      })),
  ),
};

export const CONNECT_GROUP_RULES: readonly ContentsRule[] = [
  connectGroupShared,
  connectNameShared,
  connectRestUrl,
  connectRestPlainPassword,
  connectorNameForm,
  connectorRepeated,
  connectorClassForm,
  connectorTasksMax,
  connectorRestarts,
  connectorOffsetsRequest,
  connectorKeyManaged,
  connectorSecretInline,
];
