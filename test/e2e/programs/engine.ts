/**
 * Runs in the clients' pod, bundled: the engine with its adapter against a real Kafka. The cases are those that the tests play
 * with the Kafka in memory; besides them, what only a real one does.
 */
import { readFileSync } from 'node:fs';
import { PlatformaticAdmin } from '../../../lib/admin/platformatic-admin';
import { planNow } from '../../../lib/reconcile/apply';
import type { AppliedState } from '../../../lib/reconcile/state';
import { play } from '../../reconcile/play';
import {
  MemoryStore,
  Stage,
  acl,
  desired,
  intent,
  quota,
  topic,
  user,
} from '../../reconcile/support';
import { THREE_WAY_CASES } from '../../reconcile/three-way-cases';
import { ADMIN_CONTRACT } from '../../support/admin-contract';
import type { EngineOutcome, EngineRequest } from './protocol';

const request = JSON.parse(readFileSync(0, 'utf8')) as EngineRequest;
const { prefix } = request;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

// A broker follows the log of the controllers within some tens of milliseconds; three of them on a busy machine may need longer.
const settle = (): Promise<void> => sleep(1000);
const PATIENCE_MS = 15_000;

async function eventually(ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${String(PATIENCE_MS)} ms`);
    await sleep(200);
  }
}

interface Case {
  readonly name: string;
  readonly run: () => Promise<string | undefined>;
}

const stageOf = (admin: PlatformaticAdmin, slept: number[] = []): Stage<PlatformaticAdmin> =>
  new Stage(admin, {
    now: () => Date.now(),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return sleep(milliseconds);
    },
  });

const contract = (admin: PlatformaticAdmin, facts = ADMIN_CONTRACT): readonly Case[] =>
  facts.map(({ name, hold }, index) => ({
    name,
    run: async () => {
      await hold({ admin, prefix: `${prefix}-contract-${String(index)}-`, eventually });
      return undefined;
    },
  }));

const contractOnZooKeeper = (admin: PlatformaticAdmin): readonly Case[] =>
  contract(
    admin,
    ADMIN_CONTRACT.filter(({ isOfKRaft }) => isOfKRaft !== true),
  );

const threeWay = (admin: PlatformaticAdmin): readonly Case[] =>
  THREE_WAY_CASES.map((one, index) => ({
    name: one.name,
    run: async () => {
      const of = { stage: stageOf(admin), settle };
      await play(one, `${prefix}-three-way-${String(index)}-`, of);
      return undefined;
    },
  }));

const guards = (admin: PlatformaticAdmin): readonly Case[] => [
  { name: 'the wrong cluster by the id of the program', run: () => wrongId(admin) },
  { name: 'the wrong cluster by what was applied', run: () => wrongState(admin) },
  { name: 'a principal that is throttled', run: () => throttled(admin) },
  { name: 'a run that dies at each batch', run: () => dying(admin) },
];

async function wrongId(admin: PlatformaticAdmin): Promise<string> {
  const stage = stageOf(admin);
  const name = `${prefix}-wrong-id`;
  const state = desired({
    cluster: { name: 'orders', clusterId: 'another-cluster', expectedBrokers: 3 },
    topics: [topic({ name })],
  });
  return refusedByGuard(stage, state, name);
}

async function wrongState(admin: PlatformaticAdmin): Promise<string> {
  const stage = stageOf(admin);
  const name = `${prefix}-wrong-state`;
  stage.store.state = { ...stage.store.state, clusterId: 'another-cluster' };
  const state = desired({ topics: [topic({ name })], acls: [acl({ resourceName: name })] });
  return refusedByGuard(stage, state, name);
}

async function refusedByGuard(
  stage: Stage<PlatformaticAdmin>,
  state: Parameters<Stage['run']>[0],
  name: string,
): Promise<string> {
  const { stopped } = await stage.run(state);
  await settle();
  const made = await stage.admin.describeTopics([name]);
  const [finding] = stopped;
  if (finding?.rule !== 'WrongCluster' || made.length > 0)
    throw new Error(`not refused: ${JSON.stringify(stopped)}, topics: ${String(made.length)}`);
  return finding.message;
}

const TOPICS = 24;
const PARTITIONS = 4;

/** KIP-599: a controller that lets this principal make a few partitions each second. */
async function throttled(admin: PlatformaticAdmin): Promise<string> {
  const entity = { user: request.principal };
  await admin.alterQuotas([{ entity, changes: { controller_mutation_rate: 4 } }], false);
  await settle();
  const slept: number[] = [];
  const started = Date.now();
  try {
    const names = Array.from({ length: TOPICS }, (_, index) => `${prefix}-slow-${String(index)}`);
    const topics = names.map((name) => topic({ name, partitions: PARTITIONS }));
    const report = await stageOf(admin, slept).run(desired({ topics }));
    const made = await admin.describeTopics(names);
    if (report.failed.length > 0 || made.length < TOPICS)
      throw new Error(`${String(made.length)} topics: ${JSON.stringify(report.failed)}`);
  } finally {
    const changes = { controller_mutation_rate: null };
    await admin.alterQuotas([{ entity, changes }], false);
  }
  const waits = slept.filter((milliseconds) => milliseconds > 500);
  if (waits.length === 0) throw new Error('nothing was throttled');
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  return `${String(TOPICS)} topics of ${String(PARTITIONS)} partitions in ${seconds} s, told to wait ${String(waits.length)} times`;
}

/** Ends as a killed process does: the request is answered, and nobody has noted it. */
class DyingStore extends MemoryStore {
  private left: number;

  public constructor(saves: number) {
    super();
    this.left = saves;
  }

  public override save(state: AppliedState, expected: string | undefined): Promise<string> {
    this.left -= 1;
    return this.left < 0 ? Promise.reject(new Error(KILLED)) : super.save(state, expected);
  }
}

const KILLED = 'killed';

/** Whatever a run had done when it died, the next one completes it, and the one after that has nothing to do. */
async function dying(admin: PlatformaticAdmin): Promise<string> {
  let saves = 0;
  for (; ; saves++) {
    const name = `${prefix}-dying-${String(saves)}`;
    const acls = [acl({ resourceName: name, principal: `User:${name}` })];
    const quotas = [quota({ user: name })];
    const state = desired({ topics: [topic({ name })], users: [user({ name })], acls, quotas });
    const stage = stageOf(admin);
    stage.store = new DyingStore(saves);
    const died = await stage.run(state).then(
      () => false,
      (error: unknown) => error instanceof Error && error.message === KILLED,
    );
    const next = stageOf(admin);
    Object.assign(next.store, { state: stage.store.state });
    const { failed, held, unseen } = await next.run(state);
    const { plan } = await planNow(intent(state), next.ports());
    if ([failed, held, unseen, plan.changes].some((list) => list.length > 0))
      throw new Error(`after ${String(saves)} batches: ${JSON.stringify({ failed, held, plan })}`);
    if (!died)
      return `died after each of ${String(saves)} writings of its state, and was completed each time`;
  }
}

const SUITES: Readonly<
  Record<EngineRequest['suite'], (admin: PlatformaticAdmin) => readonly Case[]>
> = { contract: (admin) => contract(admin), contractOnZooKeeper, threeWay, guards };

async function outcomeOf({ name, run }: Case): Promise<EngineOutcome> {
  try {
    return { name, error: undefined, note: await run() };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { name, error: text.slice(0, 2000), note: undefined };
  }
}

async function main(): Promise<readonly EngineOutcome[]> {
  const admin = new PlatformaticAdmin(request.connection);
  const outcomes: EngineOutcome[] = [];
  for (const one of SUITES[request.suite](admin)) outcomes.push(await outcomeOf(one));
  await admin.close();
  return outcomes;
}

void main().then(
  (outcomes) => {
    console.log(JSON.stringify(outcomes));
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
