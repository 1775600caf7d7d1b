/**
 * Runs in the clients' pod, bundled: which partitions are not in sync, internal topics included? A JVM that asks the same takes
 * two seconds of CPU, which on a small machine disturbs what is being measured.
 */
import { readFileSync } from 'node:fs';
import { Connection, metadataV12 } from '@platformatic/kafka';
import type { ClusterState, ClusterStateRequest } from './protocol';

const { host, port, tls } = JSON.parse(readFileSync(0, 'utf8')) as ClusterStateRequest;

async function ask(): Promise<ClusterState> {
  const options = {
    connectTimeout: 3000,
    requestTimeout: 5000,
    tls: { ...tls },
    tlsServerName: true,
  };
  const connection = new Connection('e2e-state', options);
  await connection.connect(host, port);
  // null asks for all topics.
  const { brokers, topics } = await metadataV12.api.async(connection, null, false, false);
  const partitions = topics.flatMap(({ name, partitions: all }) =>
    all.map((partition) => ({ name: `${name ?? '?'}-${partition.partitionIndex}`, ...partition })),
  );
  return {
    brokers: brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b),
    topics: topics.length,
    notInSync: partitions
      .filter(
        ({ leaderId, isrNodes, replicaNodes }) =>
          leaderId < 0 || isrNodes.length < replicaNodes.length,
      )
      .map(({ name }) => name),
  };
}

void ask().then(
  (state) => {
    console.log(JSON.stringify(state));
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
