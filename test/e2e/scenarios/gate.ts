import { FIRST_BROKER_ID, nodeCount } from '../apps/orders';
import { waitForInSync } from '../support/admin';
import { containerLog, incarnations, podOfNode, signalJvm, waitForReady } from '../support/cluster';
import { type Deployment } from '../support/deployment';
import { kubectl, until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import { sleep } from '../support/process';
import type { Scene } from '../support/suite';

const LEASE = 'orders-kafka-stop';
const FORCE = 'cdk8s-kafka/force';

const annotate = (deployment: Deployment, annotation: string): Promise<string> =>
  kubectl(['-n', deployment.namespace, 'annotate', 'lease', LEASE, annotation, '--overwrite']);

/**
 * One broker hangs, so that no other may stop without taking partitions below min.insync.replicas: the next one waits, says
 * so, and goes on serving, until somebody who knows better says that it has to get through.
 */
export async function forcedStop(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const hung = (await podOfNode(namespace, FIRST_BROKER_ID + 2)).metadata.name;
  const pod = (await podOfNode(namespace, FIRST_BROKER_ID)).metadata.name;
  scene.progress.begin(`${hung} hangs, ${pod} is told to stop`);
  await signalJvm(namespace, hung, 'STOP');
  try {
    await sleep(15_000);
    const before = (await incarnations(namespace))[pod];
    await kubectl(['-n', namespace, 'delete', 'pod', pod, '--wait=false']);
    await until(`${pod} says what it waits for`, 60, async () =>
      (await containerLog(namespace, pod, ['--since=60s'])).includes('min.insync.replicas'),
    );
    await sleep(20_000);
    expectEqual((await incarnations(namespace))[pod], before, `${pod} at the gate`);
    scene.progress.begin('the Lease is annotated');
    const started = Date.now();
    await annotate(deployment, `${FORCE}=true`);
    await until(`${pod} is another`, 90, async () => {
      const now = (await incarnations(namespace))[pod];
      expect(now !== undefined && now.uid !== before?.uid, `${pod} waits still`);
      return true;
    });
    scene.note(`${((Date.now() - started) / 1000).toFixed(0)} s from the annotation to a new pod`);
  } finally {
    await annotate(deployment, `${FORCE}-`);
    await signalJvm(namespace, hung, 'CONT');
  }
  await waitForReady(namespace, nodeCount(options), 240);
  await waitForInSync(deployment, 120);
}
