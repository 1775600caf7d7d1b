import type { ClusterModel } from '../../../model/cluster-model';
import { pemFile, ZOOKEEPER_CA_STORE, ZOOKEEPER_STORE } from '../paths';

type Properties = readonly (readonly [string, string])[];

/** How the brokers reach the ensemble. */
export function zooKeeperProperties({ zooKeeper, version }: ClusterModel): Properties {
  if (zooKeeper === undefined) return [];
  return [
    ['zookeeper.connect', zooKeeper.connectString],
    ['inter.broker.protocol.version', version.metadataVersion],
    ...(zooKeeper.tls === undefined ? [] : TLS),
  ];
}

const TLS: Properties = [
  ['zookeeper.clientCnxnSocket', 'org.apache.zookeeper.ClientCnxnSocketNetty'],
  ['zookeeper.ssl.client.enable', 'true'],
  ['zookeeper.ssl.keystore.type', 'PEM'],
  ['zookeeper.ssl.keystore.location', pemFile(ZOOKEEPER_STORE)],
  ['zookeeper.ssl.truststore.type', 'PEM'],
  ['zookeeper.ssl.truststore.location', pemFile(ZOOKEEPER_CA_STORE)],
];
