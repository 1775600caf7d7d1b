import type { GrantsDeployment } from '../grants/deployment';
import type { ScaleAnswer } from '../programs/protocol';
import { runJava } from '../support/java';
import { connectionOptions, propertiesOf } from '../support/listeners';
import { expect, expectEqual } from '../support/outcome';
import { applyMany } from '../support/programs';
import { scaleRounds, scaleSize } from '../support/settings';
import type { Scene } from '../support/suite';

/** At most so many times what the bare requests need. */
const FACTOR = 1.2;
const DRIFT_MS = 1000;
const DRIFT_REQUESTS = 10;

interface Floor {
  readonly milliseconds: number;
  readonly usersMilliseconds: number;
  readonly aclsMilliseconds: number;
  readonly topicsMilliseconds: number;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The same objects in turns by Kafka's own client, request by request, and by the engine; all deleted in between. */
export async function atTheFloor(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const floors: Floor[] = [];
  const applies: ScaleAnswer[] = [];
  for (let round = 1; round <= scaleRounds; round++) {
    const prefix = `round${round}`;
    scene.progress.begin(`round ${round}: floor`);
    const floor = (await floorOf(deployment, 'make', `${prefix}f`)) as Floor;
    scene.note(floorText(floor));
    await floorOf(deployment, 'delete', `${prefix}f`);
    scene.progress.begin(`round ${round}: engine`);
    const apply = await applyMany(deployment.clients, {
      prefix: `${prefix}e`,
      size: scaleSize,
      connection: connectionOptions(deployment),
    });
    scene.note(applyText(apply));
    await floorOf(deployment, 'delete', `${prefix}e`);
    floors.push(floor);
    applies.push(apply);
  }
  judge(floors, applies, scene);
}

const floorOf = (
  { clients, admin }: GrantsDeployment,
  verb: 'make' | 'delete',
  prefix: string,
): Promise<unknown> =>
  runJava(clients, 'floor', { verb, prefix, size: scaleSize, admin: propertiesOf(admin) }, 590);

const floorText = (floor: Floor): string =>
  `floor ${seconds(floor.milliseconds)} s: users ${seconds(floor.usersMilliseconds)}, ACLs ${seconds(floor.aclsMilliseconds)}, topics ${seconds(floor.topicsMilliseconds)}`;

const applyText = ({ milliseconds, requests, phases, drift, packedBytes }: ScaleAnswer): string =>
  `engine ${seconds(milliseconds)} s, ${requests} requests: ` +
  `${phases.map((each) => `${each.phase} ${seconds(each.milliseconds)}`).join(', ')}; ` +
  `state ${packedBytes} bytes; drift check ${seconds(drift.milliseconds)} s, ${drift.requests} requests`;

function judge(floors: readonly Floor[], applies: readonly ScaleAnswer[], scene: Scene): void {
  const floor = median(floors.map(({ milliseconds }) => milliseconds));
  const apply = median(applies.map(({ milliseconds }) => milliseconds));
  const factor = apply / floor;
  scene.note(
    `medians: floor ${seconds(floor)} s, engine ${seconds(apply)} s: ${factor.toFixed(2)}`,
  );
  expect(factor <= FACTOR, `${factor.toFixed(2)} times the floor`);
  for (const { drift } of applies) {
    expectEqual(drift.differences, 0, 'differences');
    expect(drift.requests <= DRIFT_REQUESTS, `${drift.requests} requests for a comparison`);
    expect(drift.milliseconds < DRIFT_MS, `${drift.milliseconds} ms for a comparison`);
  }
}
