import type { DesiredState } from '../spec/desired-state';
import type { ItemResult } from './admin';
import { AppliedDraft, refreshed } from './applied';
import { inBatches, persistently } from './batches';
import type { LiveState } from './live-state';
import { readLive } from './live-state';
import { makePlan } from './make-plan';
import type { PlanInput } from './plan-input';
import type { Phase } from './phase';
import { phasesOf } from './phases';
import type { Outcome, Ports, Step } from './ports';
import type { Change, Plan, PolicyFinding } from './plan';
import { heldBy, released, stopping } from './policy';
import { changeReplication } from './replication';
import { rehearsed } from './rehearsal';
import type { AppliedState } from './state';

/** What shall be, and what is known beforehand of passwords: their keyed digests. A user without one is left alone. */
export interface Intent {
  readonly desired: DesiredState;
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly prefer: 'desired' | 'live' | undefined;
}

export interface ApplyReport {
  readonly plan: Plan;
  /** Findings that stopped the whole run; nothing was written then. */
  readonly stopped: readonly PolicyFinding[];
  /** Changes that wait for a decision. */
  readonly held: readonly Change[];
  readonly outcomes: readonly Outcome[];
  readonly failed: readonly Outcome[];
  /** Changes that were made and cannot be read back yet. */
  readonly unseen: readonly Change[];
  readonly interrupted: boolean;
}

/** The plan for a cluster as it is now. */
export async function planNow(
  intent: Intent,
  ports: Pick<Ports, 'admin' | 'store'>,
): Promise<{ readonly plan: Plan; readonly input: PlanInput }> {
  const stored = await ports.store.load();
  const live = await readLive(ports.admin, intent.desired, stored.state);
  const input = {
    ...intent,
    applied: stored.state,
    stateGeneration: stored.generation,
    live,
  };
  return { plan: makePlan(input), input };
}

/** Makes a plan and carries it out. Everything that was done is in the state, whatever happens on the way. */
export async function reconcile(intent: Intent, ports: Ports): Promise<ApplyReport> {
  const { plan, input } = await planNow(intent, ports);
  return applyPlan(await rehearsed(plan, input, ports.admin), input, ports);
}

/** Carries out exactly this plan, which was made of this input. */
export async function applyPlan(plan: Plan, input: PlanInput, ports: Ports): Promise<ApplyReport> {
  const stopped = stopping(plan.findings);
  const base = { plan, stopped, held: plan.changes.filter(heldBy(plan.findings)) };
  if (stopped.length > 0) {
    return { ...base, outcomes: [], failed: [], unseen: [], interrupted: false };
  }
  const run = new Run(input, ports);
  await run.carryOut(released(plan));
  const unseen = run.interrupted ? [] : await run.confirm();
  return {
    ...base,
    outcomes: run.outcomes,
    failed: run.outcomes.filter(({ result }) => !result.ok),
    unseen,
    interrupted: run.interrupted,
  };
}

/** How long brokers may take to show what was written: they make each replica of a partition before they show what is behind it. */
const VISIBLE_MS = 120_000;
const VISIBLE_MS_PER_REPLICA = 30;
/** Looking is work for the brokers too: seldom where they have much to do, and a tenth of the time is not too late. */
const LOOK_MS = 500;
const SELDOM_MS = 5_000;

/** One run: the state that grows with each batch. */
class Run {
  public readonly outcomes: Outcome[] = [];
  public interrupted = false;
  private readonly draft: AppliedDraft;
  private generation: string | undefined;

  public constructor(
    private readonly input: PlanInput,
    private readonly ports: Ports,
  ) {
    this.draft = new AppliedDraft(input.applied, input.live.cluster.clusterId);
    this.generation = input.stateGeneration;
  }

  public async carryOut(changes: readonly Change[]): Promise<void> {
    const users = changes.filter(({ kind, verb }) => kind === 'user' && verb !== 'delete');
    const credentials = new Map(
      await Promise.all(
        users.map(async ({ name }) => [name, await this.ports.makeCredential(name)] as const),
      ),
    );
    for (const phase of phasesOf({ ...this.input, credentials }, changes)) await this.phase(phase);
    if (!this.interrupted) await this.replication(changes);
  }

  private async phase(phase: Phase): Promise<void> {
    let done = 0;
    for (const batch of inBatches(phase.steps, ({ records }) => records)) {
      this.interrupted ||= this.ports.isInterrupted();
      if (this.interrupted) return;
      const results = await persistently(
        batch,
        (steps) => phase.call(this.ports.admin, steps),
        this.ports,
      );
      await this.keep(phase, batch, results);
      done += batch.length;
      this.ports.progress(phase.name, done, phase.steps.length);
    }
  }

  private async keep(
    phase: Phase,
    batch: readonly Step[],
    results: readonly ItemResult[],
  ): Promise<void> {
    batch.forEach(({ kind, name, done }, index) => {
      const result = results[index];
      if (result === undefined) return;
      this.outcomes.push({ change: { kind, name }, phase: phase.name, result });
      if (result.ok) done(this.draft);
    });
    await this.save(this.draft.state());
  }

  private async save(state: AppliedState): Promise<void> {
    this.generation = await this.ports.store.save(state, this.generation);
  }

  private async replication(changes: readonly Change[]): Promise<void> {
    const { draft, input, ports } = this;
    const outcomes = await changeReplication(input, changes, ports, {
      left: draft.braked,
      note: (topics) => {
        draft.braked = topics;
        return this.save(draft.state());
      },
    });
    this.interrupted ||= ports.isInterrupted();
    this.outcomes.push(...outcomes);
  }

  /** Done means read back: brokers see what was written when they have carried out what was written before it. */
  public async confirm(): Promise<readonly Change[]> {
    const { ports, input } = this;
    const applied = this.draft.state();
    const start = ports.now();
    const end = start + VISIBLE_MS + VISIBLE_MS_PER_REPLICA * this.replicasMade();
    for (;;) {
      const live = await readLive(ports.admin, input.desired, applied);
      const plan = makePlan({ ...input, applied, live });
      const unseen = this.unseenOf(plan);
      if (unseen.length > 0 && ports.now() < end) {
        const tenth = (ports.now() - start) / 10;
        await ports.sleep(Math.min(Math.max(LOOK_MS, tenth), SELDOM_MS));
        continue;
      }
      await this.remember(live, plan);
      return unseen;
    }
  }

  private replicasMade(): number {
    const made = new Set(
      this.outcomes.filter(({ phase }) => phase === 'topics').map(({ change }) => change.name),
    );
    return this.input.desired.topics
      .filter(({ name }) => made.has(name))
      .reduce((sum, { partitions, replicationFactor }) => sum + partitions * replicationFactor, 0);
  }

  private unseenOf({ changes }: Plan): readonly Change[] {
    const made = new Set(
      this.outcomes
        .filter(({ result }) => result.ok)
        .map(({ change }) => `${change.kind} ${change.name}`),
    );
    return changes.filter(({ kind, name, verb }) => verb !== 'none' && made.has(`${kind} ${name}`));
  }

  private async remember(live: LiveState, plan: Plan): Promise<void> {
    const { desired, fingerprints } = this.input;
    const state = refreshed(this.draft.state(), desired, { plan, live, fingerprints });
    if (JSON.stringify(state) !== JSON.stringify(this.input.applied)) await this.save(state);
  }
}
