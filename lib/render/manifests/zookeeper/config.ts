import {
  ensembleConfigName,
  ensembleLeaseName,
  ensembleName,
  ensembleNodesService,
  serviceHost,
} from '../../../model/names';
import type { Manifest } from '../../../manifest/manifest';
import { ENSEMBLE_PORTS } from '../../../model/zookeeper';
import type { EnsembleModel } from '../../../model/zookeeper';
import { ZOOKEEPER_RUN_SH } from '../../../runtime/generated/runtime-files';
import { sortedEntries } from '../../../util/sort';
import { hashOfFiles } from '../config-maps';
import { JAVA_SECURITY_FILE, javaSecurity } from '../java-security';
import { loggingFile } from '../logging';
import { metricsFiles } from '../metrics-agent';
import { image, java, loginVariables } from '../node-env';
import { envFile } from '../env-file';
import { CLUSTER_CA_STORE, NODE_STORE, pemFile } from '../paths';
import { propertyLine } from '../properties-file';
import { ensembleOwner } from './labels';

type Properties = readonly (readonly [string, string])[];

/** `zoo.cfg`: the same for all servers, each of which knows itself by its `myid`. */
export function zooCfg(ensemble: EnsembleModel): string {
  const lines = [
    ...sortedEntries(ensemble.config),
    ...base(ensemble),
    ...tls(),
    ...login(ensemble),
    ...servers(ensemble),
  ].map(([key, value]) => propertyLine(key, value));
  return `${lines.join('\n')}\n`;
}

function base({ dataDir, dataLogDir }: EnsembleModel): Properties {
  const { admin, clients } = ENSEMBLE_PORTS;
  return [
    ['dataDir', dataDir],
    ...(dataLogDir === dataDir ? [] : ([['dataLogDir', dataLogDir]] as const)),
    ['secureClientPort', String(clients.port)],
    ['admin.enableServer', 'true'],
    ['admin.serverAddress', '127.0.0.1'],
    ['admin.serverPort', String(admin.port)],
    ['4lw.commands.whitelist', 'ruok,srvr,mntr'],
    // A server that knows itself by its name listens on the address of that moment, which need not be there yet.
    ['quorumListenOnAllIPs', 'true'],
    ['standaloneEnabled', 'true'],
    ['reconfigEnabled', 'false'],
  ];
}

function tls(): Properties {
  return [
    ['serverCnxnFactory', 'org.apache.zookeeper.server.NettyServerCnxnFactory'],
    ['sslQuorum', 'true'],
    ...['ssl.', 'ssl.quorum.'].flatMap(
      (prefix) =>
        [
          [`${prefix}clientAuth`, 'need'],
          [`${prefix}keyStore.location`, pemFile(NODE_STORE)],
          [`${prefix}keyStore.type`, 'PEM'],
          [`${prefix}trustStore.location`, pemFile(CLUSTER_CA_STORE)],
          [`${prefix}trustStore.type`, 'PEM'],
          // A server would look up the name behind the address of who connects; the CA signs for the ensemble alone.
          [`${prefix}hostnameVerification`, 'false'],
        ] as const,
    ),
  ];
}

/** Who does not log in gets no session. */
const login = ({ spec }: EnsembleModel): Properties =>
  spec.login === undefined
    ? []
    : [
        ['authProvider.sasl', 'org.apache.zookeeper.server.auth.SASLAuthenticationProvider'],
        ['sessionRequireClientSASLAuth', 'true'],
      ];

function servers(ensemble: EnsembleModel): Properties {
  const { clustering, election } = ENSEMBLE_PORTS;
  return ensemble.servers.map(({ id, podName }) => [
    `server.${String(id)}`,
    `${podName}.${domain(ensemble)}:${String(clustering.port)}:${String(election.port)}`,
  ]);
}

const domain = ({ name, namespace, clusterDomain }: EnsembleModel): string =>
  `${serviceHost(ensembleNodesService(name), namespace)}.${clusterDomain}`;

function nodeEnv(ensemble: EnsembleModel): string {
  const { name, rolling, servers: members } = ensemble;
  return envFile({
    NODE_DOMAIN: domain(ensemble),
    NODE_ROLES: 'zookeeper',
    ENSEMBLE: members.map(({ podName }) => podName).join(','),
    DATA_DIR: ensemble.dataDir,
    READY_PORT: String(ENSEMBLE_PORTS.ready.port),
    ADMIN_PORT: String(ENSEMBLE_PORTS.admin.port),
    STATEFULSET: ensembleName(name),
    KEYSTORES: NODE_STORE,
    TRUSTSTORES: CLUSTER_CA_STORE,
    ...loginVariables(ensemble.spec.login),
    STOP_LEASE: ensembleLeaseName(name),
    STOP_WAIT_SECONDS: String(rolling.maxWaitSeconds),
    STOP_LEASE_SECONDS: String(rolling.shutdownSeconds),
    ...image(ensemble),
    ...java(ensemble, ensemble),
  });
}

function files(ensemble: EnsembleModel): Readonly<Record<string, string>> {
  return {
    'node.env': nodeEnv(ensemble),
    'zoo.cfg': zooCfg(ensemble),
    [JAVA_SECURITY_FILE]: javaSecurity(),
    ...loggingFile(ensemble.version, ensemble.logging),
  };
}

export function ensembleConfigMap(ensemble: EnsembleModel): Manifest {
  const name = ensembleConfigName(ensemble.name);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...ensembleOwner(ensemble) },
    data: { ...files(ensemble), ...metricsFiles(ensemble.metrics) },
  };
}

/** Changes when, and only when, the servers have to start anew to follow their files. */
export const ensembleRollHash = (ensemble: EnsembleModel): string =>
  hashOfFiles(files(ensemble), ZOOKEEPER_RUN_SH);
