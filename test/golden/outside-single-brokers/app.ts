// What holds for single brokers stands in a file of each: the others do not restart for it.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  listeners: [
    Listener.loadBalancer({
      name: 'lb',
      port: 9094,
      authentication: ListenerAuthentication.tls(),
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
      alternativeNames: ['203.0.113.7'],
      brokers: [
        { nodeId: 1, advertisedHost: 'kafka-1.example.com', loadBalancerIP: '203.0.113.1' },
        { nodeId: 2, advertisedPort: 19094, labels: { 'example.com/site': 'b' } },
      ],
    }),
    Listener.clusterIp({
      name: 'mesh',
      port: 9095,
      authentication: ListenerAuthentication.tls(),
      advertisedPortTemplate: '9500 + {nodeId}',
      ipFamilyPolicy: 'PreferDualStack',
    }),
    Listener.nodePort({
      name: 'hosts',
      port: 9096,
      authentication: ListenerAuthentication.tls(),
      advertisedHostTemplate: '{nodeName}.hosts.example.com',
      alternativeNames: ['*.hosts.example.com'],
      bootstrapExternalIPs: ['198.51.100.1'],
    }),
  ],
});

export const show = [
  'Certificate/orders-kafka-certs',
  'Service/orders-kafka-hosts-bootstrap',
  'Service/orders-nodes-lb-1',
  'Service/orders-nodes-lb-2',
  'Service/orders-nodes-mesh-0',
  'ConfigMap/orders-nodes',
];
