// A server certificate of the user's own for one listener; clients have to prove nothing by certificate.
import { App, Chart, Size } from 'cdk8s';
import {
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  Storage,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  listeners: [
    Listener.internal({
      name: 'public',
      port: 9094,
      tls: ListenerTls.secret({
        secretName: 'wildcard',
        certificate: 'fullchain.pem',
        key: 'key.pem',
      }),
      authentication: ListenerAuthentication.scramSha512(),
    }),
  ],
});

export const secrets = { wildcard: ['fullchain.pem', 'key.pem'] };
export const show = [
  'Certificate/orders-kafka-certs',
  'ConfigMap/orders-nodes',
  'StatefulSet/orders-nodes',
];
