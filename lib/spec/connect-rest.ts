import type { SecretKeySpec } from './listener';

/** A name and a password, each a key of a Secret. */
export interface RestUserSpec {
  readonly username: SecretKeySpec;
  readonly password: SecretKeySpec;
}

/** A certificate of somebody's own for the REST API. */
export interface RestCertificateSpec {
  readonly secretName: string;
  readonly certificate: string;
  readonly key: string;
  /** Who has signed it; undefined: one whom every system trusts. */
  readonly ca: SecretKeySpec | undefined;
}

/** How the REST API is reached, and by whom. */
export interface ConnectRestSpec {
  readonly kind: 'http' | 'https';
  /** Undefined: the authority of the cluster makes it. */
  readonly certificate: RestCertificateSpec | undefined;
  /** None: whoever reaches it. */
  readonly users: readonly RestUserSpec[];
}

/** What a client of the REST API brings: never a secret, but where it is. */
export interface RestAccessSpec {
  /** CA certificates to trust; none: those that every system trusts. */
  readonly cas: readonly SecretKeySpec[];
  readonly user: RestUserSpec | undefined;
}
