import type { Admin, ItemResult, ScramUpsertion } from './admin';
import type { AppliedDraft } from './applied';
import type { Patience } from './batches';
import type { ObjectKind } from './plan';
import type { StateStore } from './state';

/** One thing that a request does. */
export interface Step {
  readonly kind: ObjectKind;
  readonly name: string;
  /** Records that Kafka writes for it. */
  readonly records: number;
  /** Notes it in the applied state. */
  readonly done: (draft: AppliedDraft) => void;
}

/** Makes the salted password of a user; key stretching is the work of several threads. */
export type MakeCredential = (user: string) => Promise<ScramUpsertion>;

/** What the engine needs of the world. */
export interface Ports extends Patience {
  readonly admin: Admin;
  readonly store: StateStore;
  readonly makeCredential: MakeCredential;
  now(): number;
  /** Whether to stop at the next end of a batch: everything up to there is kept. */
  isInterrupted(): boolean;
  /** A step forward, for a progress bar or a line of a log. */
  progress(phase: string, done: number, of: number): void;
}

export interface Outcome {
  readonly change: Pick<Step, 'kind' | 'name'>;
  readonly phase: string;
  readonly result: ItemResult;
}
