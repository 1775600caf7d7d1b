import type { LoadReport } from './analysis';
import { ExpectationFailed, type Outcome, Skipped } from './outcome';
import { saveEvidence } from './evidence';
import { Progress } from './report';

/** What a scenario is given besides its cluster. */
export interface Scene {
  readonly progress: Progress;
  /** Records what the load showed: in the table also when the scenario fails afterwards. */
  record(load: LoadReport): void;
  /** A figure or a remark for the end of the report. */
  note(text: string): void;
}

export interface Scenario<F> {
  readonly name: string;
  /** Part of the short run. */
  readonly smoke?: true;
  readonly run: (fixture: F, scene: Scene) => Promise<void>;
}

/** Scenarios that share one deployed cluster, in the order of the table: what breaks most comes last. */
export interface GroupOptions<F> {
  readonly name: string;
  readonly namespace: string;
  /** Deploys; a Skipped thrown here skips every scenario of the group. */
  readonly deploy: (scene: Scene) => Promise<F>;
  /** Whether the next scenario may run on this cluster; throws when not. */
  readonly recovered: (fixture: F, scene: Scene) => Promise<void>;
  readonly destroy: () => Promise<void>;
  readonly scenarios: readonly Scenario<F>[];
}

export interface RunOptions {
  readonly selected: (group: string, scenario: Scenario<never>) => boolean;
  readonly keep: boolean;
  readonly evidence: string;
  readonly report: (outcome: Outcome) => void;
}

export interface Group {
  readonly name: string;
  readonly namespace: string;
  readonly scenarios: readonly Scenario<never>[];
  run(options: RunOptions): Promise<void>;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

interface Attempt {
  readonly outcome: Outcome;
  readonly error: unknown;
}

async function attempt(
  group: string,
  scenario: string,
  work: (scene: Scene) => Promise<void>,
): Promise<Attempt> {
  const progress = new Progress(`${group}/${scenario}`);
  const notes: string[] = [];
  let load: LoadReport | undefined;
  let error: unknown;
  const scene: Scene = {
    progress,
    record: (report) => {
      load = report;
    },
    note: (text) => {
      notes.push(text);
      progress.say(text);
    },
  };
  try {
    await work(scene);
  } catch (thrown) {
    error = thrown ?? new Error('unknown');
  }
  progress.end();
  const result = error === undefined ? 'passed' : error instanceof Skipped ? 'skipped' : 'failed';
  const reason = error === undefined ? undefined : messageOf(error);
  progress.say(`${result.toUpperCase()}${reason === undefined ? '' : `: ${reason}`}`);
  const seconds = progress.totalSeconds();
  return { error, outcome: { group, scenario, result, seconds, reason, load, notes } };
}

/** One group's run. A cluster that a scenario left broken is replaced, so that one failure is one failure. */
class GroupRun<F> {
  private fixture: F | undefined;
  private undeployable: string | undefined;

  constructor(
    private readonly group: GroupOptions<F>,
    private readonly options: RunOptions,
  ) {}

  async run(): Promise<void> {
    const { group, options } = this;
    const chosen = group.scenarios.filter((scenario) => options.selected(group.name, scenario));
    for (const scenario of chosen) await this.one(scenario);
    if (chosen.length > 0 && !options.keep) await group.destroy();
  }

  private async one(scenario: Scenario<F>): Promise<void> {
    const { group, options } = this;
    const { outcome } = await attempt(group.name, scenario.name, async (scene) => {
      const fixture = await this.cluster(scene);
      await scenario.run(fixture, scene);
    });
    options.report(outcome);
    if (outcome.result !== 'failed') return;
    await saveEvidence(group.namespace, `${options.evidence}/${group.name}-${scenario.name}`);
  }

  /** Tried once: what cannot be deployed now cannot be in a minute, and the next scenario says so at once. */
  private async deploy(scene: Scene): Promise<F> {
    if (this.undeployable !== undefined) {
      throw new ExpectationFailed(
        `not run, as the cluster could not be deployed: ${this.undeployable}`,
      );
    }
    try {
      return await this.group.deploy(scene);
    } catch (error) {
      if (!(error instanceof Skipped)) this.undeployable = messageOf(error);
      throw error;
    }
  }

  private async cluster(scene: Scene): Promise<F> {
    const { group } = this;
    if (this.fixture !== undefined) {
      try {
        await group.recovered(this.fixture, scene);
        return this.fixture;
      } catch (error) {
        scene.note(
          `the cluster of the scenario before has not recovered, a new one is made: ${messageOf(error)}`,
        );
        this.fixture = undefined;
        await group.destroy();
      }
    }
    this.fixture = await this.deploy(scene);
    return this.fixture;
  }
}

export function defineGroup<F>(group: GroupOptions<F>): Group {
  return {
    name: group.name,
    namespace: group.namespace,
    scenarios: group.scenarios,
    run: (options) => new GroupRun(group, options).run(),
  };
}
