import { App, Chart, Size } from 'cdk8s';
import {
  AclOperation,
  AclResource,
  AclRule,
  type Certificates,
  ConnectBuild,
  ConnectCluster,
  ConnectorOffsets,
  ConnectorPosition,
  ConnectorState,
  ConnectRest,
  ExactlyOnceSources,
  KafkaAclPolicy,
  KafkaConnector,
  KafkaTopic,
  KafkaUser,
  PasswordSource,
  SecretRef,
  UserAuthentication,
} from 'cdk8s-kafka';
import { contentsCluster } from '../reconciler/app';

export interface ConnectOptions {
  readonly namespace: string;
  readonly certificates: Certificates;
  /** Workers' `offset.flush.interval.ms`: another value rolls them all. */
  readonly flushMs: string;
  /** Whether the file connectors are there at all. */
  readonly connectors: boolean;
  /** File of the sink, of which each worker has one of its own. */
  readonly sinkFile: string;
  /** A topic that the workers' user is denied, although it was granted. */
  readonly denied: string | undefined;
  /** Image with plugins of a build; undefined: the Kafka image. */
  readonly image: string | undefined;
  /** Name of a request that has the source stopped and begin anew. */
  readonly replay: string | undefined;
}

export const CONNECT = 'etl';
export const LINES = 'lines';
export const SOURCE_FILE = '/shared/in';
export const WORKERS = 3;
/** Secret with the name and the password that the REST API asks for. */
export const REST_SECRET = 'etl-rest';

const FILES = '/opt/kafka/libs/connect-file-4.3.1.jar';

/** A folder of the host's own: all workers see the same file only where they are on one host. */
const shared = {
  volumes: [{ name: 'shared', emptyDir: {} }],
  volumeMounts: [{ name: 'shared', mountPath: '/shared' }],
};

/** Three workers with SCRAM over TLS and least rights, a source from a file and a sink to one. */
export function connectApp(options: ConnectOptions, outdir: string): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'connect', { namespace: options.namespace });
  const cluster = contentsCluster(
    chart,
    options,
    options.replay === undefined
      ? []
      : [{ rule: 'ConnectorOffsets', subject: 'connector:etl/source', reason: 'a test' }],
  );
  const user = new KafkaUser(chart, 'etl-user', {
    cluster,
    userName: CONNECT,
    authentication: UserAuthentication.scramSha512({ password: PasswordSource.generated() }),
  });
  const connect = new ConnectCluster(chart, CONNECT, {
    cluster,
    listener: 'scram',
    user,
    replicas: WORKERS,
    exactlyOnceSources: ExactlyOnceSources.ENABLED,
    rest: ConnectRest.https({
      users: [
        {
          username: SecretRef.of(REST_SECRET, 'username'),
          password: SecretRef.of(REST_SECRET, 'password'),
        },
      ],
    }),
    ...(options.image === undefined ? {} : { build: ConnectBuild.image(options.image) }),
    pluginPaths: [FILES],
    config: {
      'offset.flush.interval.ms': options.flushMs,
      'scheduled.rebalance.max.delay.ms': '5000',
      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    },
    resources: { cpuRequest: '100m', memory: Size.mebibytes(640) },
    jvm: { heap: Size.mebibytes(256) },
    podTemplate: shared,
  });
  const lines = new KafkaTopic(chart, 'lines-topic', { cluster, topicName: LINES, partitions: 3 });
  if (options.connectors) fileConnectors(chart, { connect, lines, ...options });
  if (options.denied !== undefined) {
    new KafkaAclPolicy(chart, 'denial', {
      cluster,
      rules: [
        AclRule.deny({
          resource: AclResource.topic(options.denied),
          operations: [AclOperation.ALL],
        }),
      ],
    }).attachTo(user);
  }
  return app;
}

interface Files {
  readonly connect: ConnectCluster;
  readonly lines: KafkaTopic;
  readonly sinkFile: string;
  readonly replay: string | undefined;
}

function fileConnectors(chart: Chart, { connect, lines, sinkFile, replay }: Files): void {
  new KafkaConnector(chart, 'source', {
    connect,
    connectorClass: 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    config: { file: SOURCE_FILE, topic: lines.topicName },
    outputs: [lines],
    ...(replay === undefined
      ? {}
      : {
          state: ConnectorState.STOPPED,
          offsets: ConnectorOffsets.alter({
            request: replay,
            positions: [ConnectorPosition.source({ filename: SOURCE_FILE }, { position: 0 })],
          }),
        }),
  });
  new KafkaConnector(chart, 'sink', {
    connect,
    connectorClass: 'org.apache.kafka.connect.file.FileStreamSinkConnector',
    config: { file: sinkFile },
    inputs: [lines],
  });
}
