import { ConnectHttp } from '../admin/connect-http';
import { applyConnect, compareConnect } from '../reconcile/connect/apply';
import type { ConnectReport } from '../reconcile/connect/apply';
import type { ConnectorChange, ConnectorField } from '../reconcile/connect/plan';
import type { AppliedConnectors, ConnectorStore } from '../reconcile/connect/state';
import type { DesiredConnect } from '../spec/desired-state';
import { reasonOf } from '../util/errors';
import type { Kubernetes } from './kubernetes';

const KEY = 'connectors.json';
const LOOK_MS = 3_000;
const SETTLE_MS = 60_000;

/** Beside the applied state of Kafka, in the same ConfigMap. */
export class ConfigMapConnectors implements ConnectorStore {
  public constructor(
    private readonly kubernetes: Kubernetes,
    private readonly name: string,
  ) {}

  public async load(): Promise<AppliedConnectors> {
    const { data } = await this.kubernetes.get('/api/v1', 'configmaps', this.name);
    return JSON.parse(data?.[KEY] ?? '{}') as AppliedConnectors;
  }

  public async save(connectors: AppliedConnectors): Promise<void> {
    const data = { [KEY]: JSON.stringify(connectors) };
    await this.kubernetes.patch('/api/v1', 'configmaps', this.name, { data });
  }
}

/** What a run does with connectors. */
export interface ConnectorRun {
  readonly store: ConnectorStore;
  readonly waitSeconds: number;
  readonly say: (line: string) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface ConnectorResult {
  /** Changes that were made, or would be. */
  readonly changes: number;
  readonly problems: readonly string[];
}

const now = (): number => Date.now();

/** Makes the connectors of all workers what the program says. */
export async function applyConnectors(
  all: readonly DesiredConnect[],
  run: ConnectorRun,
): Promise<ConnectorResult> {
  return forEach(all, run, async (desired) => {
    const rest = new ConnectHttp(desired.restUrl);
    const why = await obstacleBeforeEnd(rest, run);
    if (why !== undefined) return unanswered(desired, why);
    return applyConnect(desired, { ...run, rest, now, settleMs: SETTLE_MS });
  });
}

/** Compares only. */
export async function compareConnectors(
  all: readonly DesiredConnect[],
  run: ConnectorRun,
): Promise<ConnectorResult> {
  return forEach(all, run, async (desired) => {
    const rest = new ConnectHttp(desired.restUrl);
    const why = await obstacle(rest);
    return why === undefined
      ? compareConnect(desired, { ...run, rest, now })
      : unanswered(desired, why);
  });
}

async function forEach(
  all: readonly DesiredConnect[],
  { say, store }: ConnectorRun,
  work: (desired: DesiredConnect) => Promise<ConnectReport>,
): Promise<ConnectorResult> {
  let changes = 0;
  const problems: string[] = [];
  const known = all.length === 0 ? [] : Object.keys(await store.load());
  for (const desired of all) {
    // Workers without a word about connectors are nobody's to wait for.
    if (desired.connectors.length === 0 && !known.some((key) => key.startsWith(`${desired.name}/`)))
      continue;
    const report = await work(desired);
    changes += report.changes.length;
    problems.push(...report.problems);
    for (const change of report.changes) say(connectorLine(change));
    for (const problem of report.problems) say(`failed: ${problem}`);
    if (report.strangers.length > 0)
      say(`connectors of nobody here on ${desired.name}: ${report.strangers.join(', ')}`);
  }
  return { changes, problems };
}

const unanswered = ({ name }: DesiredConnect, why: string): ConnectReport => ({
  changes: [],
  problems: [`connect ${name} does not answer: ${why}`],
  strangers: [],
});

async function obstacle(rest: ConnectHttp): Promise<string | undefined> {
  try {
    await rest.connectors();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Workers come after their user and their topics, which this run may have made a moment ago. */
async function obstacleBeforeEnd(
  rest: ConnectHttp,
  { waitSeconds, say, sleep }: ConnectorRun,
): Promise<string | undefined> {
  const end = Date.now() + waitSeconds * 1000;
  let said = '';
  for (;;) {
    const why = await obstacle(rest);
    if (why === undefined || Date.now() > end) return why;
    if (why !== said) say(`waits for Connect: ${why}`);
    said = why;
    await sleep(LOOK_MS);
  }
}

/** Values of such keys are nobody's business who reads a log. */
const SECRET = /pass|secret|token|credential|key$|jaas|auth/i;

const shown = ({ field }: ConnectorField, value: string | undefined): string => {
  if (value === undefined) return 'absent';
  return SECRET.test(field) && !value.startsWith('${') ? '(hidden)' : value;
};

export function connectorLine({
  verb,
  connect,
  name,
  cause,
  fields,
  note,
}: ConnectorChange): string {
  const details = fields.map(
    (field) => `${field.field} ${shown(field, field.live)} -> ${shown(field, field.desired)}`,
  );
  const what = verb === 'none' ? 'leave' : verb === 'state' ? 'update' : verb;
  const more = [...details, ...(note === undefined ? [] : [note])];
  return `${what} connector ${connect}/${name} (${cause})${more.length > 0 ? `: ${more.join(', ')}` : ''}`;
}
