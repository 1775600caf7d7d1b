/**
 * Names of objects and hosts, built here and nowhere else: a renamed object is a replaced object. Where Strimzi has a
 * name for the same thing it is used, so that clients and volumes can move between the two.
 */
export const bootstrapServiceName = (cluster: string): string => `${cluster}-kafka-bootstrap`;
export const nodesServiceName = (cluster: string): string => `${cluster}-kafka-brokers`;
export const listenerBootstrapServiceName = (cluster: string, listener: string): string =>
  `${cluster}-kafka-${listener}-bootstrap`;
/** Without a listener: of the one outside listener that Strimzi had before there could be several. */
export const listenerNodeServiceName = (
  cluster: string,
  listener: string | undefined,
  node: { readonly pool: string; readonly nodeId: number | string },
): string =>
  [cluster, node.pool, ...(listener === undefined ? [] : [listener]), String(node.nodeId)].join(
    '-',
  );
/** The Route, Ingress or TLSRoute to the bootstrap Service. */
export const bootstrapRouteName = (cluster: string, listener: string | undefined): string =>
  listener === undefined
    ? bootstrapServiceName(cluster)
    : listenerBootstrapServiceName(cluster, listener);
export const poolName = (cluster: string, pool: string): string => `${cluster}-${pool}`;
export const podNameOf = (cluster: string, pool: string, nodeId: number): string =>
  `${poolName(cluster, pool)}-${String(nodeId)}`;
export const serviceAccountName = (cluster: string): string => `${cluster}-kafka`;
export const runtimeConfigMapName = (cluster: string): string => `${cluster}-kafka-runtime`;
export const foundingConfigMapName = (cluster: string): string => `${cluster}-kafka-founding`;
export const rollBackJobName = (cluster: string): string => `${cluster}-kafka-roll-back`;
export const stopLeaseName = (cluster: string): string => `${cluster}-kafka-stop`;
export const brokersBudgetName = (cluster: string): string => `${cluster}-kafka`;
export const podMonitorName = (cluster: string): string => `${cluster}-kafka`;
export const controllersBudgetName = (cluster: string): string => `${cluster}-kafka-controllers`;
export const networkPolicyName = (cluster: string): string => `${cluster}-network-policy-kafka`;
export const nodeCertificateSecretName = (cluster: string): string => `${cluster}-kafka-certs`;
export const clusterCaName = (cluster: string): string => `${cluster}-cluster-ca`;
export const clusterCaCertName = (cluster: string): string => `${cluster}-cluster-ca-cert`;
export const clientsCaName = (cluster: string): string => `${cluster}-clients-ca`;
export const clientsCaCertName = (cluster: string): string => `${cluster}-clients-ca-cert`;
export const certificateRequestsName = (cluster: string): string =>
  `${cluster}-certificate-requests`;

export const ensembleName = (ensemble: string): string => `${ensemble}-zookeeper`;
export const ensembleClientService = (ensemble: string): string => `${ensemble}-zookeeper-client`;
export const ensembleNodesService = (ensemble: string): string => `${ensemble}-zookeeper-nodes`;
export const ensembleCertificateSecret = (ensemble: string): string =>
  `${ensemble}-zookeeper-nodes`;
export const ensembleClientSecret = (ensemble: string): string => `${ensemble}-zookeeper-client`;
export const ensembleConfigName = (ensemble: string): string => `${ensemble}-zookeeper`;
export const ensembleRuntimeName = (ensemble: string): string => `${ensemble}-zookeeper-runtime`;
export const ensembleLeaseName = (ensemble: string): string => `${ensemble}-zookeeper-stop`;
export const ensembleCaName = (ensemble: string): string => `${ensemble}-zookeeper-ca`;
export const ensembleCaCertName = (ensemble: string): string => `${ensemble}-zookeeper-ca-cert`;
export const ensembleRequestsName = (ensemble: string): string =>
  `${ensemble}-zookeeper-certificate-requests`;
export const ensemblePolicyName = (ensemble: string): string =>
  `${ensemble}-network-policy-zookeeper`;

/** Host of a service as clients write it; no cluster domain, as it differs from cluster to cluster. */
export const serviceHost = (service: string, namespace: string): string =>
  `${service}.${namespace}.svc`;
export const podHost = (pod: string, service: string, namespace: string): string =>
  `${pod}.${serviceHost(service, namespace)}`;

/** Of the reconciler: its accounts, Jobs and certificate, and the principal that it is to Kafka. */
export const reconcilerName = (cluster: string): string => `${cluster}-kafka-reconciler`;
export const reconcilerStateName = (cluster: string): string => `${cluster}-kafka-reconciler-state`;
export const reconcilerKeyName = (cluster: string): string => `${cluster}-kafka-reconciler-key`;
export const reconcilerRuntimeName = (cluster: string): string =>
  `${cluster}-kafka-reconciler-runtime`;
export const reconcilerSettingsName = (cluster: string): string =>
  `${cluster}-kafka-reconciler-settings`;
export const desiredStateName = (cluster: string, piece: number): string =>
  `${cluster}-kafka-desired-state-${String(piece)}`;

/** Of Connect workers: their set, its Service, their account, budget and NetworkPolicy. */
export const connectName = (connect: string): string => `${connect}-connect`;
export const connectApiName = (connect: string): string => `${connect}-connect-api`;
export const connectConfigName = (connect: string): string => `${connect}-connect-config`;
export const connectRuntimeName = (connect: string): string => `${connect}-connect-runtime`;
/** Of the REST API's certificate, and its Secret. */
export const connectRestName = (connect: string): string => `${connect}-connect-rest`;
export const connectSourceName = (connect: string): string => `${connect}-connect-source`;
export const connectBuilderName = (connect: string): string => `${connect}-connect-builder`;
/** Of the Dockerfile that CI builds from. */
export const connectDockerfileName = (connect: string): string => `${connect}-connect-dockerfile`;
export const connectBuildName = (connect: string, tag: string): string =>
  `${connect}-connect-${tag}`;

/** The four ways in which a Service is called in its own cluster. */
export function formsOfService(
  service: string,
  { namespace, clusterDomain }: { readonly namespace: string; readonly clusterDomain: string },
): readonly string[] {
  const host = serviceHost(service, namespace);
  return [service, `${service}.${namespace}`, host, `${host}.${clusterDomain}`];
}
