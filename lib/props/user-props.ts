import type { Said } from '../spec/said';
import type { UserSpec } from '../spec/user';
import { deepFreeze } from '../util/freeze';
import type { QuotaOptions } from './quotas';
import { quotasSpec } from './quotas';
import type { UserAuthentication } from './user-authentication';

/** Options of a user, for all who make one. */
export interface UserOptions {
  /**
   * Name of the user: the SCRAM user, or the common name of the certificate.
   * @default - the id of the construct
   */
  readonly userName?: string;
  /** How the user proves who it is. */
  readonly authentication: UserAuthentication;
  /**
   * Name of the Secret with the credentials, in the namespace of the cluster. `PasswordSource.secret` names its own.
   * @default - the name of the user, made to fit where Kubernetes does not take it
   */
  readonly secretName?: string;
  /**
   * Limits of the user.
   * @default - those of the default user, if there are
   */
  readonly quotas?: QuotaOptions;
  /**
   * Whether the user, its quotas and its ACLs are left as they are for the time being: what differs is shown, and nothing is
   * done about it.
   * @default false
   */
  readonly paused?: boolean;
}

export function userSpec(options: UserOptions, id: string, said: Said): UserSpec {
  return deepFreeze({
    name: options.userName ?? id,
    authentication: options.authentication._toSpec(),
    secretName: options.secretName,
    quotas: options.quotas && quotasSpec(options.quotas),
    paused: options.paused,
    said,
  });
}
