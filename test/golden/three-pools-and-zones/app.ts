// A pool for each zone: the pool says the rack and the hosts, and takes its node ids from a hundred of its own.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Rack, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const storage = Storage.persistent({ size: Size.gibibytes(10) });
const zone = (name: string, firstNodeId: number): NodePool =>
  NodePool.brokers({
    name: `brokers-${name}`,
    replicas: 2,
    firstNodeId,
    storage,
    rack: Rack.of(`eu-${name}`),
    podTemplate: { nodeSelector: { 'topology.kubernetes.io/zone': `eu-${name}` } },
  });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage }),
    zone('a', 100),
    zone('b', 200),
    zone('c', 300),
  ],
});

export const show = [
  'ConfigMap/orders-brokers-b',
  'PodDisruptionBudget/orders-kafka',
  'PodDisruptionBudget/orders-kafka-controllers',
  'StatefulSet/orders-brokers-b',
];
