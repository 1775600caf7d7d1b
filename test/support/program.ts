import { gunzipSync } from 'node:zlib';
import { Chart, Size, Testing } from 'cdk8s';
import {
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  PasswordSource,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';
import type { KafkaClusterProps } from 'cdk8s-kafka';
import type { Manifest } from 'cdk8s-kafka/testing';
import type { DesiredState } from '../../lib/spec/desired-state';

const STORAGE = Storage.persistent({ size: Size.gibibytes(10) });
export const SCRAM = (password = PasswordSource.generated()): UserAuthentication =>
  UserAuthentication.scramSha512({ password });

/** Three brokers with a listener for certificates and one for SCRAM-SHA-512. */
export function program(props: Partial<KafkaClusterProps> = {}): {
  chart: Chart;
  cluster: KafkaCluster;
} {
  const chart = new Chart(Testing.app(), 'app', { namespace: 'kafka' });
  const cluster = new KafkaCluster(chart, 'orders', {
    nodePools: [
      NodePool.controllers({ replicas: 3, storage: STORAGE }),
      NodePool.brokers({ replicas: 3, storage: STORAGE }),
    ],
    listeners: [
      Listener.internal({
        name: 'tls',
        port: 9093,
        tls: ListenerTls.clusterCa(),
        authentication: ListenerAuthentication.tls(),
      }),
      Listener.internal({
        name: 'scram',
        port: 9094,
        tls: ListenerTls.clusterCa(),
        authentication: ListenerAuthentication.scramSha512(),
      }),
    ],
    ...props,
  });
  return { chart, cluster };
}

/** The first manifest of a kind whose name is such. */
export const named = (manifests: readonly Manifest[], kind: string, name: RegExp): Manifest => {
  const found = manifests.find((one) => one.kind === kind && name.test(one.metadata.name));
  if (found === undefined) throw new Error(`there is no ${kind} ${String(name)}`);
  return found;
};

/** The desired state that the manifests hold. */
export function packedIn(manifests: readonly Manifest[]): DesiredState {
  const pieces = manifests
    .filter(({ metadata }) => metadata.name.includes('-kafka-desired-state-'))
    .map(
      (one) => (one as { binaryData?: Record<string, string> }).binaryData?.['desired.gz'] ?? '',
    );
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
  return JSON.parse(gunzipSync(bytes).toString('utf8')) as DesiredState;
}
