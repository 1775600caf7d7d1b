import type { Manifest } from '../../manifest/manifest';
import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import { migrationRest } from '../../model/fingerprint';
import { foundingConfigMapName, poolName } from '../../model/names';
import { COMMON_SH, NODE_JAR_BASE64, RUN_SH, STOP_SH } from '../../runtime/generated/runtime-files';
import { sha256, sha256OfMap } from '../../util/hash';
import { adminProperties } from './admin-config';
import { ownFiles } from './advertised';
import { BOOTSTRAP_KEY, serverProperties } from './broker-config';
import { JAVA_SECURITY_FILE, javaSecurity } from './java-security';
import { clusterLabels, poolLabels } from './labels';
import type { Owner } from './labels';
import { loggingFile } from './logging';
import { metricsFiles } from './metrics-agent';
import { ADVISORY_VARIABLES, nodeEnv } from './node-env';

/** The scripts and the helper that run in each container. */
export function runtimeConfigMap(owner: Owner, name: string, runScript: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...owner },
    data: { 'common.sh': COMMON_SH, 'run.sh': runScript, 'stop.sh': STOP_SH },
    binaryData: { 'node.jar': NODE_JAR_BASE64 },
  };
}

/** The scripts alone, of what needs no helper. */
export function scriptsConfigMap(
  owner: Owner,
  name: string,
  runScript: string,
): Manifest & { readonly data: Readonly<Record<string, string>> } {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...owner },
    data: { 'common.sh': COMMON_SH, 'run.sh': runScript },
  };
}

/**
 * Where the controllers note that the cluster exists, and how far a migration is. Without data on purpose: what they write is theirs, and applying
 * the manifests again leaves it.
 */
export function foundingConfigMap(cluster: ClusterModel): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: foundingConfigMapName(cluster.name),
      namespace: cluster.namespace,
      labels: clusterLabels(cluster),
      ...migrationAnnotations(cluster),
    },
  };
}

/** Which step is said, and a hash of all else: nodes and the command line compare it with that of the step before. */
function migrationAnnotations({ spec }: ClusterModel): object {
  if (spec.migration === undefined) return {};
  return {
    annotations: {
      'cdk8s-kafka/migration': spec.migration,
      'cdk8s-kafka/migration-rest': migrationRest(spec),
    },
  };
}

export function poolConfigMap(cluster: ClusterModel, pool: PoolModel): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: poolName(cluster.name, pool.name),
      namespace: cluster.namespace,
      labels: poolLabels(cluster, pool),
    },
    data: {
      ...poolFiles(cluster, pool),
      ...ownFiles(cluster, pool),
      ...metricsFiles(cluster.metrics),
    },
  };
}

/** Those that all nodes of the pool read. */
function poolFiles(cluster: ClusterModel, pool: PoolModel): Readonly<Record<string, string>> {
  return {
    'node.env': nodeEnv(cluster, pool),
    'server.properties': serverProperties(cluster, pool),
    'admin.properties': adminProperties(),
    [JAVA_SECURITY_FILE]: javaSecurity(),
    ...loggingFile(cluster.version, pool.logging),
  };
}

/** Changes when, and only when, the nodes of the pool have to start anew to follow their files. */
export function rollHash(cluster: ClusterModel, pool: PoolModel): string {
  return hashOfFiles(poolFiles(cluster, pool), RUN_SH);
}

/** Of the files of a pod and of the scripts that read them, without the lines that only help to find others. */
export function hashOfFiles(
  all: Readonly<Record<string, string>>,
  runScript: string,
  others: readonly string[] = [STOP_SH, NODE_JAR_BASE64],
): string {
  const files = Object.entries(all).map(([name, text]) => [name, withoutAdvice(text)] as const);
  const runtime = sha256([COMMON_SH, runScript, ...others].join('\n'));
  return sha256OfMap({ ...Object.fromEntries(files), runtime }).slice(0, 16);
}

const ADVICE = [BOOTSTRAP_KEY, ...ADVISORY_VARIABLES].map((key) => `${key}=`);

function withoutAdvice(text: string): string {
  return text
    .split('\n')
    .filter((line) => !ADVICE.some((key) => line.startsWith(key)))
    .join('\n');
}
