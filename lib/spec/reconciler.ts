import type { DriftPolicy, PruneScope, Waiver } from './desired-state';
import type { ResourcesSpec } from './node-pool';

/** Who applies the manifests; each has its own way to run a Job again. */
export type DeliveryName = 'kubectl' | 'argoCd' | 'flux';

/** Where and how the desired state is made true. */
export type ReconcilerSpec =
  /** By the command line alone: nothing of it is in the manifests. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'job';
      readonly delivery: DeliveryName | undefined;
      readonly schedule: string | undefined;
      /** What the scheduled run does. */
      readonly scheduled: 'drift' | 'apply' | undefined;
      readonly prune: PruneScope | undefined;
      readonly drift: Partial<
        Readonly<Record<'topics' | 'users' | 'quotas' | 'acls', DriftPolicy>>
      >;
      readonly unknownTopicConfig: 'keep' | 'prune' | undefined;
      readonly maxDeletes: number | undefined;
      readonly waivers: readonly Waiver[];
      /** Bytes a second. */
      readonly reassignmentThrottle: number | undefined;
      readonly image: string | undefined;
      readonly imagePullPolicy: string | undefined;
      readonly imagePullSecrets: readonly string[];
      readonly resources: ResourcesSpec | undefined;
      readonly nodeSelector: Readonly<Record<string, string>>;
      readonly waitSeconds: number | undefined;
      readonly timeoutSeconds: number | undefined;
      /** Secret (`kubernetes.io/tls`) with the certificate of the reconciler, where certificates are provided. */
      readonly certificateSecretName: string | undefined;
    };
