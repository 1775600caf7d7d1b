import type { AclBinding } from '../spec/acl';
import type { QuotaEntity, ScramMechanismName } from '../spec/desired-state';

export interface AppliedTopic {
  readonly topicId: string | undefined;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
  /** What the program said of its removal when it was last applied: the program that removes it says nothing more. */
  readonly removal: 'retain' | 'delete';
}

export interface AppliedUser {
  readonly mechanism: ScramMechanismName;
  readonly iterations: number;
  /** Keyed digest of the password; Kafka cannot tell whether a password is still the same. */
  readonly fingerprint: string;
}

/** What the last runs made true: L of the three-way rules. Written after each batch. */
export interface AppliedState {
  readonly version: 1;
  readonly clusterId: string | undefined;
  readonly topics: Readonly<Record<string, AppliedTopic>>;
  readonly users: Readonly<Record<string, AppliedUser>>;
  readonly quotas: readonly {
    readonly entity: QuotaEntity;
    readonly quotas: Readonly<Record<string, number>>;
  }[];
  readonly acls: readonly AclBinding[];
  /** Topics whose replicas are held back while they move: a run that ended in the middle has left them so. */
  readonly braked?: readonly string[];
}

/** A state and what must still stand in the store when the next is written. */
export interface StoredState {
  readonly state: AppliedState;
  /** `resourceVersion` of a ConfigMap, a digest of a file. Undefined: nothing is stored. */
  readonly generation: string | undefined;
}

/** Where L is kept: a ConfigMap, a file. */
export interface StateStore {
  load(): Promise<StoredState>;
  /** Compare and swap: throws StateConflict when another run has written meanwhile. Returns the new generation. */
  save(state: AppliedState, expected: string | undefined): Promise<string>;
}

/** One run at a time: a Lease, a lock file. */
export interface Lock {
  /** Throws LockHeld, with the holder, when another run has it. */
  acquire(): Promise<void>;
  release(): Promise<void>;
}
