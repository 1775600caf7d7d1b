import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import { serviceAccountName } from '../../model/names';
import type { PodTemplateSpec } from '../../spec/pod-template';
import { sortedEntries } from '../../util/sort';
import { kafkaContainer } from './container';
import { BROKER_LABEL, brokerSelector, CONTROLLER_LABEL, controllerSelector } from './labels';
import { agentContainers } from './metrics';
import { podVolumes } from './volumes';

/** The gate's bound, the shutdown after it, and a little for the scripts around them. */
const GRACE_MARGIN_SECONDS = 15;

export function podSpec(cluster: ClusterModel, pool: PoolModel): object {
  return serverPod(cluster, pool.podTemplate, {
    serviceAccountName: serviceAccountName(cluster.name),
    alike: pool.isBroker
      ? brokerSelector(cluster)
      : { ...controllerSelector(cluster), [BROKER_LABEL]: 'false', [CONTROLLER_LABEL]: 'true' },
    container: kafkaContainer(cluster, pool),
    initContainers: agentContainers(cluster.metrics),
    volumes: podVolumes(cluster, pool),
  });
}

/** What the pod of a server of either kind is made from. */
export interface PodParts {
  readonly serviceAccountName: string;
  /** Selects the pods that are to be on hosts of their own. */
  readonly alike: Readonly<Record<string, string>>;
  readonly container: object;
  readonly initContainers: readonly object[];
  readonly volumes: readonly object[];
}

type Surroundings = Pick<ClusterModel, 'platform' | 'imageProfile' | 'rolling'>;

export function serverPod(
  cluster: Surroundings,
  template: PodTemplateSpec,
  parts: PodParts,
): object {
  const initContainers = [...parts.initContainers, ...template.initContainers];
  return {
    serviceAccountName: parts.serviceAccountName,
    automountServiceAccountToken: false,
    // With it, a Service called KAFKA becomes an environment variable that Kafka's images read.
    enableServiceLinks: false,
    terminationGracePeriodSeconds:
      cluster.rolling.maxWaitSeconds + cluster.rolling.shutdownSeconds + GRACE_MARGIN_SECONDS,
    // A question to a DNS server on a host that has gone is never answered, and another attempt goes to the same one: fail
    // after a second, not ten, and Kafka tries again.
    dnsConfig: {
      options: [
        { name: 'timeout', value: '1' },
        { name: 'attempts', value: '1' },
      ],
    },
    securityContext: podSecurity(cluster),
    ...scheduling(template, parts.alike),
    ...(template.imagePullSecrets.length > 0
      ? { imagePullSecrets: template.imagePullSecrets.map((name) => ({ name })) }
      : {}),
    ...(initContainers.length > 0 ? { initContainers } : {}),
    containers: [parts.container, ...template.containers],
    volumes: [...parts.volumes, ...template.volumes],
  };
}

/** OpenShift picks user and group from the namespace's range and refuses a pod that names its own. */
function podSecurity(cluster: Surroundings): object {
  const common = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  if (cluster.platform.kind === 'openshift') return common;
  const { uid } = cluster.imageProfile;
  return {
    ...common,
    runAsUser: uid,
    runAsGroup: 0,
    fsGroup: uid,
    // Always would walk through terabytes at each start.
    fsGroupChangePolicy: 'OnRootMismatch',
  };
}

function scheduling(template: PodTemplateSpec, alike: PodParts['alike']): object {
  return {
    topologySpreadConstraints: template.topologySpreadConstraints ?? spread(alike),
    ...(template.affinity === undefined ? {} : { affinity: template.affinity }),
    ...(template.tolerations.length > 0 ? { tolerations: template.tolerations } : {}),
    ...(Object.keys(template.nodeSelector).length > 0
      ? { nodeSelector: Object.fromEntries(sortedEntries(template.nodeSelector)) }
      : {}),
    ...(template.priorityClassName === undefined
      ? {}
      : { priorityClassName: template.priorityClassName }),
    ...(template.schedulerName === undefined ? {} : { schedulerName: template.schedulerName }),
  };
}

/**
 * Brokers over all pools on hosts of their own as far as hosts go, likewise controllers: two replicas on one host are
 * one. A host that takes no pods does not count, so a drained node's pods find another place.
 */
function spread(matchLabels: PodParts['alike']): readonly object[] {
  const constraint = { maxSkew: 1, labelSelector: { matchLabels }, nodeTaintsPolicy: 'Honor' };
  return [
    { ...constraint, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    {
      ...constraint,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
    },
  ];
}
