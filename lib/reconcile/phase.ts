import type { Admin, ItemResult } from './admin';
import type { Step } from './ports';

/** Steps that one kind of request can do together, in the order of the table. */
export interface Phase<S extends Step = Step> {
  readonly name: string;
  readonly steps: readonly S[];
  call(admin: Admin, steps: readonly S[]): Promise<readonly ItemResult[]>;
  /** The same, validated and not done, where Kafka can be asked that. */
  rehearse?(admin: Admin, steps: readonly S[]): Promise<readonly ItemResult[]>;
}

type Request<S extends Step> = (
  admin: Admin,
  steps: readonly S[],
  validateOnly: boolean,
) => Promise<readonly ItemResult[]>;

/** Both ways of a request that can also be validated only. */
export const rehearsable = <S extends Step>(
  request: Request<S>,
): Pick<Phase<S>, 'call' | 'rehearse'> => ({
  call: (admin, steps) => request(admin, steps, false),
  rehearse: (admin, steps) => request(admin, steps, true),
});
