// Another layout of the image: other paths of tools and libraries, and no suffix.
import { App, Chart, Size } from 'cdk8s';
import { KafkaCluster, KafkaImage, KafkaVersion, NodePool, Storage, Volume } from 'cdk8s-kafka';

const DIGEST = 'sha256:4f5b0c1d2e3f4a5b6c7d8e9fa0b1c2d3e4f5a6b7c8d9eafb0c1d2e3f4a5b6c7d';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  version: KafkaVersion.V4_2_0,
  image: KafkaImage.confluent(`registry.example.com/cp-kafka@${DIGEST}`, { pullPolicy: 'Always' }),
  nodePools: [
    NodePool.combined({
      replicas: 3,
      storage: Storage.jbod([Volume.persistent({ id: 0, size: Size.gibibytes(10) })]),
    }),
  ],
});

export const show = ['ConfigMap/orders-nodes', 'StatefulSet/orders-nodes'];
