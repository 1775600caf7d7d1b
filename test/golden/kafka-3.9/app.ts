// Kafka 3.9: a fixed list of voters, Log4j 1, and none of the options that came later.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, KafkaVersion, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(10) });
new KafkaCluster(chart, 'orders', {
  version: KafkaVersion.V3_9_1,
  nodePools: [
    NodePool.controllers({ replicas: 3, storage }),
    NodePool.brokers({ replicas: 3, storage }),
  ],
});

export const show = [
  'ConfigMap/orders-controllers',
  'ConfigMap/orders-brokers',
  'StatefulSet/orders-controllers',
];
