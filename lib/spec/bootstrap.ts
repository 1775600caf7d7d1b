import type { SecretKeySpec } from './listener';
import type { ReconcilerSaslMechanism } from './reconciler-settings';
import type { Said } from './said';

/** Whom a client trusts. */
export type ClientTlsSpec =
  { readonly kind: 'publicCa' } | { readonly kind: 'ca'; readonly ca: SecretKeySpec };

/** How a client proves who it is. */
export type ClientAuthenticationSpec =
  | {
      readonly kind: 'tls';
      readonly secretName: string;
      readonly certificate: string;
      readonly key: string;
    }
  | {
      readonly kind: 'sasl';
      readonly mechanism: ReconcilerSaslMechanism;
      readonly username: SecretKeySpec;
      readonly password: SecretKeySpec;
    };

/** What the user said about a Kafka that was made elsewhere. */
export interface BootstrapSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly bootstrapServers: string;
  readonly tls: ClientTlsSpec | undefined;
  readonly authentication: ClientAuthenticationSpec | undefined;
  readonly version: string | undefined;
  readonly clusterId: string | undefined;
  readonly brokers: number | undefined;
  readonly superUsers: readonly string[];
  readonly said: Said;
}
