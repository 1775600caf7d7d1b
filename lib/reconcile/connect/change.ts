import type { ConnectorPosition } from '../../spec/connector';
import type { DesiredConnect, Waiver } from '../../spec/desired-state';
import type { Cause } from '../plan';
import type { LiveConnector } from './rest';
import type { AppliedConnectors } from './state';

export type ConnectorVerb =
  'create' | 'update' | 'state' | 'offsets' | 'restart' | 'delete' | 'none';

/** One key of the configuration, or the state. */
export interface ConnectorField {
  readonly field: string;
  readonly desired: string | undefined;
  readonly live: string | undefined;
  readonly cause: Cause;
}

export interface ConnectorChange {
  readonly connect: string;
  readonly name: string;
  readonly verb: ConnectorVerb;
  readonly cause: Cause;
  readonly fields: readonly ConnectorField[];
  /** Why something stays as it is, or what failed. */
  readonly note: string | undefined;
  /** It waits for somebody's decision. */
  readonly held: boolean;
}

/** What is known of one group of workers. */
export interface ConnectInput {
  readonly desired: DesiredConnect;
  readonly applied: AppliedConnectors;
  readonly live: readonly LiveConnector[];
  /** Offsets of those for whom others are asked for. */
  readonly positions: Readonly<Record<string, readonly ConnectorPosition[]>>;
  readonly waivers: readonly Waiver[];
  readonly now: number;
}
