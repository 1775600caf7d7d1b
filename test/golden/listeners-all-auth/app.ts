// Every way in which clients prove who they are; limits and peers of a listener; super users.
import { App, Chart, Size } from 'cdk8s';
import {
  Authorization,
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  ListenerTls,
  NodePool,
  SecretRef,
  Storage,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const tls = ListenerTls.clusterCa();
new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  authorization: Authorization.acl({ superUsers: ['break-glass'] }),
  listeners: [
    Listener.internal({ name: 'open', port: 9092, networkPolicyPeers: [] }),
    Listener.internal({
      name: 'mtls',
      port: 9093,
      authentication: ListenerAuthentication.tls(),
      maxConnections: 500,
      maxConnectionCreationRate: 20,
    }),
    Listener.internal({
      name: 'scram256',
      port: 9094,
      tls,
      authentication: ListenerAuthentication.scramSha256(),
      networkPolicyPeers: [{ namespaceSelector: { matchLabels: { team: 'shop' } } }],
    }),
    Listener.internal({
      name: 'scram512',
      port: 9095,
      tls,
      authentication: ListenerAuthentication.scramSha512(),
    }),
    Listener.internal({
      name: 'plain',
      port: 9096,
      tls,
      authentication: ListenerAuthentication.plain({
        shop: SecretRef.of('kafka-users', 'shop'),
        billing: SecretRef.of('kafka-users', 'billing'),
      }),
    }),
  ],
});

export const secrets = { 'kafka-users': ['shop', 'billing'] };
export const show = [
  'NetworkPolicy/orders-network-policy-kafka',
  'Service/orders-kafka-bootstrap',
  'Service/orders-kafka-brokers',
  'ConfigMap/orders-nodes',
  'StatefulSet/orders-nodes',
];
