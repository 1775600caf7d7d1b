import type { SecretKeySpec } from './listener';

export interface ZooKeeperTlsSpec {
  readonly clientSecretName: string;
  readonly cas: readonly SecretKeySpec[];
}

/** How a Kafka cluster finds its ensemble. */
export interface ZooKeeperSpec {
  /** `host:port,host:port`, with a path where the ensemble is not of this program. */
  readonly connectString: string;
  readonly tls: ZooKeeperTlsSpec | undefined;
  /** Undefined where it is not of this program. */
  readonly ensemble: { readonly name: string; readonly namespace: string } | undefined;
}
