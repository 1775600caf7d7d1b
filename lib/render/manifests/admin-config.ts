import { CLUSTER_CA_STORE, NODE_STORE, pemFile } from './paths';

/**
 * Client settings for Kafka's own tools inside of a node's container (`--command-config`): the node's certificate,
 * which is a super user on the ports between the nodes.
 */
export function adminProperties(): string {
  return [
    'security.protocol=SSL',
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${pemFile(NODE_STORE)}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${pemFile(CLUSTER_CA_STORE)}`,
    '',
  ].join('\n');
}
