import { firstBrokerId, nodeCount } from '../apps/orders';
import { client, kafkaTool, writeClientFile } from './clients';
import { podOfNode, waitForReady } from './cluster';
import type { Deployment } from './deployment';
import { sh, until } from './kubectl';
import { serviceHost } from './listeners';
import { expect } from './outcome';
import { clusterState } from './programs';

/**
 * As the first admin does it: with the stock tool in a broker's container, by the mounted admin.properties. The password is
 * in a file, since an argument of a command is seen by all.
 */
export async function makeScramUser(
  deployment: Deployment,
  user: string,
  mechanism: string,
  password: string,
): Promise<void> {
  const { namespace, options } = deployment;
  const pod = (await podOfNode(namespace, firstBrokerId(options))).metadata.name;
  const script = [
    'export LOG_DIR=/tmp KAFKA_HEAP_OPTS=-Xmx64m KAFKA_OPTS= KAFKA_JVM_PERFORMANCE_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1"',
    'umask 077',
    // In a file without the brackets that the same value has as an argument.
    `echo '${mechanism}=iterations=4096,password=${password}' >/tmp/scram-user`,
    `/opt/kafka/bin/kafka-configs.sh --bootstrap-server ${serviceHost(namespace, 'kafka-bootstrap')}:9091 \\`,
    '  --command-config /opt/cdk8s-kafka/config/admin.properties --alter --entity-type users \\',
    `  --entity-name ${user} --add-config-file /tmp/scram-user; code=$?`,
    'rm /tmp/scram-user; exit $code',
  ].join('\n');
  const { code, stdout, stderr } = await sh({ namespace, pod, container: 'kafka' }, script);
  expect(
    code === 0 && stdout.includes('Completed updating config'),
    `kafka-configs for ${user}: ${stdout}${stderr}`,
  );
}

/** Lets a principal write and read the topics, and read with the groups, of a prefix. */
export async function allow(
  deployment: Deployment,
  principal: string,
  prefix: string,
): Promise<void> {
  const common = `--add --allow-principal '${principal}' --resource-pattern-type prefixed`;
  await adminTool(
    deployment,
    'kafka-acls',
    `${common} --operation Read --operation Write --operation Describe --topic ${prefix}`,
  );
  await adminTool(deployment, 'kafka-acls', `${common} --operation Read --group ${prefix}`);
}

/** A stock tool in the clients' pod, as a super user of the mTLS listener. */
export async function adminTool(
  deployment: Deployment,
  name: string,
  args: string,
): Promise<string> {
  const { clients, admin } = deployment;
  const config = await writeClientFile(clients, 'admin.properties', admin.properties);
  return client(
    clients,
    'kafka',
    `${kafkaTool(name)} --bootstrap-server ${admin.bootstrapServers} --command-config ${config} ${args}`,
  );
}

export async function waitForInSync(deployment: Deployment, timeoutSeconds: number): Promise<void> {
  const { clients, admin, adminCertificate, clusterCa: ca, options } = deployment;
  const [host = '', port] = admin.bootstrapServers.split(':');
  const request = { host, port: Number(port), tls: { ca, ...adminCertificate } };
  await until('all replicas of all partitions are in sync', timeoutSeconds, async () => {
    const { brokers, notInSync } = await clusterState(clients, request);
    expect(brokers.length === options.brokers, `brokers ${brokers.join(', ')}`);
    expect(notInSync.length === 0, `not in sync: ${notInSync.slice(0, 5).join(', ')}`);
    return true;
  });
}

/** Node id of the active controller. */
export async function activeController(deployment: Deployment): Promise<number> {
  const status = await adminTool(deployment, 'kafka-metadata-quorum', 'describe --status');
  const leader = /^LeaderId:\s+(\d+)/m.exec(status)?.[1];
  expect(leader !== undefined, `no leader in: ${status}`);
  return Number(leader);
}

/** Ready, in sync, everything there: what a scenario may begin with. */
export async function recovered(deployment: Deployment): Promise<void> {
  const { namespace, options } = deployment;
  await waitForReady(namespace, nodeCount(options), 120);
  await waitForInSync(deployment, 60);
}
