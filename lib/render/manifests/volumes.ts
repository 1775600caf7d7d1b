import type { ClusterModel, PoolModel, VolumeModel } from '../../model/cluster-model';
import { poolName, runtimeConfigMapName } from '../../model/names';
import type { MetricsModel } from '../../model/metrics';
import type { AuthenticationSpec } from '../../spec/listener';
import type { ZooKeeperLoginSpec } from '../../spec/zookeeper-connection';
import { sortedSet } from '../../util/sort';
import { plainUsersListeners } from './broker-config';
import { clientsTrust, clusterTrust } from '../../model/trust';
import type { TrustSource } from '../../model/trust';
import { ownCertificateListeners, trustsClients, zooKeeperTls } from './node-env';
import {
  BIN,
  CERTS,
  CLIENTS_CA_STORE,
  CLUSTER_CA_STORE,
  CONFIG,
  listenerStore,
  NODE_STORE,
  RUN,
  SECRETS,
  SERVICE_ACCOUNT,
  ZOOKEEPER_CA_STORE,
  ZOOKEEPER_LOGIN,
  ZOOKEEPER_STORE,
} from './paths';
import { bytesQuantity } from './quantities';

export interface Mounted {
  readonly volume: { readonly name: string; readonly [field: string]: unknown };
  readonly mountPath: string;
  readonly readOnly: boolean;
  /** A claim template brings its own volume. */
  readonly fromClaim: boolean;
}

const MIB = 1024 * 1024;

export const podVolumes = (cluster: ClusterModel, pool: PoolModel): readonly object[] =>
  volumesOf(mounted(cluster, pool));

export const containerMounts = (cluster: ClusterModel, pool: PoolModel): readonly object[] =>
  mountsOf(mounted(cluster, pool));

export function volumesOf(mounted: readonly Mounted[]): readonly object[] {
  return mounted.filter((entry) => !entry.fromClaim).map((entry) => entry.volume);
}

export function mountsOf(mounted: readonly Mounted[]): readonly object[] {
  return mounted.map(({ volume, mountPath, readOnly }) => ({
    name: volume.name,
    mountPath,
    ...(readOnly ? { readOnly } : {}),
  }));
}

const mounted = (cluster: ClusterModel, pool: PoolModel): readonly Mounted[] => [
  ...mountedBeside(cluster, pool),
  ...agentMounts(cluster.metrics),
  ...pool.storage.volumes.map(dataVolume),
];

/** What a pod has that does a node's work without its disks. */
export function mountedBeside(cluster: ClusterModel, pool: PoolModel): readonly Mounted[] {
  return [
    ...files(runtimeConfigMapName(cluster.name), poolName(cluster.name, pool.name)),
    ...certificates(cluster, pool),
    ...(pool.isBroker ? plainSecrets(cluster) : []),
    ...(pool.mode.usesZooKeeper ? loginSecret(cluster.zooKeeper?.login) : []),
    ...scratch(),
  ];
}

export const AGENT_VOLUME = 'metrics-agent';

/** The folder of an agent that comes from an image of its own. */
export const agentMounts = (metrics: MetricsModel | undefined): readonly Mounted[] =>
  metrics?.copied === undefined
    ? []
    : [
        readOnly(metrics.copied.folder, {
          name: AGENT_VOLUME,
          emptyDir: { sizeLimit: bytesQuantity(64 * MIB) },
        }),
      ];

/** The scripts and the files that they read, by the names of their ConfigMaps. */
export const files = (runtime: string, config: string): readonly Mounted[] => [
  readOnly(BIN, { name: 'runtime', configMap: { name: runtime } }),
  readOnly(CONFIG, { name: 'config', configMap: { name: config } }),
];

/** The pod's token, and the folders to write in. */
export const scratch = (): readonly Mounted[] => [
  readOnly(SERVICE_ACCOUNT, serviceAccountToken()),
  ...scratchFolders(),
];

/** Where a process writes what does not outlive it. */
export const scratchFolders = (): readonly Mounted[] => [
  writable(RUN, {
    name: 'run',
    emptyDir: { medium: 'Memory', sizeLimit: bytesQuantity(8 * MIB) },
  }),
  writable('/tmp', { name: 'tmp', emptyDir: { sizeLimit: bytesQuantity(256 * MIB) } }),
];

