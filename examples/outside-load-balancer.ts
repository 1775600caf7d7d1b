import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Storage } from 'cdk8s-kafka';

// A load balancer for each broker. Hosts by external-dns, or, of the second listener, each broker's own address.
const app = new App();
const chart = new Chart(app, 'outside-load-balancer', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
  listeners: [
    Listener.loadBalancer({
      name: 'external',
      port: 9094,
      bootstrapHost: 'kafka.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.example.com',
      authentication: ListenerAuthentication.scramSha512(),
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      loadBalancerClass: 'example.com/internal',
      externalTrafficPolicy: 'Local',
      brokerAnnotations: { 'example.com/broker': '{nodePodName}' },
    }),
    Listener.loadBalancer({
      name: 'found',
      port: 9095,
      authentication: ListenerAuthentication.tls(),
      alternativeNames: ['203.0.113.7', '203.0.113.8', '203.0.113.9'],
    }),
  ],
});

app.synth();
