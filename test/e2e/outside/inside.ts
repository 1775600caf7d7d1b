import { CLUSTER } from '../apps/orders';
import { startClients } from '../support/clients';
import { expect } from '../support/outcome';
import { nodeClient } from '../support/programs';
import type { Scene } from '../support/suite';
import { type OutsideDeployment, TOPIC } from './deployment';
import { byJava } from './scenarios';

/** Plain inside, TLS and SCRAM outside, of the same brokers: what is written inside is read outside. */
export async function mixed(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  scene.progress.begin('a client inside');
  const inside = await startClients(namespace);
  const answer = await nodeClient(inside, {
    bootstrapServers: [`${CLUSTER}-kafka-bootstrap.${namespace}.svc:9092`],
    topic: TOPIC,
    key: 'inside',
    value: 'inside',
  });
  expect(answer.ok, `Node through inside: ${answer.ok ? '' : answer.error}`);
  scene.progress.begin('a client outside');
  await byJava(deployment, 'lb');
  scene.note('plain inside: node written and read; SCRAM over TLS outside: Java written and read');
}
