import type { ScramMechanismName } from './desired-state';

/** Files with the client's side of TLS, all PEM. */
export interface ReconcilerTls {
  /** CA certificates to trust; undefined: those of Node. */
  readonly ca: string | undefined;
  /** Certificate chain and PKCS#8 key of a client that proves itself by TLS. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

export type ReconcilerSaslMechanism = ScramMechanismName | 'PLAIN';

/** Files with the name and the password of a client that proves itself by SASL. */
export interface ReconcilerSasl {
  readonly mechanism: ReconcilerSaslMechanism;
  readonly usernamePath: string;
  readonly passwordPath: string;
}

/**
 * What the reconciler in its pod is told, beside the desired state:
 * `node reconciler.mjs apply|drift --settings /etc/reconciler/settings.json`.
 */
export interface ReconcilerSettings {
  readonly version: 1;
  /**
   * Pieces of the desired state, in order: joined they are one gzip stream of a `DesiredState` as JSON. The files are
   * what `binaryData` of the ConfigMaps holds, so plain bytes.
   */
  readonly desired: readonly string[];
  /** Host and port of each server to begin with. */
  readonly bootstrapServers: readonly string[];
  /** Undefined: no encryption. */
  readonly tls: ReconcilerTls | undefined;
  readonly sasl: ReconcilerSasl | undefined;
  /** Passwords of users are at `<secretsFolder>/<secretName>/<key>`; those that are generated are not mounted. */
  readonly secretsFolder: string;
  /** Of the objects below, and of the Secrets of generated passwords. */
  readonly namespace: string;
  /** ConfigMap of the applied state. It exists, without data until the first run. */
  readonly stateConfigMap: string;
  /** Lease (`coordination.k8s.io/v1`) of the run. It exists, without a holder. */
  readonly lease: string;
  /** Secret with the key of the fingerprints of passwords. It exists, without data until the first run. */
  readonly keySecret: string;
  /** What a run without a verb does. */
  readonly mode: 'apply' | 'drift';
  /** Object that Events of drift are about (`events`, create): the CronJob or Job by name. */
  readonly eventsAbout: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
  };
  /** How long a run waits for the cluster, in seconds. */
  readonly waitSeconds: number;
}
