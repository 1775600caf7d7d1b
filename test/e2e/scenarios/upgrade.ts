import type { KafkaVersion } from 'cdk8s-kafka';
import { adminTool } from '../support/admin';
import { incarnations, waitForRoll } from '../support/cluster';
import { type Deployment, change } from '../support/deployment';
import { expect } from '../support/outcome';
import type { Scene } from '../support/suite';
import { underLoad } from './under-load';

/** Another version of Kafka: both pools roll with its image, one node at a time over both. */
export async function upgrade(
  deployment: Deployment,
  scene: Scene,
  version: KafkaVersion,
): Promise<void> {
  const { namespace } = deployment;
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin(`roll to ${version.version}`);
    const [brokers, controllers] = await Promise.all([
      incarnations(namespace, 'brokers'),
      incarnations(namespace, 'controllers'),
    ]);
    await change(deployment, { version });
    await waitForRoll(namespace, 'controllers', controllers, 900);
    await waitForRoll(namespace, 'brokers', brokers, 900);
  });
  const versions = await adminTool(deployment, 'kafka-features', 'describe');
  expect(versions.includes('metadata.version'), versions);
  scene.note(/metadata\.version.*FinalizedVersionLevel: (\S+)/.exec(versions)?.[0] ?? '');
}
