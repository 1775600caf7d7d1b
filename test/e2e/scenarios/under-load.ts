import type { LoadReport } from '../support/analysis';
import { waitForInSync } from '../support/admin';
import type { Deployment } from '../support/deployment';
import { createLoadTopic, finishLoad, startLoad } from '../support/load';
import { expect } from '../support/outcome';
import { limits } from '../support/settings';
import type { Scene } from '../support/suite';
import { topicName } from '../support/text';

/** A step of a migration is planned, too, and has a limit of its own: it is taken once in the life of a cluster. */
export type Disturbance = 'planned' | 'crash' | 'migration';

/**
 * Does something to the cluster while records are written and read, then compares. What the load showed is recorded also
 * when the disturbance itself failed.
 */
export async function underLoad(
  deployment: Deployment,
  scene: Scene,
  kind: Disturbance,
  disturb: () => Promise<void>,
): Promise<void> {
  const topic = topicName(kind);
  scene.progress.begin('load starts');
  await createLoadTopic(deployment.clients, deployment.admin, topic);
  const load = await startLoad(deployment.clients, deployment.load, topic);
  const failure = await disturbed(deployment, disturb);
  scene.progress.begin('load ends, everything is read back');
  const report = await finishLoad(load).catch((error: unknown) => {
    throw failure ?? asError(error);
  });
  scene.record(report);
  if (failure !== undefined) throw failure;
  judge(report, kind);
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

async function disturbed(
  deployment: Deployment,
  disturb: () => Promise<void>,
): Promise<Error | undefined> {
  try {
    await disturb();
    await waitForInSync(deployment, 180);
    return undefined;
  } catch (error) {
    return asError(error);
  }
}

function judge(report: LoadReport, kind: Disturbance): void {
  const examples = report.examples.length === 0 ? '' : `\n  ${report.examples.join('\n  ')}`;
  expect(report.lost === 0, `${report.lost} acknowledged records lost${examples}`);
  expect(report.reordered === 0, `${report.reordered} records reordered${examples}`);
  expect(report.duplicates === 0, `${report.duplicates} records twice${examples}`);
  expect(report.refused === 0, `${report.refused} records given up by the producer${examples}`);
  const { partition, from, milliseconds } = report.silence;
  const limit = limits[kind];
  expect(
    milliseconds <= limit,
    `partition ${partition} was silent for ${milliseconds} ms from ${new Date(from).toISOString()} on, the limit is ${limit} ms`,
  );
}
