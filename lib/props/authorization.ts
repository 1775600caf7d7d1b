import type { AuthorizationSpec } from '../spec/cluster';

/** Options of authorization by ACL. */
export interface AclAuthorizationOptions {
  /**
   * Users to whom everything is allowed, besides the nodes and the reconciler: `break-glass`, or with the type of the
   * principal `User:CN=break-glass`.
   * @default - none
   */
  readonly superUsers?: string[];
}

/** Who may do what. */
export class Authorization {
  /** By ACLs (StandardAuthorizer, KIP-801): what no ACL allows is denied. */
  public static acl(options: AclAuthorizationOptions = {}): Authorization {
    return new Authorization({ kind: 'acl', superUsers: options.superUsers ?? [] });
  }

  /** Everybody may do everything. */
  public static none(): Authorization {
    return new Authorization({ kind: 'none' });
  }

  private constructor(private readonly spec: AuthorizationSpec) {}

  /** @internal */
  public _toSpec(): AuthorizationSpec {
    return this.spec;
  }
}