export const readOnly = (mountPath: string, volume: Mounted['volume']): Mounted => ({
  volume,
  mountPath,
  readOnly: true,
  fromClaim: false,
});

const writable = (mountPath: string, volume: Mounted['volume']): Mounted => ({
  volume,
  mountPath,
  readOnly: false,
  fromClaim: false,
});

export function dataVolume(volume: VolumeModel): Mounted {
  const limit =
    volume.sizeBytes === undefined ? {} : { sizeLimit: bytesQuantity(volume.sizeBytes) };
  return {
    volume: { name: volume.name, emptyDir: limit },
    mountPath: volume.mountPath,
    readOnly: false,
    fromClaim: volume.kind === 'persistent',
  };
}

function certificates(cluster: ClusterModel, pool: PoolModel): readonly Mounted[] {
  const own = pool.isBroker ? ownCertificateListeners(cluster) : [];
  return [
    keyStore(NODE_STORE, cluster.certificates.nodeSecretName, 'tls.crt', 'tls.key'),
    ...own.flatMap(({ name, tls }) =>
      tls.kind === 'secret'
        ? [keyStore(listenerStore(name), tls.secretName, tls.certificate, tls.key)]
        : [],
    ),
    trustStore(CLUSTER_CA_STORE, clusterTrust(cluster)),
    ...(trustsClients(cluster, pool) ? [trustStore(CLIENTS_CA_STORE, clientsTrust(cluster))] : []),
    ...zooKeeperStores(cluster, pool),
  ];
}

function zooKeeperStores(cluster: ClusterModel, pool: PoolModel): readonly Mounted[] {
  const tls = zooKeeperTls(cluster, pool);
  if (tls === undefined) return [];
  const { clientSecretName, cas } = tls;
  return [
    keyStore(ZOOKEEPER_STORE, clientSecretName, 'tls.crt', 'tls.key'),
    trustStore(
      ZOOKEEPER_CA_STORE,
      cas.map((ca, index) => ({ ...ca, file: `ca-${String(index)}.crt` })),
    ),
  ];
}

// Whole folders: a file mounted by itself (subPath) never sees a renewal.
export function keyStore(
  store: string,
  secretName: string,
  certificate: string,
  key: string,
): Mounted {
  const items = [
    { key: certificate, path: 'tls.crt' },
    { key, path: 'tls.key' },
  ];
  return readOnly(`${CERTS}/${store}`, { name: store, secret: { secretName, items } });
}

export function trustStore(store: string, sources: readonly TrustSource[]): Mounted {
  return readOnly(`${CERTS}/${store}`, {
    name: store,
    projected: {
      sources: sources.map(({ secretName, key, file }) => ({
        secret: { name: secretName, items: [{ key, path: file }] },
      })),
    },
  });
}

/** The password with which clients log in to ZooKeeper. */
export function loginSecret(login: ZooKeeperLoginSpec | undefined): readonly Mounted[] {
  if (login === undefined) return [];
  const { secretName, key } = login.password;
  const secret = { secretName, items: [{ key, path: 'password' }] };
  return [readOnly(ZOOKEEPER_LOGIN, { name: 'zookeeper-login', secret })];
}

/** Secrets with passwords of SASL PLAIN; just the keys in use are mounted. */
function plainSecrets(cluster: ClusterModel): readonly Mounted[] {
  const references = plainUsersListeners(cluster).flatMap(({ authentication }) =>
    usersOf(authentication),
  );
  return sortedSet(references.map((reference) => reference.secretName)).map((secretName) => {
    const keys = references
      .filter((reference) => reference.secretName === secretName)
      .map(({ key }) => key);
    const items = sortedSet(keys).map((key) => ({ key, path: key }));
    return readOnly(`${SECRETS}/${secretName}`, {
      name: `secret-${secretName}`,
      secret: { secretName, items },
    });
  });
}

function usersOf(
  authentication: AuthenticationSpec,
): readonly { secretName: string; key: string }[] {
  return authentication.kind === 'plain' ? Object.values(authentication.users) : [];
}

/** The token for the two objects that a node may change; made by hand so that it is short-lived and has no more in it. */
export function serviceAccountToken(): Mounted['volume'] {
  return {
    name: 'kube-api-access',
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  };
}
