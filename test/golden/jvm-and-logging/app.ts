// Java's options and log levels: those of the cluster, and over them those of a pool.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(10) });
new KafkaCluster(chart, 'orders', {
  config: { 'num.network.threads': '6', 'log.retention.hours': '72' },
  jvm: {
    heap: Size.gibibytes(1),
    xx: { UseZGC: 'true', MaxDirectMemorySize: '256m' },
    systemProperties: { 'java.net.preferIPv4Stack': 'true' },
  },
  logging: { rootLevel: 'WARN', loggers: { 'kafka.authorizer.logger': 'DEBUG' } },
  nodePools: [
    NodePool.controllers({ replicas: 3, storage, jvm: { heap: Size.mebibytes(512) } }),
    NodePool.brokers({
      replicas: 3,
      storage,
      resources: { memory: Size.gibibytes(8) },
      jvm: { heapMin: Size.mebibytes(512), xx: { UseZGC: 'false' }, gcLogging: true },
      logging: { loggers: { 'org.apache.kafka': 'INFO' } },
      config: { 'num.network.threads': '12' },
    }),
  ],
});

export const show = ['ConfigMap/orders-controllers', 'ConfigMap/orders-brokers'];
