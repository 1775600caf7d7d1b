// The JMX exporter in each server: with a jar of another image, read by a Prometheus that its operator runs; and with the image's own.
import { App, Chart, Duration, Size } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaVersion,
  Listener,
  ListenerTls,
  Metrics,
  NodePool,
  Storage,
  ZooKeeperEnsemble,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(10) });
const peers = [
  {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  },
];
const metrics = Metrics.jmxExporter({
  image: 'registry.example.com/jmx-exporter:1.5.0',
  jar: '/opt/jmx_prometheus_javaagent.jar',
  peers,
  podMonitor: { labels: { release: 'prometheus' }, interval: Duration.seconds(30) },
});
const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [NodePool.combined({ replicas: 3, storage })],
  listeners: [Listener.internal({ name: 'plain', port: 9092, tls: ListenerTls.off() })],
  metrics,
});
new ConnectCluster(chart, 'etl', {
  cluster,
  replicas: 1,
  build: ConnectBuild.image('registry.example.com/etl:1'),
  metrics: Metrics.jmxExporter({
    jar: '/opt/kafka/libs/jmx_prometheus_javaagent-1.5.0.jar',
    peers,
    config: { lowercaseOutputName: true },
  }),
});
new ZooKeeperEnsemble(chart, 'zk', {
  version: KafkaVersion.V3_9_1,
  replicas: 3,
  storage,
  metrics,
});

export const show = [
  'ConfigMap/orders-nodes',
  'NetworkPolicy/orders-network-policy-kafka',
  'StatefulSet/orders-nodes',
  'PodMonitor/orders-kafka',
  'ConfigMap/etl-connect-config',
  'NetworkPolicy/etl-connect',
];
