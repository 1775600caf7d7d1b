import { quoted } from '../support';
import type { ContentsRule } from './support';
import { ofRepeats, placeOf } from './support';

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

export const CONNECT_GROUP_RULES: readonly ContentsRule[] = [connectGroupShared];
