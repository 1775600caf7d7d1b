import { FIRST_BROKER_ID } from '../apps/orders';
import type { GrantsDeployment } from '../grants/deployment';
import type { ScaleAnswer } from '../programs/protocol';
import { podOfNode } from '../support/cluster';
import { runJava } from '../support/java';
import { sh, until } from '../support/kubectl';
import { connectionOptions, propertiesOf } from '../support/listeners';
import { expect, expectEqual } from '../support/outcome';
import { applyMany } from '../support/programs';
import { inColumns } from '../support/report';
import { scaleRounds, scaleSize } from '../support/settings';
import type { Scene } from '../support/suite';

/** At most so many times what the bare requests need. */
const FACTOR = 1.2;
const DRIFT_MS = 1000;
const DRIFT_REQUESTS = 10;
const BROKERS = [0, 1, 2].map((index) => FIRST_BROKER_ID + index);

interface Floor {
  readonly milliseconds: number;
  readonly usersMilliseconds: number;
  readonly aclsMilliseconds: number;
  readonly topicsMilliseconds: number;
}

interface Round {
  readonly floor: Floor;
  readonly engine: ScaleAnswer;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * The same objects in turns by Kafka's own client, request by request, and by the engine; all deleted in between, until the
 * brokers have nothing of it on their disks. Who begins changes from round to round.
 */
export async function atTheFloor(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const rounds: Round[] = [];
  for (let round = 1; round <= scaleRounds; round++) {
    const prefix = `round${round}`;
    const floorFirst = round % 2 === 1;
    const early = floorFirst ? await bare(deployment, scene, prefix) : undefined;
    const engine = await byEngine(deployment, scene, prefix);
    rounds.push({ engine, floor: early ?? (await bare(deployment, scene, prefix)) });
  }
  for (const line of table(rounds)) scene.note(line);
  judge(rounds, scene);
}

async function bare(deployment: GrantsDeployment, scene: Scene, round: string): Promise<Floor> {
  const prefix = `${round}f`;
  scene.progress.begin(`${round}: floor`);
  const floor = (await floorOf(deployment, 'make', prefix)) as Floor;
  await removed(deployment, scene, prefix);
  return floor;
}

async function byEngine(
  deployment: GrantsDeployment,
  scene: Scene,
  round: string,
): Promise<ScaleAnswer> {
  const prefix = `${round}e`;
  scene.progress.begin(`${round}: engine`);
  const connection = connectionOptions(deployment);
  const answer = await applyMany(deployment.clients, { prefix, size: scaleSize, connection });
  await removed(deployment, scene, prefix);
  return answer;
}

const floorOf = (
  { clients, admin }: GrantsDeployment,
  verb: 'make' | 'delete',
  prefix: string,
): Promise<unknown> =>
  runJava(clients, 'floor', { verb, prefix, size: scaleSize, admin: propertiesOf(admin) }, 1200);

async function removed(deployment: GrantsDeployment, scene: Scene, prefix: string): Promise<void> {
  scene.progress.begin(`${prefix}: deleted`);
  await floorOf(deployment, 'delete', prefix);
  await until('the brokers have deleted the topics from their disks', 600, async () => {
    const left = await Promise.all(BROKERS.map((node) => foldersOf(deployment, node, prefix)));
    return left.every((count) => count === 0);
  });
}

/** Of partitions of the round, those on their way out among them. */
async function foldersOf(
  { namespace }: GrantsDeployment,
  node: number,
  prefix: string,
): Promise<number> {
  const pod = (await podOfNode(namespace, node)).metadata.name;
  const script = `find /var/lib/kafka -maxdepth 3 -type d -name '${prefix}-*' | wc -l`;
  const { stdout, code } = await sh({ namespace, pod, container: 'kafka' }, script, 60);
  return code === 0 ? Number(stdout.trim()) : Number.NaN;
}

type Cell = (round: Round) => number;

const doneAt = (phase: string): Cell => {
  const ends = ({ engine }: Round): readonly number[] =>
    engine.phases.filter((each) => each.phase === phase).map(({ milliseconds }) => milliseconds);
  return (round) => Math.max(...ends(round));
};

/** What is done when, from the start on. */
const STEPS: readonly (readonly [what: string, floor: Cell, engine: Cell])[] = [
  ['users written', ({ floor }) => floor.usersMilliseconds, doneAt('credentials')],
  ['ACLs written', ({ floor }) => floor.aclsMilliseconds, doneAt('ACLs')],
  ['topics written', ({ floor }) => floor.topicsMilliseconds, doneAt('topics')],
  ['all read back', ({ floor }) => floor.milliseconds, ({ engine }) => engine.milliseconds],
];

/** Floor and engine side by side, seconds from the start of each. */
function table(rounds: readonly Round[]): readonly string[] {
  const { topics, partitions, replicationFactor, acls, users } = scaleSize;
  const titles = rounds.flatMap((_, index) => [`floor ${index + 1}`, `engine ${index + 1}`]);
  const rows = STEPS.map(([what, floor, engine]) => {
    const medians = [floor, engine].map((cell) => median(rounds.map(cell)));
    const all = [...rounds.flatMap((round) => [floor(round), engine(round)]), ...medians];
    return [what, ...all.map(seconds)];
  });
  const head = ['s', ...titles, 'floor', 'engine'];
  return [
    `${users} users, ${acls} ACLs, ${topics} topics of ${partitions} partitions, ${replicationFactor} copies each; the last two columns are medians`,
    ...inColumns(
      [head, ...rows],
      head.map((_, index) => index > 0),
    ),
    ...rounds.map(
      ({ engine: { requests, packedBytes, comparisons } }, index) =>
        `engine ${index + 1}: ${requests} requests, state ${packedBytes} bytes; comparisons ` +
        comparisons.map((one) => `${seconds(one.milliseconds)} s (${one.requests})`).join(', '),
    ),
  ];
}

function judge(rounds: readonly Round[], scene: Scene): void {
  const floor = median(rounds.map((round) => round.floor.milliseconds));
  const apply = median(rounds.map((round) => round.engine.milliseconds));
  const factor = apply / floor;
  const comparisons = rounds.flatMap(({ engine }) => engine.comparisons);
  const drift = median(comparisons.map(({ milliseconds }) => milliseconds));
  scene.note(
    `${factor.toFixed(2)} times the floor; a comparison takes ${seconds(drift)} s (median of ${comparisons.length})`,
  );
  expect(factor <= FACTOR, `${factor.toFixed(2)} times the floor`);
  expect(drift < DRIFT_MS, `${drift} ms for a comparison`);
  for (const { requests, differences } of comparisons) {
    expectEqual(differences, 0, 'differences');
    expect(requests <= DRIFT_REQUESTS, `${requests} requests for a comparison`);
  }
}
