import { contents, said } from '../../../../support/contents';
import { casesOf } from './case';

const group = (name: string, groupId: string) => ({
  name,
  groupId,
  configTopic: `${groupId}-configs`,
  said: said(`app/${name}`),
});

export const CONNECT_GROUP_CASES = [
  casesOf('ConnectGroupShared', {
    valid: [contents({ connectClusters: [group('a', 'a'), group('b', 'b')] })],
    invalid: [[contents({ connectClusters: [group('a', 'etl'), group('b', 'etl')] }), ['groupId']]],
  }),
];
