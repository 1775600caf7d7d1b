import { App, Chart, Size } from 'cdk8s';
import {
  type Certificates,
  ConnectCluster,
  KafkaCluster,
  Listener,
  ListenerTls,
  Metrics,
  NodePool,
  Reconciler,
  Storage,
  ZooKeeperEnsemble,
} from 'cdk8s-kafka';
import { CLUSTER, ENSEMBLE } from '../apps/orders';

export interface MetricsOptions {
  readonly namespace: string;
  readonly certificates: Certificates;
  readonly image: string;
  readonly jar: string;
  /** Instead of the library's own rules. */
  readonly config?: { readonly [key: string]: unknown };
}

export const CONNECT = 'etl';

/** One server of each kind, with the exporter in it, for the clients' pod alone. */
export function metricsApp(options: MetricsOptions, outdir: string): App {
  const { namespace, certificates, image, jar, config } = options;
  const app = new App({ outdir });
  const chart = new Chart(app, 'metrics', { namespace });
  const storage = Storage.ephemeral();
  const metrics = Metrics.jmxExporter({
    image,
    jar,
    peers: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'e2e-clients' } } }],
    ...(config === undefined ? {} : { config }),
  });
  const cluster = new KafkaCluster(chart, CLUSTER, {
    certificates,
    nodePools: [NodePool.combined({ replicas: 1, storage, jvm: { heap: Size.mebibytes(512) } })],
    listeners: [Listener.internal({ name: 'plain', port: 9092, tls: ListenerTls.off() })],
    reconciler: Reconciler.none(),
    metrics,
  });
  new ConnectCluster(chart, CONNECT, {
    cluster,
    replicas: 1,
    // Nobody else makes them here.
    internalTopics: { declared: false },
    jvm: { heap: Size.mebibytes(256) },
    resources: { cpuRequest: '100m', memory: Size.mebibytes(640) },
    metrics,
  });
  new ZooKeeperEnsemble(chart, ENSEMBLE, {
    certificates,
    replicas: 1,
    storage,
    jvm: { heap: Size.mebibytes(128) },
    resources: { cpuRequest: '100m', memory: Size.mebibytes(384) },
    metrics,
  });
  return app;
}
