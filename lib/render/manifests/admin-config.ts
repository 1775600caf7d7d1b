import { pemKeyStore, pemTrustStore } from './client-settings';
import { CLUSTER_CA_STORE, NODE_STORE } from './paths';
import { propertyLine } from './properties-file';

/**
 * Client settings for Kafka's own tools inside of a node's container (`--command-config`): the node's certificate,
 * which is a super user on the ports between the nodes.
 */
export function adminProperties(): string {
  const lines = [
    ['security.protocol', 'SSL'] as const,
    ...pemKeyStore('', NODE_STORE),
    ...pemTrustStore('', CLUSTER_CA_STORE),
  ].map(([key, value]) => propertyLine(key, value));
  return `${lines.join('\n')}\n`;
}
