import { FIRST_BROKER_ID } from '../apps/orders';
import { client, kafkaTool, writeClientFile } from '../support/clients';
import { incarnations } from '../support/cluster';
import { until } from '../support/kubectl';
import { expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import { ownHost } from './app';
import { type OutsideDeployment, bootstrapOf, change, javaProperties } from './deployment';

/** Where the brokers of `lb` say they are, by node id. */
async function advertised(
  deployment: OutsideDeployment,
): Promise<Readonly<Record<number, string>>> {
  const { clients } = deployment;
  const config = await writeClientFile(clients, 'own.properties', javaProperties(deployment, 'lb'));
  const server = await bootstrapOf(deployment, 'lb');
  const tool = kafkaTool('kafka-broker-api-versions');
  const text = await client(
    clients,
    'kafka',
    `${tool} --bootstrap-server ${server} --command-config ${config}`,
  );
  const lines = text.matchAll(/^(\S+):\d+ \(id: (\d+) /gm);
  return Object.fromEntries([...lines].map(([, host = '', id]) => [Number(id), host]));
}

/** A host for one broker: that broker starts anew in its container, and no pod is replaced. */
export async function ownAddress(deployment: OutsideDeployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const second = FIRST_BROKER_ID + 1;
  const before = await incarnations(namespace);
  const start = Date.now();
  scene.progress.begin('another broker gets a host of its own');
  await change(deployment, { alone: [...options.alone, second] });
  await until('clients are told the new host', 240, async () => {
    const hosts = await advertised(deployment);
    return hosts[second] === ownHost(options, second);
  });
  expectEqual(await incarnations(namespace), before, 'pods');
  const hosts = await advertised(deployment);
  expectEqual(hosts[FIRST_BROKER_ID], ownHost(options, FIRST_BROKER_ID), 'host of the first');
  const seconds = Math.round((Date.now() - start) / 1000);
  scene.note(`told after ${seconds} s, no pod replaced: ${Object.values(hosts).join(', ')}`);
}
