import type { ZooKeeperLoginSpec } from '../spec/zookeeper-connection';
import type { SecretRef } from './secret-ref';

/** Who logs in to ZooKeeper by SASL DIGEST-MD5. */
export interface ZooKeeperDigestOptions {
  /**
   * Name of the user.
   * @default - kafka
   */
  readonly userName?: string;
  /** Where the password is, in the namespace of the cluster. It has no quotes, backslashes and line ends. */
  readonly password: SecretRef;
}

/** How clients prove to ZooKeeper who they are, besides their certificate. */
export class ZooKeeperAuthentication {
  /** A name and a password, SASL DIGEST-MD5; the password itself is not sent. */
  public static digest(options: ZooKeeperDigestOptions): ZooKeeperAuthentication {
    return new ZooKeeperAuthentication({
      userName: options.userName ?? 'kafka',
      password: options.password._toSpec(),
    });
  }

  private constructor(private readonly login: ZooKeeperLoginSpec) {}

  /** @internal */
  public _toSpec(): ZooKeeperLoginSpec {
    return this.login;
  }
}
