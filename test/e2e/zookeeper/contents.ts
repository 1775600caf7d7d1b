import type { Chart } from 'cdk8s';
import {
  type KafkaCluster,
  KafkaTopic,
  KafkaUser,
  PasswordSource,
  UserAuthentication,
} from 'cdk8s-kafka';
import { TOPIC, WRITER } from '../reconciler/app';
import { compareNow, firstRun, runAgain } from '../reconciler/deployment';
import { writeAs } from '../reconciler/scenarios';
import { adminTool } from '../support/admin';
import { incarnations } from '../support/cluster';
import { type Deployment, change } from '../support/deployment';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';

/** A topic, and a user who may write to it. */
function contents(chart: Chart, cluster: KafkaCluster): void {
  const topic = new KafkaTopic(chart, 'topic', {
    cluster,
    topicName: TOPIC,
    partitions: 6,
    replicationFactor: 3,
    config: { 'retention.ms': '604800000', 'min.insync.replicas': '2' },
  });
  const shop = new KafkaUser(chart, WRITER, {
    cluster,
    authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
  });
  topic.grants.produce(shop);
}

/** The brokers do not pass on what is the controller's, and the id of the cluster is one that Kafka has chosen. */
export async function topicsAndUsers(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const before = await incarnations(namespace);
  scene.progress.begin('everything made');
  await change(deployment, { contents });
  const made = await firstRun(deployment, 300);
  expectEqual(made.exitCode, 0, `exit code of the first run:\n${made.log}`);
  scene.note(made.log.trim().split('\n').at(-1) ?? '');
  expectEqual(await writeAs(deployment, WRITER), undefined, `${WRITER} writes`);
  scene.progress.begin('drift');
  const alter = `--alter --entity-type topics --entity-name ${TOPIC} --add-config retention.ms=3600000`;
  await adminTool(deployment, 'kafka-configs', alter);
  const drift = await compareNow(deployment, 'compare-drift');
  expectEqual(drift.exitCode, 3, `exit code of the comparison:\n${drift.log}`);
  expect(drift.log.includes('(drift): config.retention.ms 3600000 -> 604800000'), drift.log);
  const repaired = await runAgain(deployment, 'repair');
  expectEqual(repaired.exitCode, 0, `exit code of the repair:\n${repaired.log}`);
  scene.progress.begin('nothing to do');
  const clean = await compareNow(deployment, 'compare-clean');
  expectEqual(clean.exitCode, 0, `exit code of the comparison:\n${clean.log}`);
  scene.note(`nothing to do: ${/\d+ requests/.exec(clean.log)?.[0] ?? clean.log}`);
  expectEqual(await incarnations(namespace), before, 'the pods of Kafka');
}
