import type { AclOrigin } from '../spec/acl';

export type ObjectKind = 'topic' | 'user' | 'quota' | 'acl';

/** Why the live cluster differs from the program. */
export type Cause = 'change' | 'drift' | 'conflict' | 'prune' | 'unmanaged' | 'adopt';

/** Of a whole object also that it is paused, whatever its fields say. */
export type ChangeCause = Cause | 'paused';

export type Verb = 'create' | 'update' | 'delete' | 'none';

/** One field of an object under the three-way rules. Values as Kafka writes them; undefined: absent. */
export interface FieldChange {
  /** `partitions`, `replicationFactor`, `config.retention.ms`, `producer_byte_rate`, `password`. */
  readonly field: string;
  readonly desired: string | undefined;
  readonly applied: string | undefined;
  readonly live: string | undefined;
  readonly cause: Cause;
  /** Whether applying the plan makes the live value the desired one. */
  readonly applies: boolean;
}

export interface Change {
  readonly kind: ObjectKind;
  /** Name of the topic or user; the text of an ACL or of a quota's entity. Kind and name are unique in a plan. */
  readonly name: string;
  readonly verb: Verb;
  readonly cause: ChangeCause;
  readonly fields: readonly FieldChange[];
  /** Who asked for it. */
  readonly origins: readonly AclOrigin[];
}

/** The field of a change that would be made. */
export const fieldOf = ({ fields }: Change, name: string): FieldChange | undefined =>
  fields.find(({ field, applies }) => field === name && applies);

/** Changes that a comparison reports: what an apply would do, and what differs behind the program's back. */
export const pending = ({ changes }: Pick<Plan, 'changes'>): readonly Change[] =>
  changes.filter(
    ({ verb, cause, fields }) =>
      verb !== 'none' ||
      (cause !== 'paused' &&
        fields.some((field) => field.cause === 'drift' || field.cause === 'conflict')),
  );

/** What a row of the safety table says about a plan. */
export interface PolicyFinding {
  /** Name of the rule, as in a waiver: `PartitionDecrease`. */
  readonly rule: string;
  readonly severity: 'refuse' | 'approve' | 'warn';
  /** `topic:orders.v1`. */
  readonly subject: string;
  readonly message: string;
  readonly fix: string | undefined;
  /** The reason of the waiver that sets it aside. */
  readonly waived: string | undefined;
}

export interface Plan {
  readonly version: 1;
  readonly clusterId: string;
  /** Generation of L that the plan was made from. */
  readonly stateGeneration: string | undefined;
  /** Digest of the desired state. */
  readonly desired: string;
  /** What applying does and what it leaves, sorted by kind and name. */
  readonly changes: readonly Change[];
  /** In the live cluster, but neither in the program nor ever applied: never touched. */
  readonly unmanaged: readonly { readonly kind: ObjectKind; readonly name: string }[];
  readonly findings: readonly PolicyFinding[];
}
