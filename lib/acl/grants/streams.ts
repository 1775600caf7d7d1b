import type { AclResourceSpec } from '../../spec/acl';
import { group, topicPrefix, transactionalIdPrefix } from '../binding';
import type { GrantTable } from './row';

export interface StreamsOptions {
  readonly applicationId: string;
  /** Global tables among them: they are only read. */
  readonly inputs: readonly AclResourceSpec[];
  readonly outputs: readonly AclResourceSpec[];
  /** State stores or repartitioning: the application has topics of its own. */
  readonly internalTopics: boolean;
  /** The application, or with KIP-1071 the broker in its name, makes them. */
  readonly createsInternalTopics: boolean;
  /** Records of repartition topics are purged, which asks for Delete. */
  readonly repartitions: boolean;
  readonly exactlyOnce: boolean;
  /** `kafka-streams-application-reset` deletes the group. */
  readonly reset: boolean;
}

/** With the hyphen: the application `pay` has no right on what is `pay-refunds`' unless that is its own prefix. */
const internal = ({ applicationId }: StreamsOptions): string => `${applicationId}-`;

/** Kafka Streams, of the classic protocol and of KIP-1071. Nothing of it asks for a right on the cluster. */
export const STREAMS: GrantTable<StreamsOptions> = [
  { on: ({ inputs }) => inputs, operations: ['READ'] },
  { on: ({ outputs }) => outputs, operations: ['WRITE'] },
  {
    on: (options) => [topicPrefix(internal(options))],
    operations: ['READ', 'WRITE'],
    when: ({ internalTopics }) => internalTopics,
  },
  {
    on: (options) => [topicPrefix(internal(options))],
    operations: ['CREATE'],
    when: ({ internalTopics, createsInternalTopics }) => internalTopics && createsInternalTopics,
  },
  {
    on: (options) => [topicPrefix(internal(options))],
    operations: ['DELETE'],
    when: ({ internalTopics, repartitions, reset }) => internalTopics && (repartitions || reset),
  },
  { on: ({ applicationId }) => [group(applicationId)], operations: ['READ'] },
  {
    on: ({ applicationId }) => [group(applicationId)],
    operations: ['DELETE'],
    when: ({ reset }) => reset,
  },
  {
    on: (options) => [transactionalIdPrefix(internal(options))],
    operations: ['WRITE'],
    when: ({ exactlyOnce }) => exactlyOnce,
  },
];
