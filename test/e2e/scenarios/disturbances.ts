import { activeController, waitForInSync } from '../support/admin';
import {
  incarnations,
  kafkaPods,
  killJvm,
  nodeIdOf,
  podOfNode,
  waitForReady,
  waitForRoll,
} from '../support/cluster';
import { type OrdersOptions, type PoolName, nodeCount } from '../apps/orders';
import { type Deployment, change } from '../support/deployment';
import { type Pod, getJson, isReady, kubectl, list, tryKubectl, until } from '../support/kubectl';
import { Skipped, expect, expectEqual } from '../support/outcome';
import { run, sleep } from '../support/process';
import { nodePower } from '../support/settings';
import type { Scene } from '../support/suite';
import { underLoad } from './under-load';

const ROLL_SECONDS = 600;
// The pods' grace period is longer: a node that waited for others would be seen here.
const TEARDOWN_SECONDS = 90;

/** Something that each pool's nodes read at their start. */
const CONFIG_CHANGES: Readonly<
  Record<PoolName, (options: OrdersOptions) => Partial<OrdersOptions>>
> = {
  brokers: ({ brokerConfig }) => ({
    brokerConfig: { ...brokerConfig, 'log.cleaner.backoff.ms': '15001' },
  }),
  controllers: ({ controllerConfig }) => ({
    controllerConfig: { ...controllerConfig, 'metadata.log.max.snapshot.interval.ms': '3600001' },
  }),
  combined: ({ brokerConfig }) => ({
    brokerConfig: { ...brokerConfig, 'log.cleaner.backoff.ms': '15001' },
  }),
};

/** A change of one pool's configuration: that pool rolls, the others stay as they are. */
export async function configRoll(
  deployment: Deployment,
  scene: Scene,
  pool: PoolName,
): Promise<void> {
  const { namespace } = deployment;
  const others = async (): Promise<object> => {
    const own = Object.keys(await incarnations(namespace, pool));
    const all = Object.entries(await incarnations(namespace));
    return Object.fromEntries(all.filter(([pod]) => !own.includes(pod)));
  };
  const untouched = await others();
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin(`roll of ${pool}`);
    const before = await incarnations(namespace, pool);
    await change(deployment, CONFIG_CHANGES[pool](deployment.options));
    await waitForRoll(namespace, pool, before, ROLL_SECONDS);
  });
  expectEqual(await others(), untouched, `pods besides ${pool} after a change of ${pool}`);
}

interface KubernetesNode {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly unschedulable?: boolean };
  readonly status: {
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
  };
}

const isNodeReady = (node: KubernetesNode): boolean =>
  node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

/** Cordons the node and evicts the cluster's pods on it one way or the other within the budgets, as `kubectl drain` does. */
async function drain(deployment: Deployment, node: string): Promise<void> {
  const { namespace } = deployment;
  await kubectl(
    // Only this cluster's pods: the clients that measure may live on that node, and so may others.
    [
      'drain',
      node,
      `--pod-selector=cdk8s-kafka-e2e=${namespace}`,
      '--delete-emptydir-data',
      '--ignore-daemonsets',
      '--timeout=400s',
    ],
    { timeoutSeconds: 420 },
  );
}

export async function drainEachNode(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const count = nodeCount(options);
  const nodes = [
    ...new Set((await kafkaPods(namespace)).map((pod) => pod.spec.nodeName ?? '')),
  ].sort();
  await underLoad(deployment, scene, 'planned', async () => {
    for (const node of nodes) {
      scene.progress.begin(`drain of ${node}`);
      try {
        await drain(deployment, node);
      } finally {
        await kubectl(['uncordon', node]);
      }
      scene.progress.begin(`${node} is back`);
      await waitForReady(namespace, count, 240);
      await waitForInSync(deployment, 120);
    }
  });
}

async function killAndWait(deployment: Deployment, nodeId: number, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const pod = (await podOfNode(namespace, nodeId)).metadata.name;
  const before = (await incarnations(namespace))[pod];
  scene.progress.begin(`kill -9 of ${pod}`);
  await killJvm(namespace, pod);
  await until(
    `${pod} has started again`,
    60,
    async () => {
      const now = (await incarnations(namespace))[pod];
      expect(now?.uid === before?.uid, `${pod} is another pod`);
      return (now?.restarts ?? 0) > (before?.restarts ?? 0);
    },
    500,
  );
  await waitForReady(namespace, nodeCount(options), 240);
  await waitForInSync(deployment, 120);
}

/** The pods that hold data. */
const brokerPods = ({ namespace, options }: Deployment): Promise<readonly Pod[]> =>
  kafkaPods(namespace, options.layout === 'combined' ? 'combined' : 'brokers');

