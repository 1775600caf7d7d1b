import type { Names } from '../acl';

/** Options of the right to produce. */
export interface ProduceGrantOptions {
  /**
   * `transactional.id` of the producer.
   * @default - no transactions
   */
  readonly transactionalId?: string;
  /**
   * What the transactional ids of the producers begin with.
   * @default - none
   */
  readonly transactionalIdPrefix?: string;
}

/** Options of rights that groups of consumers need. */
export interface ConsumeGrantOptions {
  /**
   * `group.id` of the consumers.
   * @default - none: a consumer that assigns partitions to itself and commits nothing
   */
  readonly group?: string;
  /**
   * What the groups of the consumers begin with.
   * @default - none
   */
  readonly groupPrefix?: string;
}

/** Options of the right to consume in share groups (KIP-932). */
export interface ShareConsumeGrantOptions extends ConsumeGrantOptions {
  /**
   * Whether the groups' configuration, such as `share.auto.offset.reset`, may be changed.
   * @default false
   */
  readonly configureGroup?: boolean;
}

/** Options of the right to move groups. */
export interface ResetOffsetsGrantOptions extends ConsumeGrantOptions {
  /**
   * Whether offsets and the group may also be deleted.
   * @default false
   */
  readonly deletes?: boolean;
}

const listed = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);

export const groupsSaid = ({ group, groupPrefix }: ConsumeGrantOptions): Names => ({
  names: listed(group),
  prefixes: listed(groupPrefix),
});

export const transactionsSaid = (options: ProduceGrantOptions): Names => ({
  names: listed(options.transactionalId),
  prefixes: listed(options.transactionalIdPrefix),
});

/** What was said, for people: `group: billing`. */
export const optionsText = (options: object): string =>
  Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ');
