import type { ClusterModel, PoolModel } from '../../../model/cluster-model';
import { pemKeyStore, pemTrustStore } from '../client-settings';
import type { Properties } from '../client-settings';
import { ZOOKEEPER_CA_STORE, ZOOKEEPER_STORE } from '../paths';

/** How nodes reach the ensemble. */
export function zooKeeperProperties(
  { zooKeeper, version }: ClusterModel,
  { isBroker, mode }: PoolModel,
): Properties {
  if (zooKeeper === undefined || !mode.usesZooKeeper) return [];
  return [
    ['zookeeper.connect', zooKeeper.connectString],
    ...(isBroker ? ([['inter.broker.protocol.version', version.metadataVersion]] as const) : []),
    ...(mode.migrates ? ([[MIGRATION_KEY, 'true']] as const) : []),
    ...(zooKeeper.tls === undefined ? [] : TLS),
  ];
}

const MIGRATION_KEY = 'zookeeper.metadata.migration.enable';

const TLS: Properties = [
  ['zookeeper.clientCnxnSocket', 'org.apache.zookeeper.ClientCnxnSocketNetty'],
  ['zookeeper.ssl.client.enable', 'true'],
  ...pemKeyStore('zookeeper.', ZOOKEEPER_STORE),
  ...pemTrustStore('zookeeper.', ZOOKEEPER_CA_STORE),
];
