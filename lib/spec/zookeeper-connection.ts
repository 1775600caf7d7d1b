import type { SecretKeySpec } from './listener';

export interface ZooKeeperTlsSpec {
  readonly clientSecretName: string;
  readonly cas: readonly SecretKeySpec[];
}

/** Who logs in to ZooKeeper with a password, by SASL DIGEST-MD5. */
export interface ZooKeeperLoginSpec {
  readonly userName: string;
  readonly password: SecretKeySpec;
}

/** An ensemble of the same program. */
export interface EnsembleRef {
  readonly name: string;
  readonly namespace: string;
  /** Of all that is said of it: in one step of a migration it does not change either. */
  readonly fingerprint: string;
}

/** How a Kafka cluster finds its ensemble. */
export interface ZooKeeperSpec {
  /** `host:port,host:port`, with a path where the ensemble is not of this program. */
  readonly connectString: string;
  readonly tls: ZooKeeperTlsSpec | undefined;
  readonly login: ZooKeeperLoginSpec | undefined;
  /** Undefined where it is not of this program. */
  readonly ensemble: EnsembleRef | undefined;
}
