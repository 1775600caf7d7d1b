/** What the suite and the programs in the clients' pod say to each other. */

export interface ClientTls {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface ClientSasl {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

export interface NodeClientRequest {
  readonly bootstrapServers: readonly string[];
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly tls?: ClientTls;
  readonly sasl?: ClientSasl;
}

export type NodeClientAnswer =
  | { readonly ok: true; readonly partition: number; readonly offset: number }
  | { readonly ok: false; readonly error: string };

/** What a client sees of a cluster. */
export interface ClusterStateRequest {
  readonly host: string;
  readonly port: number;
  readonly tls: ClientTls;
}

export interface ClusterState {
  readonly brokers: readonly number[];
  readonly topics: number;
  /** `topic-partition`s that lack a replica in the ISR, or a leader. */
  readonly notInSync: readonly string[];
}
