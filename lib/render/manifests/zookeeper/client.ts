import type { ClusterModel, PoolModel } from '../../../model/cluster-model';
import { pemFile, ZOOKEEPER_CA_STORE, ZOOKEEPER_STORE } from '../paths';

type Properties = readonly (readonly [string, string])[];

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
  ['zookeeper.ssl.keystore.type', 'PEM'],
  ['zookeeper.ssl.keystore.location', pemFile(ZOOKEEPER_STORE)],
  ['zookeeper.ssl.truststore.type', 'PEM'],
  ['zookeeper.ssl.truststore.location', pemFile(ZOOKEEPER_CA_STORE)],
];
