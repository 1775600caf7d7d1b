// What every default is: one node for everything, and nothing else said.
import { App, Chart } from 'cdk8s';
import { KafkaCluster, NodePool } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'dev', { namespace: 'dev' });
new KafkaCluster(chart, 'dev', { nodePools: [NodePool.combined({ replicas: 1 })] });
