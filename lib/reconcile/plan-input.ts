import type { DesiredState } from '../spec/desired-state';
import type { LiveState } from './live-state';
import type { AppliedState } from './state';

/** All that a plan is made of. */
export interface PlanInput {
  readonly desired: DesiredState;
  readonly applied: AppliedState;
  /** Generation of the applied state, for a plan that is kept. */
  readonly stateGeneration: string | undefined;
  readonly live: LiveState;
  /** Keyed digests of the desired passwords, of the users whose password is there. Others are left alone. */
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly prefer: 'desired' | 'live' | undefined;
}
