import type { ListenerAuthentication, ListenerTls } from './listener-security';

/** Options that each type of listener has. */
export interface ListenerOptions {
  /** Name, unique in the cluster: 1 to 11 lower-case letters and digits. */
  readonly name: string;
  /** Port on the brokers, from 9092 on, unique in the cluster. */
  readonly port: number;
  /**
   * Encryption.
   * @default - TLS from the cluster CA for listeners that are reached from outside, and where `authentication` is by certificate; else none
   */
  readonly tls?: ListenerTls;
  /**
   * How clients prove who they are.
   * @default - they do not
   */
  readonly authentication?: ListenerAuthentication;
  /**
   * Who may connect (networking.k8s.io/v1 NetworkPolicyPeer). An empty list is nobody.
   * @default - the pods of the cluster's own namespace; everyone where the listener is reached from outside
   */
  readonly networkPolicyPeers?: { readonly [field: string]: unknown }[];
  /**
   * Annotations of the Services and routes that belong to this listener alone.
   * @default - none
   */
  readonly annotations?: { readonly [annotation: string]: string };
  /**
   * Labels of the Services and routes that belong to this listener alone.
   * @default - none
   */
  readonly labels?: { readonly [label: string]: string };
  /**
   * More DNS names, or addresses, for the nodes' certificate.
   * @default - none
   */
  readonly alternativeNames?: string[];
  /**
   * Most connections to this listener of a broker (`max.connections`).
   * @default - no limit
   */
  readonly maxConnections?: number;
  /**
   * Most new connections in a second (`max.connection.creation.rate`).
   * @default - no limit
   */
  readonly maxConnectionCreationRate?: number;
}
