// cert-manager with a given issuer, and an old CA that is still trusted while certificates move to the new one.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Certificates, KafkaCluster, NodePool, SecretRef, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  certificates: Certificates.certManager({
    issuer: { name: 'company', kind: 'ClusterIssuer' },
    trustedCas: [SecretRef.of('old-ca', 'ca.crt')],
    validity: Duration.days(30),
    renewBefore: Duration.days(7),
  }),
});

export const secrets = { 'old-ca': ['ca.crt'] };
export const show = [
  'Issuer/orders-selfsigned',
  'Certificate/orders-clients-ca',
  'Issuer/orders-clients-ca',
  'Certificate/orders-kafka-certs',
  'Certificate/orders-cluster-ca-cert',
  'StatefulSet/orders-nodes',
];
