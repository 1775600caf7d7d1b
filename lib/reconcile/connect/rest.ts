import type { ConnectorPosition } from '../../spec/connector';

/** A task as Connect tells it. */
export interface LiveTask {
  readonly id: number;
  readonly state: string;
  /** Stack trace of the failure. */
  readonly trace: string | undefined;
}

/** A connector as Connect tells it. */
export interface LiveConnector {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
  /** `RUNNING`, `PAUSED`, `STOPPED`, `FAILED`, `UNASSIGNED`, `RESTARTING`. */
  readonly state: string;
  readonly trace: string | undefined;
  readonly tasks: readonly LiveTask[];
}

export type WantedState = 'running' | 'paused' | 'stopped';

/** What the engine asks of the workers. Each call throws `ConnectRefusal` where they say no. */
export interface ConnectRest {
  connectors(): Promise<readonly LiveConnector[]>;
  /** What the plugin itself has against a configuration. */
  problems(config: Readonly<Record<string, string>>): Promise<readonly string[]>;
  create(config: Readonly<Record<string, string>>, state: WantedState): Promise<void>;
  /** All of the configuration: what is not named is gone. */
  configure(config: Readonly<Record<string, string>>): Promise<void>;
  setState(name: string, state: WantedState): Promise<void>;
  /** The connector and its tasks, those that have failed. */
  restartFailed(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  offsets(name: string): Promise<readonly ConnectorPosition[]>;
  /** Of a connector that is stopped; what is not named stays. */
  alterOffsets(name: string, positions: readonly ConnectorPosition[]): Promise<void>;
  /** All of them, of a connector that is stopped. */
  resetOffsets(name: string): Promise<void>;
}

/** Connect said no. */
export class ConnectRefusal extends Error {
  public constructor(
    public readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ConnectRefusal';
  }

  /** A rebalance is under way, or a leader is being found. */
  public get isPassing(): boolean {
    return this.status === 409 || this.status === 503;
  }

  /** It has not come to its stop yet. */
  public get isUnstopped(): boolean {
    return this.status === 400 && this.message.includes('STOPPED');
  }
}
