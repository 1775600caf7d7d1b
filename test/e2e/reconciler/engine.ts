import { ADMIN } from '../apps/orders';
import type { EngineRequest } from '../programs/protocol';
import { connectionOptions } from '../support/listeners';
import { expectEqual } from '../support/outcome';
import { engineCases } from '../support/programs';
import type { Scene } from '../support/suite';
import type { Deployment } from '../support/deployment';
import type { ContentsDeployment } from './deployment';

const played: string[] = [];

/** Cases of the engine, played in the clients' pod with the cluster's Kafka. */
async function playSuite(
  deployment: Pick<Deployment, 'clients' | 'admin' | 'adminCertificate' | 'clusterCa'>,
  scene: Scene,
  suite: EngineRequest['suite'],
): Promise<void> {
  played.push(suite);
  const outcomes = await engineCases(deployment.clients, {
    suite,
    prefix: `run${String(played.length)}`,
    principal: `CN=${ADMIN}`,
    connection: connectionOptions(deployment),
  });
  for (const { name, note } of outcomes) {
    if (note !== undefined) scene.note(`${name}: ${note}`);
  }
  const wrong = outcomes.filter(({ error }) => error !== undefined);
  expectEqual(wrong, [], `${wrong.length} of ${outcomes.length} cases`);
  scene.note(`${outcomes.length} cases`);
}

export const contract = (deployment: ContentsDeployment, scene: Scene): Promise<void> =>
  playSuite(deployment, scene, 'contract');

export const contractOnZooKeeper = (deployment: Deployment, scene: Scene): Promise<void> =>
  playSuite(deployment, scene, 'contractOnZooKeeper');

export const threeWay = (deployment: ContentsDeployment, scene: Scene): Promise<void> =>
  playSuite(deployment, scene, 'threeWay');

export const guards = (deployment: ContentsDeployment, scene: Scene): Promise<void> =>
  playSuite(deployment, scene, 'guards');
