// Several volumes of a node: names of claims, `log.dirs`, and the metadata log where it is said to be.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Storage, Volume } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const size = Size.gibibytes(100);
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({
      replicas: 3,
      storage: Storage.jbod([
        Volume.persistent({ id: 0, size }),
        Volume.persistent({
          id: 1,
          size,
          storageClassName: 'fast',
          selector: { disk: 'nvme' },
          metadata: true,
        }),
      ]),
    }),
  ],
});

export const show = ['ConfigMap/orders-nodes', 'StatefulSet/orders-nodes'];
