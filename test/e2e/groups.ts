import { KafkaVersion, Quorum } from 'cdk8s-kafka';
import { FIRST_BROKER_ID } from './apps/orders';
import { firstAdmin, refusals } from './scenarios/access';
import {
  allDeletedAtOnce,
  configRoll,
  drainEachNode,
  killActiveController,
  killEachBroker,
  nodeLoss,
  scaleUp,
  teardown,
} from './scenarios/disturbances';
import { forcedStop } from './scenarios/gate';
import { connect } from './connect/group';
import { metrics } from './metrics/group';
import { grants } from './grants/group';
import { outside } from './outside/group';
import { contractOnZooKeeper } from './reconciler/engine';
import { reconciler } from './reconciler/group';
import {
  brokersBack,
  brokersToKRaft,
  dualWrite,
  finalize,
  finish,
  provision,
  rollBack,
  skipped,
  tooEarly,
  withoutZooKeeper,
} from './migration/scenarios';
import { noSecretsInTheOpen, restrictedPods } from './scenarios/pods';
import { longRecovery, lostDisk, lostMajority } from './scenarios/recovery';
import { anotherName, changedPassword, renewal } from './scenarios/renewal';
import { quickStart } from './scenarios/quick-start';
import { scale } from './scale/group';
import { upgrade } from './scenarios/upgrade';
import { topicsAndUsers } from './zookeeper/contents';
import {
  allSixDeleted,
  anotherNumber,
  killEachServer,
  rollServers,
  serverNodeLoss,
  serverRenewal,
  strangers,
  withoutPassword,
} from './zookeeper/scenarios';
import { recovered, waitForInSync } from './support/admin';
import { certManager, hasCertManager } from './support/cert-manager';
import { destroyNamespace } from './support/cluster';
import { type DeployOptions, type Deployment, deploy } from './support/deployment';
import { type LocalAuthority, localAuthority } from './support/local-authority';
import { Skipped, expect } from './support/outcome';
import { type Group, type Scenario, type Scene, defineGroup } from './support/suite';

/** The promise of a cold start on a small machine; the figure itself is in the notes. */
const COLD_START_SECONDS = 180;

async function coldStart(deployment: Deployment): Promise<void> {
  expect(
    deployment.readySeconds <= COLD_START_SECONDS,
    `${deployment.readySeconds.toFixed(0)} s from apply to Ready, the limit is ${COLD_START_SECONDS} s`,
  );
  await waitForInSync(deployment, 60);
}

interface Local extends Deployment {
  readonly authority: LocalAuthority;
}

const deployLocal = async (
  namespace: string,
  options: Omit<DeployOptions, 'namespace' | 'certificates'>,
  scene: Scene,
): Promise<Local> => {
  const authority = await localAuthority(namespace);
  const deployment = await deploy({ namespace, certificates: authority, ...options }, scene);
  return Object.assign(deployment, { authority });
};

const kafka = (
  name: string,
  deployGroup: (namespace: string, scene: Scene) => Promise<Local>,
  scenarios: readonly Scenario<Local>[],
): Group => {
  const namespace = `e2e-${name}`;
  return defineGroup<Local>({
    name,
    namespace,
    scenarios,
    deploy: (scene) => deployGroup(namespace, scene),
    recovered: (deployment) => recovered(deployment),
    destroy: () => destroyNamespace(namespace),
  });
};

const main = kafka(
  'main',
  (namespace, scene) =>
    deployLocal(namespace, { version: KafkaVersion.V4_3_1, quorum: Quorum.dynamic() }, scene),
  [
    { name: 'cold-start', smoke: true, run: (d) => coldStart(d) },
    { name: 'restricted-pods', smoke: true, run: restrictedPods },
    { name: 'first-admin', smoke: true, run: firstAdmin },
    { name: 'refusals', smoke: true, run: (d, scene) => refusals(d, scene, d.authority) },
    { name: 'no-secrets-in-the-open', smoke: true, run: noSecretsInTheOpen },
    {
      name: 'config-roll-brokers',
      smoke: true,
      run: (d, scene) => configRoll(d, scene, 'brokers'),
    },
    { name: 'config-roll-controllers', run: (d, scene) => configRoll(d, scene, 'controllers') },
    { name: 'certificate-renewal', run: renewal },
    { name: 'certificate-of-another-name', run: (d, scene) => anotherName(d, scene, d.authority) },
    { name: 'changed-password', run: changedPassword },
    { name: 'drain-each-node', run: drainEachNode },
    { name: 'kill-each-broker', smoke: true, run: killEachBroker },
    { name: 'kill-active-controller', smoke: true, run: killActiveController },
    { name: 'forced-stop', run: forcedStop },
    { name: 'node-loss', run: nodeLoss },
    { name: 'long-recovery', run: longRecovery },
    { name: 'lost-broker-disk', run: (d, scene) => lostDisk(d, scene, FIRST_BROKER_ID + 1) },
    { name: 'lost-controller-disk', run: (d, scene) => lostDisk(d, scene, 1) },
    { name: 'all-pods-at-once', run: allDeletedAtOnce },
    { name: 'scale-up', run: scaleUp },
    { name: 'lost-controller-majority', run: lostMajority },
    { name: 'teardown', run: teardown },
  ],
);

