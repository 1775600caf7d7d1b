import type { Said } from './said';

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
  readonly said: Said;
}
