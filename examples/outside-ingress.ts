import { App, Chart, Size } from 'cdk8s';
import {
  IngressController,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  NodePool,
  Storage,
} from 'cdk8s-kafka';

// Through an Ingress controller that passes TLS on by name.
const app = new App();
const chart = new Chart(app, 'outside-ingress', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
  listeners: [
    Listener.ingress({
      name: 'external',
      port: 9094,
      ingressClassName: 'nginx',
      bootstrapHost: 'kafka.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.example.com',
      authentication: ListenerAuthentication.tls(),
    }),
    Listener.ingress({
      name: 'partners',
      port: 9095,
      ingressController: IngressController.TRAEFIK,
      bootstrapHost: 'kafka.partners.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.partners.example.com',
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
});

app.synth();