const combined = kafka(
  'combined',
  (namespace, scene) =>
    deployLocal(
      namespace,
      { version: KafkaVersion.V4_3_1, quorum: Quorum.dynamic(), layout: 'combined' },
      scene,
    ),
  [
    { name: 'cold-start', run: (d) => coldStart(d) },
    { name: 'config-roll', run: (d, scene) => configRoll(d, scene, 'combined') },
    { name: 'kill-each-broker', run: killEachBroker },
    { name: 'lost-disks', run: (d, scene) => lostDisk(d, scene, 1) },
    { name: 'all-pods-at-once', run: allDeletedAtOnce },
  ],
);

/** By cert-manager where there is one; what is about cert-manager itself is skipped where not. */
interface Upgraded extends Deployment {
  readonly byCertManager: boolean;
}

const UPGRADE_NAMESPACE = 'e2e-upgrade';

async function deployUpgraded(scene: Scene): Promise<Upgraded> {
  const byCertManager = await hasCertManager();
  const certificates = byCertManager
    ? certManager(UPGRADE_NAMESPACE)
    : await localAuthority(UPGRADE_NAMESPACE);
  const deployment = await deploy(
    {
      namespace: UPGRADE_NAMESPACE,
      certificates,
      version: KafkaVersion.V4_2_0,
      quorum: Quorum.fixed(),
    },
    scene,
  );
  return Object.assign(deployment, { byCertManager });
}

function requireCertManager({ byCertManager }: Upgraded): void {
  if (!byCertManager) throw new Skipped('the cluster has no cert-manager');
}

const upgraded = defineGroup<Upgraded>({
  name: 'upgrade',
  namespace: UPGRADE_NAMESPACE,
  deploy: deployUpgraded,
  recovered: (deployment) => recovered(deployment),
  destroy: () => destroyNamespace(UPGRADE_NAMESPACE),
  scenarios: [
    { name: 'cold-start-4.2.0-fixed-quorum', run: (d) => coldStart(d) },
    {
      name: 'cert-manager-first-admin',
      run: (d, scene) => {
        requireCertManager(d);
        return firstAdmin(d, scene);
      },
    },
    {
      name: 'cert-manager-renewal',
      run: (d, scene) => {
        requireCertManager(d);
        return renewal(d, scene);
      },
    },
    {
      name: 'image-roll-4.2.0-to-4.3.1',
      run: (d, scene) => upgrade(d, scene, KafkaVersion.V4_3_1),
    },
    { name: 'lost-controller-majority', run: lostMajority },
  ],
});

const kafka39 = kafka(
  'kafka-39',
  (namespace, scene) =>
    deployLocal(namespace, { version: KafkaVersion.V3_9_1, quorum: Quorum.fixed() }, scene),
  [
    { name: 'cold-start', run: (d) => coldStart(d) },
    { name: 'config-roll-brokers', run: (d, scene) => configRoll(d, scene, 'brokers') },
  ],
);

const ON_ZOOKEEPER = {
  version: KafkaVersion.V3_9_1,
  quorum: Quorum.fixed(),
  layout: 'zookeeper',
} as const;

const deployOnZooKeeper = (namespace: string, scene: Scene): Promise<Local> =>
  deployLocal(namespace, ON_ZOOKEEPER, scene);

/** Kafka 3.9 on a ZooKeeper ensemble. */
const zooKeeper = kafka('zookeeper', deployOnZooKeeper, [
  { name: 'cold-start', run: (d) => coldStart(d) },
  { name: 'strangers', run: strangers },
  { name: 'kill-each-server', run: killEachServer },
  { name: 'roll-servers', run: rollServers },
  { name: 'all-six-at-once', run: allSixDeleted },
  { name: 'kill-each-broker', run: killEachBroker },
  { name: 'config-roll-brokers', run: (d, scene) => configRoll(d, scene, 'brokers') },
  { name: 'certificate-renewal', run: serverRenewal },
  { name: 'drain-each-node', run: drainEachNode },
  { name: 'node-loss', run: serverNodeLoss },
  { name: 'another-number', run: anotherNumber },
  { name: 'topics-and-users', run: topicsAndUsers },
  { name: 'admin-contract', run: contractOnZooKeeper },
]);

/** The same with a password besides the certificate. */
const zooKeeperLogin = kafka(
  'zookeeper-login',
  (namespace, scene) => deployLocal(namespace, { ...ON_ZOOKEEPER, login: true }, scene),
  [
    { name: 'cold-start', run: (d) => coldStart(d) },
    { name: 'without-password', run: withoutPassword },
  ],
);

/** From ZooKeeper to KRaft; the order is that of the steps. */
const migration = kafka('migration', deployOnZooKeeper, [
  { name: 'provision-controllers', run: provision },
  { name: 'too-early', run: tooEarly },
  { name: 'dual-write', run: dualWrite },
  { name: 'skipped', run: skipped },
  { name: 'brokers-to-kraft', run: brokersToKRaft },
  { name: 'finish', run: finish },
  { name: 'kafka-4.3', run: withoutZooKeeper },
  { name: 'finalize', run: finalize },
]);

/** And back again, from as far as one can. */
const migrationBack = kafka('migration-back', deployOnZooKeeper, [
  { name: 'provision-controllers', run: provision },
  { name: 'dual-write', run: dualWrite },
  { name: 'brokers-to-kraft', run: brokersToKRaft },
  { name: 'brokers-back', run: brokersBack },
  { name: 'roll-back', run: rollBack },
]);

export const GROUPS: readonly Group[] = [
  quickStart,
  main,
  combined,
  upgraded,
  kafka39,
  outside,
  reconciler,
  grants,
  scale,
  connect,
  zooKeeper,
  zooKeeperLogin,
  migration,
  migrationBack,
  metrics,
];
