import type { Said } from './said';

/** Where a connector is in one partition of its source, or of the topics that it reads. */
export interface ConnectorPosition {
  readonly partition: Readonly<Record<string, unknown>>;
  /** Null: nowhere, as if it had never been there. */
  readonly offset: Readonly<Record<string, unknown>> | null;
}

/** Another place to go on from, once for each request. */
export interface ConnectorOffsetsSpec {
  readonly kind: 'reset' | 'alter';
  /** Name of the request: another name is another request. */
  readonly request: string;
  /** Of an alteration. */
  readonly positions: readonly ConnectorPosition[];
}

export type ConnectorStateName = 'running' | 'paused' | 'stopped';

/** What the user said about a connector: plain data without defaults. */
export interface ConnectorSpec {
  readonly name: string;
  /** The workers that run it, and where they answer. */
  readonly connect: string;
  readonly restUrl: string;
  readonly connectorClass: string;
  readonly tasksMax: number | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly state: ConnectorStateName | undefined;
  readonly maxRestarts: number | undefined;
  readonly removal: 'retain' | 'delete' | undefined;
  readonly offsets: ConnectorOffsetsSpec | undefined;
  readonly said: Said;
}
