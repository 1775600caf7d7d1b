import type { ScramMechanismName } from './desired-state';
import type { SecretKeySpec } from './listener';
import type { QuotasSpec } from './quota';
import type { Said } from './said';

/** Where the password of a SCRAM user comes from; never the password. */
export type PasswordSourceSpec =
  | (SecretKeySpec & { readonly kind: 'secret' })
  /** External Secrets Operator copies it from a store. */
  | {
      readonly kind: 'externalSecret';
      readonly storeName: string;
      readonly storeKind: 'SecretStore' | 'ClusterSecretStore';
      readonly remoteKey: string;
      readonly remoteProperty: string | undefined;
      readonly refreshSeconds: number | undefined;
    }
  /** External Secrets Operator makes it, once. */
  | { readonly kind: 'generator'; readonly length: number | undefined }
  /** The reconciler makes it, once. */
  | { readonly kind: 'generated'; readonly length: number | undefined };

export type UserAuthenticationSpec =
  | {
      readonly kind: 'tls';
      readonly validitySeconds: number | undefined;
      readonly renewBeforeSeconds: number | undefined;
    }
  | {
      readonly kind: 'scram';
      readonly mechanism: ScramMechanismName;
      readonly iterations: number | undefined;
      readonly password: PasswordSourceSpec;
    }
  /** Somebody else knows who it is: an identity provider, a certificate of elsewhere. */
  | { readonly kind: 'external'; readonly principal: string };

/** What the user said about a user of Kafka. */
export interface UserSpec {
  readonly name: string;
  readonly authentication: UserAuthenticationSpec;
  /** Secret with the credentials; undefined: called as the user. */
  readonly secretName: string | undefined;
  readonly quotas: QuotasSpec | undefined;
  readonly paused: boolean | undefined;
  readonly said: Said;
}
