import { MIGRATION_STEPS } from '../../spec/migration';
import type { MigrationStep } from '../../spec/migration';

/** What the active controller has noted: `data.migration` of the ConfigMap of the founding. */
export interface MigrationNote {
  readonly state: string;
  readonly zkBrokers: number;
  readonly brokers: number;
  /** Records that ZooKeeper does not have yet; -1 where nothing is written to it. */
  readonly lag: number;
  /** Controllers that the metadata does not have. */
  readonly unregistered?: readonly number[];
}

/** A step, and a hash of all else that the program said with it. */
export interface SaidStep {
  readonly name: NextStep;
  readonly rest: string | undefined;
}

/** How far the pods of a StatefulSet are what it says. */
export interface SetState {
  readonly name: string;
  readonly wanted: number;
  readonly ready: number;
  readonly updated: number;
  /** Whether the status is about what is wanted now. */
  readonly isCurrent: boolean;
}

export interface LiveMigration {
  /** The step of the applied program; undefined without one. */
  readonly step: MigrationStep | undefined;
  /** A hash of all else that the applied program says. */
  readonly rest: string | undefined;
  /** What the nodes took last. */
  readonly taken: SaidStep | undefined;
  readonly note: MigrationNote | undefined;
  readonly sets: readonly SetState[];
  readonly clusterId: string | undefined;
}

export interface MigrationStatus extends LiveMigration {
  /** What the step still waits for; empty when it is complete. */
  readonly waitsFor: readonly string[];
  /** What may be applied next; empty while the step is not complete. */
  readonly next: readonly NextStep[];
}

/** `none`: the program without a migration. */
export type NextStep = MigrationStep | 'none';

export const NEXT_STEPS: readonly NextStep[] = [...MIGRATION_STEPS, 'none'];

interface StepRow {
  readonly waitsFor: (note: MigrationNote) => string | undefined;
  readonly next: readonly NextStep[];
}

const state =
  (wanted: string) =>
  ({ state: found }: MigrationNote): string | undefined =>
    found === wanted ? undefined : `the controllers are in state ${found}, not yet in ${wanted}`;

/** A state of its own: no time ends it, as Kafka 3.9 does not repeat a registration that failed. */
function registration({ unregistered = [] }: MigrationNote): string | undefined {
  return unregistered.length === 0
    ? undefined
    : `not registered with the other controllers: ${unregistered.join(', ')}; whoever is not starts anew by itself after a minute`;
}

const STEPS: Readonly<Record<NextStep, StepRow>> = {
  // Also where nobody has noted anything.
  none: { waitsFor: () => undefined, next: ['provisionControllers'] },
  provisionControllers: {
    waitsFor: (note) => registration(note) ?? state('PRE_MIGRATION')(note),
    next: ['dualWrite', 'rollBack', 'none'],
  },
  dualWrite: {
    waitsFor: (note) =>
      registration(note) ??
      state('MIGRATION')(note) ??
      (note.zkBrokers < note.brokers
        ? `${String(note.brokers - note.zkBrokers)} of ${String(note.brokers)} brokers are in KRaft mode`
        : undefined),
    next: ['brokersToKRaft', 'rollBack'],
  },
  brokersToKRaft: {
    waitsFor: (note) =>
      state('MIGRATION')(note) ??
      (note.zkBrokers > 0
        ? `${String(note.zkBrokers)} of ${String(note.brokers)} brokers are on ZooKeeper`
        : undefined),
    next: ['finish', 'dualWrite'],
  },
  finish: { waitsFor: state('POST_MIGRATION'), next: ['none'] },
  rollBack: { waitsFor: state('ROLLED_BACK'), next: ['none'] },
};

const NOTHING: MigrationNote = { state: 'NONE', zkBrokers: 0, brokers: 0, lag: -1 };

/** Whether the applied step is complete, and what may follow it. */
export function judgeMigration(live: LiveMigration): MigrationStatus {
  const row = STEPS[live.step ?? 'none'];
  const unfinished = row.waitsFor(live.note ?? NOTHING);
  const wrong = wrongStep(live.taken, { name: live.step ?? 'none', rest: live.rest });
  const waitsFor = [
    ...(wrong === undefined ? [] : [wrong]),
    ...live.sets.flatMap(rolling),
    ...(unfinished === undefined ? [] : [unfinished]),
  ];
  // After its last step there is nothing more to migrate.
  const isOver = live.step === undefined && live.note?.state === 'POST_MIGRATION';
  return { ...live, waitsFor, next: waitsFor.length > 0 || isOver ? [] : row.next };
}

/** Why a step is not taken after another: the order, or what else was changed with it. The nodes judge alike. */
export function wrongStep(before: SaidStep | undefined, step: SaidStep): string | undefined {
  if (before === undefined || before.name === step.name) return undefined;
  const mayFollow =
    step.name === 'provisionControllers' || STEPS[before.name].next.includes(step.name);
  if (!mayFollow)
    return `'${step.name}' does not follow '${before.name}', which the nodes took last: take the steps in their order`;
  const begins = [step.name, before.name].includes('none') || step.name === 'provisionControllers';
  return begins || step.rest === before.rest
    ? undefined
    : `together with '${step.name}' something else was changed since '${before.name}': apply '${before.name}' with that change first, or take the change back`;
}

function rolling({ name, wanted, ready, updated, isCurrent }: SetState): readonly string[] {
  if (!isCurrent) return [`StatefulSet ${name} has not begun to follow its change`];
  const least = Math.min(ready, updated);
  return least >= wanted
    ? []
    : [`StatefulSet ${name}: ${String(least)} of ${String(wanted)} pods are new and ready`];
}

export function statusText(status: MigrationStatus): string {
  const { step, note, clusterId, waitsFor, next } = status;
  return [
    `step         ${step ?? 'none'}`,
    `controllers  ${note === undefined ? 'nothing noted' : noteText(note)}`,
    ...(clusterId === undefined ? [] : [`cluster id   ${clusterId}`]),
    ...waitsFor.map((what) => `waits for    ${what}`),
    `may be next  ${next.length === 0 ? 'nothing' : next.join(', ')}`,
  ].join('\n');
}

function noteText({
  state: name,
  zkBrokers,
  brokers,
  lag,
  unregistered = [],
}: MigrationNote): string {
  const missing = unregistered.length > 0 ? `, NOT REGISTERED: ${unregistered.join(', ')}` : '';
  const lacks = lag > 0 ? `, which lacks ${String(lag)} records` : '';
  return `${name}${missing}, ${String(zkBrokers)} of ${String(brokers)} brokers on ZooKeeper${lacks}`;
}
