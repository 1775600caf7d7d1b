import type { ConnectorSpec } from '../../../../../lib/spec/connector';
import { connectReference, connector, contents } from '../../../../support/contents';
import { casesOf } from './case';

const groups = (a: string, b: string) =>
  contents({
    connectClusters: [connectReference('a', { groupId: a }), connectReference('b', { groupId: b })],
  });
const of = (...connectors: readonly Partial<ConnectorSpec>[]) =>
  contents({ connectors: connectors.map(connector) });
const config = (key: string, value: string) => of({ config: { [key]: value } });

export const CONNECT_GROUP_CASES = [
  casesOf('ConnectGroupShared', {
    valid: [groups('a', 'b')],
    invalid: [[groups('etl', 'etl'), ['groupId']]],
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
