import type { RestAccessSpec } from '../../../../../lib/spec/connect-rest';
import type { ConnectorPosition, ConnectorSpec } from '../../../../../lib/spec/connector';
import { connectReference, connector, contents } from '../../../../support/contents';
import { casesOf } from './case';

const groups = (a: string, b: string) =>
  contents({
    connectClusters: [connectReference('a', { groupId: a }), connectReference('b', { groupId: b })],
  });
const of = (...connectors: readonly Partial<ConnectorSpec>[]) =>
  contents({ connectors: connectors.map(connector) });
const config = (key: string, value: string) => of({ config: { [key]: value } });

const ACCESS: RestAccessSpec = {
  cas: [],
  user: {
    username: { secretName: 'rest', key: 'username' },
    password: { secretName: 'rest', key: 'password' },
  },
};
const at = (restUrl: string, access?: RestAccessSpec) =>
  contents({ connectClusters: [connectReference('etl', { restUrl, access })] });
const position = (offset: number): ConnectorPosition => ({
  partition: { kafka_topic: 'orders', kafka_partition: 0 },
  offset: { kafka_offset: offset },
});
const offsets = (
  kind: 'reset' | 'alter',
  request: string,
  ...positions: readonly ConnectorPosition[]
) => of({ offsets: { kind, request, positions } });

export const CONNECT_GROUP_CASES = [
  casesOf('ConnectGroupShared', {
    valid: [groups('a', 'b')],
    invalid: [[groups('etl', 'etl'), ['groupId']]],
  }),
  casesOf('ConnectNameShared', {
    valid: [groups('a', 'b')],
    invalid: [
      [
        contents({
          connectClusters: [connectReference('etl'), connectReference('etl', { groupId: 'b' })],
        }),
        ['connectName'],
      ],
    ],
  }),
  casesOf('ConnectRestUrl', {
    valid: [at('http://etl:8083'), at('https://[::1]:8083/'), at('https://connect.example.com')],
    invalid: [
      [at('connect.example.com:8083'), ['restUrl']],
      [at('https://connect.example.com/api'), ['restUrl']],
    ],
  }),
  casesOf('ConnectRestPlainPassword', {
    valid: [at('http://etl:8083'), at('https://etl:8083', ACCESS)],
    invalid: [[at('http://etl:8083', ACCESS), ['rest']]],
  }),
  casesOf('ConnectorNameForm', {
    valid: [of({}), of({ name: 'Orders to S3' })],
    invalid: [
      [of({ name: 'a/b' }), ['connectorName']],
      [of({ name: '' }), ['connectorName']],
    ],
  }),
  casesOf('ConnectorRepeated', {
    valid: [of({}, { name: 'other' }), of({}, { connect: 'other' })],
    invalid: [[of({}, {}), ['connectorName']]],
  }),
  casesOf('ConnectorClassForm', {
    valid: [of({}), of({ connectorClass: 'FileStreamSource' })],
    invalid: [[of({ connectorClass: 'org/apache/File.class' }), ['connectorClass']]],
  }),
  casesOf('ConnectorTasksMax', {
    valid: [of({}), of({ tasksMax: 8 })],
    invalid: [[of({ tasksMax: 0 }), ['tasksMax']]],
  }),
  casesOf('ConnectorRestarts', {
    valid: [of({}), of({ maxRestarts: 0 })],
    invalid: [[of({ maxRestarts: -1 }), ['maxRestarts']]],
  }),
  casesOf('ConnectorOffsetsRequest', {
    valid: [offsets('reset', 'DATA-123'), offsets('alter', 'DATA-123', position(42))],
    invalid: [
      [offsets('alter', 'DATA-123'), ['offsets']],
      [offsets('reset', ' '), ['offsets']],
      [offsets('alter', 'DATA-123', position(-1)), ['offsets']],
    ],
  }),
  casesOf('ConnectorKeyManaged', {
    valid: [config('file', '/tmp/in')],
    invalid: [[config('tasks.max', '3'), ["config['tasks.max']"]]],
  }),
  casesOf('ConnectorSecretInline', {
    valid: [
      config('database.password', '${dir:/opt/cdk8s-kafka/secrets/db:password}'),
      config('password.rotation.enabled', 'true'),
    ],
    invalid: [[config('database.password', 'hunter2'), ["config['database.password']"]]],
  }),
];
