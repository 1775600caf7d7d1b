// Secrets that somebody else makes: nothing is asked of anybody, and the subject is theirs.
import { App, Chart, Size } from 'cdk8s';
import { Certificates, KafkaCluster, NodePool, SecretRef, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  certificates: Certificates.provided({
    nodeSecretName: 'vault-kafka',
    clusterCa: SecretRef.of('vault-cas', 'nodes.crt'),
    clientsCa: SecretRef.of('vault-cas', 'clients.crt'),
    subject: 'CN=kafka,OU=Data,O=Example Inc.',
  }),
});

export const secrets = {
  'vault-kafka': ['tls.crt', 'tls.key'],
  'vault-cas': ['nodes.crt', 'clients.crt'],
};
export const show = ['ConfigMap/orders-nodes', 'StatefulSet/orders-nodes'];
