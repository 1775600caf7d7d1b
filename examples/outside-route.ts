import { App, Chart, Size } from 'cdk8s';
import {
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  NodePool,
  Platform,
  Storage,
} from 'cdk8s-kafka';

// Clients outside of OpenShift, through its router: TLS by certificate of the clients' CA, on port 443.
const app = new App();
const chart = new Chart(app, 'outside-route', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(100) }) }),
  ],
  listeners: [
    // No hosts: they are computed as OpenShift's router makes them.
    Listener.route({ name: 'public', port: 9095, authentication: ListenerAuthentication.tls() }),
    Listener.route({
      name: 'external',
      port: 9094,
      bootstrapHost: 'kafka.apps.example.com',
      brokerHostTemplate: 'kafka-{nodeId}.apps.example.com',
      authentication: ListenerAuthentication.scramSha512(),
      annotations: { 'haproxy.router.openshift.io/timeout-tunnel': '2h' },
    }),
  ],
  platform: Platform.openshift({ appsDomain: 'apps.example.com' }),
});

app.synth();
