import type { ConnectorPosition } from '../../spec/connector';
import type { DesiredConnect, Waiver } from '../../spec/desired-state';
import { reasonOf } from '../../util/errors';
import { applyConnect, compareConnect } from './apply';
import type { ConnectReport } from './apply';
import { isAsked } from './offsets';
import type { ConnectInput, ConnectorChange } from './change';
import type { ConnectRest, LiveConnector } from './rest';
import { connectorKey } from './state';
import type { AppliedConnectors, ConnectorStore } from './state';
import { connectorLine } from './text';

const LOOK_MS = 3_000;
const SETTLE_MS = 60_000;

/** What a run over all workers needs of the world. */
export interface ConnectorRun {
  /** How a group of workers is asked. */
  readonly restOf: (desired: DesiredConnect) => ConnectRest;
  readonly store: ConnectorStore;
  /** Rows of the safety table that are set aside. */
  readonly waivers: readonly Waiver[];
  /** How long workers have to answer, where something is to be changed. */
  readonly waitSeconds: number;
  readonly say: (line: string) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

export interface ConnectorResult {
  /** Changes that were made, or would be. */
  readonly changes: readonly ConnectorChange[];
  readonly problems: readonly string[];
  /** What waits for somebody's decision. */
  readonly held: readonly string[];
}

type Answer = { readonly live: readonly LiveConnector[] } | { readonly why: string };

/** Makes the connectors of all workers what the program says. */
export async function applyConnectors(
  all: readonly DesiredConnect[],
  run: ConnectorRun,
): Promise<ConnectorResult> {
  return forEach(all, run, async (desired, applied) => {
    const rest = run.restOf(desired);
    const answer = await answerInTime(rest, run);
    if ('why' in answer) return unanswered(desired, answer.why);
    const input = await inputOf({ desired, applied, live: answer.live }, rest, run);
    const report = await applyConnect(input, { ...run, rest, settleMs: SETTLE_MS });
    await run.store.save(report.applied);
    return report;
  });
}

/** Compares only. */
export async function compareConnectors(
  all: readonly DesiredConnect[],
  run: ConnectorRun,
): Promise<ConnectorResult> {
  return forEach(all, run, async (desired, applied) => {
    const rest = run.restOf(desired);
    const answer = await answerOf(rest);
    return 'why' in answer
      ? unanswered(desired, answer.why)
      : compareConnect(await inputOf({ desired, applied, live: answer.live }, rest, run), rest);
  });
}

async function inputOf(
  known: Pick<ConnectInput, 'desired' | 'applied' | 'live'>,
  rest: ConnectRest,
  { waivers, now }: ConnectorRun,
): Promise<ConnectInput> {
  const { desired, applied, live } = known;
  const asked = desired.connectors.filter(
    (one) =>
      live.some(({ name }) => name === one.name) &&
      isAsked(one, applied[connectorKey(desired.name, one.name)]),
  );
  const positions: Record<string, readonly ConnectorPosition[]> = {};
  for (const { name } of asked) positions[name] = await rest.offsets(name);
  return { ...known, positions, waivers, now: now() };
}

type Work = (
  desired: DesiredConnect,
  applied: AppliedConnectors,
) => Promise<ConnectReport & { readonly applied?: AppliedConnectors }>;

async function forEach(
  all: readonly DesiredConnect[],
  { say, store }: ConnectorRun,
  work: Work,
): Promise<ConnectorResult> {
  const changes: ConnectorChange[] = [];
  const problems: string[] = [];
  const held: string[] = [];
  let applied = all.length === 0 ? {} : await store.load();
  for (const desired of all) {
    // Workers without a word about connectors are nobody's to wait for.
    if (isSilent(desired, applied)) continue;
    const report = await work(desired, applied);
    applied = report.applied ?? applied;
    changes.push(...report.changes);
    problems.push(...report.problems);
    held.push(...report.held);
    for (const change of report.changes) say(connectorLine(change));
    for (const problem of report.problems) say(`failed: ${problem}`);
    if (report.strangers.length > 0)
      say(`connectors of nobody here on ${desired.name}: ${report.strangers.join(', ')}`);
  }
  return { changes, problems, held };
}

const isSilent = ({ name, connectors }: DesiredConnect, applied: AppliedConnectors): boolean =>
  connectors.length === 0 && !Object.keys(applied).some((key) => key.startsWith(`${name}/`));

const unanswered = ({ name }: DesiredConnect, why: string): ConnectReport => ({
  changes: [],
  problems: [`connect ${name} does not answer: ${why}`],
  held: [],
  strangers: [],
});

async function answerOf(rest: ConnectRest): Promise<Answer> {
  try {
    return { live: await rest.connectors() };
  } catch (error) {
    return { why: reasonOf(error) };
  }
}

/** Workers come after their user and their topics, which this run may have made a moment ago. */
async function answerInTime(
  rest: ConnectRest,
  { waitSeconds, say, sleep, now }: ConnectorRun,
): Promise<Answer> {
  const end = now() + waitSeconds * 1000;
  let said = '';
  for (;;) {
    const answer = await answerOf(rest);
    if (!('why' in answer) || now() > end) return answer;
    if (answer.why !== said) say(`waits for Connect: ${answer.why}`);
    said = answer.why;
    await sleep(LOOK_MS);
  }
}

/** Whether a change is one that waits: what the program has let go and said to keep is none. */
export const isOpen = ({ verb, cause }: ConnectorChange): boolean =>
  verb !== 'none' || cause !== 'prune';
