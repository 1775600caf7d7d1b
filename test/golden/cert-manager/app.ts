// cert-manager with an authority of the cluster's own: what is asked of it by default.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
});

export const show = [
  'Issuer/orders-selfsigned',
  'Certificate/orders-cluster-ca',
  'Issuer/orders-cluster-ca',
  'Certificate/orders-clients-ca',
  'Issuer/orders-clients-ca',
  'Certificate/orders-kafka-certs',
  'Certificate/orders-cluster-ca-cert',
];
