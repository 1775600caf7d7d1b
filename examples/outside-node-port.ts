import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, Listener, ListenerAuthentication, NodePool, Storage } from 'cdk8s-kafka';

// A port on each host of the Kubernetes cluster for each broker; brokers tell clients the address of their host.
const app = new App();
const chart = new Chart(app, 'outside-node-port', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
  listeners: [
    Listener.nodePort({
      name: 'external',
      port: 9094,
      bootstrapNodePort: 32000,
      brokerNodePorts: { '100': 32100, '101': 32101, '102': 32102 },
      authentication: ListenerAuthentication.tls(),
      alternativeNames: ['192.0.2.11', '192.0.2.12', '192.0.2.13'],
    }),
  ],
});

app.synth();
