import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Storage } from 'cdk8s-kafka';

// Through a Gateway (Gateway API) whose listener passes TLS on by name.
const app = new App();
const chart = new Chart(app, 'outside-tls-route', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
  listeners: [
    Listener.tlsRoute({
      name: 'external',
      port: 9094,
      parentRefs: [{ name: 'gateway', namespace: 'infra', sectionName: 'kafka' }],
      bootstrapHost: 'kafka.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.example.com',
      authentication: ListenerAuthentication.tls(),
    }),
  ],
});

app.synth();
