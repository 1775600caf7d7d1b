import type { ConnectionOptions } from '../../../lib/admin/connection';
import type { Size } from '../../support/many-objects';

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

/** Cases of the engine against a real Kafka. */
export interface EngineRequest {
  readonly suite: 'contract' | 'contractOnZooKeeper' | 'threeWay' | 'guards';
  readonly connection: ConnectionOptions;
  /** Before all names, so that runs do not meet. */
  readonly prefix: string;
  /** Who it is to Kafka, without type. */
  readonly principal: string;
}

export interface EngineOutcome {
  readonly name: string;
  readonly error: string | undefined;
  readonly note: string | undefined;
}

/** So many objects made by the engine. */
export interface ScaleRequest {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly size: Size;
}

export interface ScaleAnswer {
  /** Until all could be read back. */
  readonly milliseconds: number;
  readonly requests: number;
  readonly phases: readonly {
    readonly phase: string;
    readonly done: number;
    readonly of: number;
    readonly milliseconds: number;
  }[];
  /** Of the applied state as a ConfigMap holds it. */
  readonly packedBytes: number;
  /** Of the cluster as it is with the program, one after the other. */
  readonly comparisons: readonly {
    readonly milliseconds: number;
    readonly requests: number;
    readonly differences: number;
  }[];
}
