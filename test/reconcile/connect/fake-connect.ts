import { ConnectRefusal } from '../../../lib/reconcile/connect/rest';
import type { ConnectRest, LiveConnector, WantedState } from '../../../lib/reconcile/connect/rest';
import type { ConnectorPosition } from '../../../lib/spec/connector';
import type { AppliedConnectors, ConnectorStore } from '../../../lib/reconcile/connect/state';

type Config = Readonly<Record<string, string>>;

/** Workers in memory: what is written there runs, unless its configuration says `fail`. */
export class FakeConnect implements ConnectRest {
  public readonly calls: string[] = [];
  public readonly live = new Map<string, LiveConnector>();
  public readonly positions = new Map<string, readonly ConnectorPosition[]>();
  /** Refuses other offsets so many times, as if the stop were still under way. */
  public stopping = 0;
  /** Answers 409 so many times first. */
  public busy = 0;
  /** How often it was asked for all. */
  public asked = 0;
  /** At which start, counted from now, what fails does not fail any more. */
  public mends = Infinity;

  public connectors(): Promise<readonly LiveConnector[]> {
    this.asked += 1;
    return Promise.resolve([...this.live.values()]);
  }

  public problems(config: Config): Promise<readonly string[]> {
    return Promise.resolve(config['file'] === '' ? ['file: must not be empty'] : []);
  }

  public create(config: Config, state: WantedState): Promise<void> {
    return this.write(`create ${String(config['name'])} ${state}`, () => {
      this.put(config, state);
    });
  }

  public configure(config: Config): Promise<void> {
    return this.write(`configure ${String(config['name'])}`, () => {
      const state = this.live.get(config['name'] ?? '')?.state ?? '';
      this.put(config, state.toLowerCase() as WantedState);
    });
  }

  public setState(name: string, state: WantedState): Promise<void> {
    return this.write(`${state} ${name}`, () => {
      this.put(this.live.get(name)?.config ?? {}, state);
    });
  }

  public restartFailed(name: string): Promise<void> {
    return this.write(`restart ${name}`, () => {
      this.mends -= 1;
      this.put(this.live.get(name)?.config ?? {}, 'running');
    });
  }

  public offsets(name: string): Promise<readonly ConnectorPosition[]> {
    return Promise.resolve(this.positions.get(name) ?? []);
  }

  public alterOffsets(name: string, positions: readonly ConnectorPosition[]): Promise<void> {
    return this.whenStopped(`alter ${name}`, name, positions);
  }

  public resetOffsets(name: string): Promise<void> {
    return this.whenStopped(`reset ${name}`, name, []);
  }

  public remove(name: string): Promise<void> {
    return this.write(`remove ${name}`, () => {
      this.live.delete(name);
    });
  }

  public put(config: Config, state: WantedState = 'running'): void {
    const name = config['name'] ?? '';
    const trace =
      'ConnectException: gave up\n\tat x\nCaused by: Not authorized to access topics: [t]';
    const failed = config['fail'] === 'yes' && state === 'running' && this.mends > 0;
    const task = failed
      ? { id: 0, state: 'FAILED', trace }
      : { id: 0, state: state.toUpperCase(), trace: undefined };
    const tasks = state === 'stopped' ? [] : [task];
    this.live.set(name, { name, config, state: state.toUpperCase(), trace: undefined, tasks });
  }

  /** As Connect: nobody moves a connector that may be at work, and a stop takes its time. */
  private whenStopped(
    call: string,
    name: string,
    positions: readonly ConnectorPosition[],
  ): Promise<void> {
    this.stopping -= 1;
    if (this.live.get(name)?.state !== 'STOPPED' || this.stopping >= 0)
      return Promise.reject(new ConnectRefusal(400, 'Connectors must be in the STOPPED state'));
    return this.write(call, () => {
      this.positions.set(name, positions);
    });
  }

  private write(call: string, act: () => void): Promise<void> {
    if (this.busy > 0) {
      this.busy -= 1;
      return Promise.reject(new ConnectRefusal(409, 'a rebalance is under way'));
    }
    this.calls.push(call);
    act();
    return Promise.resolve();
  }
}

export class FakeConnectorStore implements ConnectorStore {
  public loaded = 0;

  public constructor(public applied: AppliedConnectors = {}) {}

  public load(): Promise<AppliedConnectors> {
    this.loaded += 1;
    return Promise.resolve(this.applied);
  }

  public save(connectors: AppliedConnectors): Promise<void> {
    this.applied = connectors;
    return Promise.resolve();
  }
}
