// A Service for each broker: their names are advertised, and stand in the nodes' certificate.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  listeners: [
    Listener.clusterIp({
      name: 'stable',
      port: 9094,
      authentication: ListenerAuthentication.tls(),
      annotations: { 'example.com/note': 'kafka' },
      labels: { 'example.com/team': 'data' },
      alternativeNames: ['kafka.example.com'],
    }),
  ],
});

export const show = [
  'Certificate/orders-kafka-certs',
  'Service/orders-kafka-bootstrap',
  'Service/orders-kafka-stable-bootstrap',
  'Service/orders-nodes-stable-0',
  'Service/orders-nodes-stable-2',
  'ConfigMap/orders-nodes',
];
