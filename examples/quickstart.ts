import { App, Chart, Size } from 'cdk8s';
import {
  Certificates,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  Storage,
} from 'cdk8s-kafka';

// Three controllers, three brokers, everything encrypted, nothing needed in the Kubernetes cluster beforehand.
const app = new App();
const chart = new Chart(app, 'quickstart', { namespace: 'kafka' });

new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.controllers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(5) }) }),
    NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  listeners: [
    Listener.internal({ name: 'tls', port: 9093, authentication: ListenerAuthentication.tls() }),
    Listener.internal({
      name: 'scram',
      port: 9094,
      tls: ListenerTls.clusterCa(),
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
  certificates: Certificates.localAuthority(),
});

app.synth();
