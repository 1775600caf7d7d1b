// User and group are left to the namespace.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Platform, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  platform: Platform.openshift(),
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
});

export const show = ['StatefulSet/orders-nodes'];