export async function killEachBroker(deployment: Deployment, scene: Scene): Promise<void> {
  const brokers = (await brokerPods(deployment)).map(nodeIdOf);
  await underLoad(deployment, scene, 'crash', async () => {
    for (const nodeId of brokers) await killAndWait(deployment, nodeId, scene);
  });
}

export async function killActiveController(deployment: Deployment, scene: Scene): Promise<void> {
  const leader = await activeController(deployment);
  await underLoad(deployment, scene, 'crash', async () => {
    await killAndWait(deployment, leader, scene);
  });
  const next = await activeController(deployment);
  scene.note(`active controller: ${leader}, then ${next}`);
}

async function hook(command: string, node: string): Promise<void> {
  const { code, stdout, stderr } = await run('sh', ['-c', `${command} "$1"`, 'sh', node], {
    timeoutSeconds: 180,
  });
  expect(code === 0, `${command} ${node}: ${stdout}${stderr}`);
}

/** A node of the Kubernetes cluster loses power and gets it back after the cluster has done without it. */
export async function nodeLoss(deployment: Deployment, scene: Scene): Promise<void> {
  const leader = await podOfNode(deployment.namespace, await activeController(deployment));
  await losePower(deployment, scene, { pod: leader, role: 'the active controller' });
}

/** Preferred is the host of the one that leads: both are lost at once then. Never that of the clients. */
export async function losePower(
  deployment: Deployment,
  scene: Scene,
  leader: { readonly pod: Pod; readonly role: string },
): Promise<void> {
  const power = nodePower();
  if (power === undefined)
    throw new Skipped(
      'set E2E_NODE_STOP and E2E_NODE_START to commands that take the power of a node',
    );
  const { namespace, options, clients } = deployment;
  const hosts = (await brokerPods(deployment)).map((pod) => pod.spec.nodeName ?? '');
  const candidates = hosts.filter((host) => host !== clients.nodeName);
  const preferred = leader.pod.spec.nodeName ?? '';
  const victim = candidates.includes(preferred) ? preferred : candidates[0];
  expect(victim !== undefined, 'no node has a broker and not the clients');
  scene.note(`${victim} loses power${victim === preferred ? `, with ${leader.role} on it` : ''}`);
  await underLoad(deployment, scene, 'crash', async () => {
    scene.progress.begin(`${victim} is without power`);
    await hook(power.stop, victim);
    try {
      await sleep(40_000);
      expect(
        !isNodeReady(await getJson<KubernetesNode>(['node', victim])),
        `${victim} is still Ready without power`,
      );
    } finally {
      scene.progress.begin(`${victim} boots`);
      await hook(power.start, victim);
    }
    await until(`${victim} is Ready`, 120, async () =>
      isNodeReady(await getJson<KubernetesNode>(['node', victim])),
    );
    await waitForReady(namespace, nodeCount(options), 300);
  });
}

/** A broker more: nobody else starts anew. */
export async function scaleUp(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const nodes = (await list<KubernetesNode>(['nodes'])).filter(
    (node) => node.spec.unschedulable !== true,
  );
  const before = await incarnations(namespace);
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin('one broker more');
    await change(deployment, { brokers: deployment.options.brokers + 1 });
    await waitForReady(namespace, nodeCount(deployment.options), 240);
  });
  const after = await incarnations(namespace);
  const old = Object.fromEntries(Object.keys(before).map((pod) => [pod, after[pod]]));
  expectEqual(old, before, 'the pods that were there before');
  scene.note(`${Object.keys(after).length} pods on ${nodes.length} nodes`);
}

/** Everything at once: the cluster comes back without anybody's help, with all that was in it. */
export async function allDeletedAtOnce(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, options } = deployment;
  const before = await incarnations(namespace);
  scene.progress.begin('all pods are deleted');
  const started = Date.now();
  await tryKubectl([
    '-n',
    namespace,
    'delete',
    'pods',
    '-l',
    'app.kubernetes.io/name=kafka',
    '--grace-period=0',
    '--force',
  ]);
  await until('every pod is another and Ready', 600, async () => {
    const pods = await kafkaPods(namespace);
    return (
      pods.length === nodeCount(options) &&
      pods.every((pod) => isReady(pod) && before[pod.metadata.name]?.uid !== pod.metadata.uid)
    );
  });
  scene.note(`${((Date.now() - started) / 1000).toFixed(0)} s from delete to all Ready`);
  await waitForInSync(deployment, 120);
}

/**
 * The pods of a namespace that is deleted go at once: nobody waits for a safe moment to stop, as there is nothing left to be
 * safe for. The namespace itself goes when Kubernetes looks again, half of the longest grace period later.
 */
export async function teardown(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  scene.progress.begin('the namespace is deleted');
  const started = Date.now();
  await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  await until('all pods are gone', TEARDOWN_SECONDS, async () => {
    return (await kafkaPods(namespace)).length === 0;
  });
  scene.note(`${((Date.now() - started) / 1000).toFixed(0)} s until the last pod was gone`);
}
