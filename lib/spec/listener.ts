import type { KubernetesObject } from './pod-template';

export type ListenerType = 'internal' | 'cluster-ip';

export interface SecretKeySpec {
  readonly secretName: string;
  readonly key: string;
}

export type TlsSpec =
  | { readonly kind: 'off' }
  | { readonly kind: 'clusterCa' }
  | {
      readonly kind: 'secret';
      readonly secretName: string;
      readonly certificate: string;
      readonly key: string;
    };

export type AuthenticationSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'tls' }
  | { readonly kind: 'scram'; readonly mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-512' }
  | { readonly kind: 'plain'; readonly users: Readonly<Record<string, SecretKeySpec>> };

/** A listener for clients as the user said it. */
export interface ListenerSpec {
  readonly name: string;
  readonly port: number;
  readonly type: ListenerType;
  readonly tls: TlsSpec | undefined;
  readonly authentication: AuthenticationSpec | undefined;
  /** NetworkPolicyPeers of the Kubernetes API; undefined: the pods of the cluster's own namespace. */
  readonly networkPolicyPeers: readonly KubernetesObject[] | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly alternativeNames: readonly string[];
  readonly maxConnections: number | undefined;
  readonly maxConnectionCreationRate: number | undefined;
  readonly origin: string | undefined;
}
