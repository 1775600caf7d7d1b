import type { ConnectorModel } from '../../../model/contents-model';
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
  connectorNameForm,
  connectorRepeated,
  connectorClassForm,
  connectorTasksMax,
  connectorRestarts,
  connectorKeyManaged,
  connectorSecretInline,
];
