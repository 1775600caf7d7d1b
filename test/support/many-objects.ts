import type { WantedAcl } from '../../lib/spec/acl';
import type { DesiredState } from '../../lib/spec/desired-state';
import { desired, topic, user } from '../reconcile/support';

/** How much there is of each kind. */
export interface Size {
  readonly topics: number;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly acls: number;
  readonly users: number;
}

const counted = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** So many objects; an ACL is of one user on one topic. */
export function manyObjects(prefix: string, size: Size): DesiredState {
  const { partitions, replicationFactor } = size;
  const name = (kind: string, index: number): string => `${prefix}-${kind}-${String(index)}`;
  return desired({
    topics: counted(size.topics, (index) =>
      topic({
        name: name('topic', index),
        partitions,
        replicationFactor,
        config: { 'retention.ms': '604800000' },
      }),
    ),
    users: counted(size.users, (index) => user({ name: name('user', index) })),
    acls: counted(size.acls, (index): WantedAcl => ({
      principal: `User:${name('user', Math.floor(index / size.topics))}`,
      resourceType: 'TOPIC',
      resourceName: name('topic', index % size.topics),
      patternType: 'LITERAL',
      operation: 'READ',
      permission: 'ALLOW',
      host: '*',
      origins: [],
    })),
  });
}
