import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import { CONTROL_PLANE, REPLICATION } from '../../model/listeners';
import { metricsPorts } from '../../model/metrics';
import { NODE_NAME, wordsOf } from '../../model/templates';
import { sortedEntries } from '../../util/sort';
import { BIN } from './paths';
import { bytesQuantity } from './quantities';
import { containerMounts } from './volumes';

export function kafkaContainer(cluster: ClusterModel, pool: PoolModel): object {
  return serverContainer(cluster, pool, {
    name: 'kafka',
    env: environment(cluster, pool),
    ports: openPorts(cluster, pool),
    readinessProbe: openPort(pool.isBroker ? REPLICATION.portName : CONTROL_PLANE.portName),
    lifecycle: GATE,
    mounts: containerMounts(cluster, pool),
  });
}

/** Asks whether the others can do without this server, and waits until they can. */
export const GATE: object = { preStop: { exec: { command: ['/bin/sh', `${BIN}/stop.sh`] } } };

/** What the container of a server of any kind is made from. */
export interface ServerParts {
  readonly name: string;
  readonly env: readonly object[];
  readonly ports: readonly NamedPort[];
  readonly readinessProbe: object;
  /** Undefined: it may stop whenever it is told to. */
  readonly lifecycle: object | undefined;
  readonly mounts: readonly object[];
}

export function serverContainer(
  { image }: Pick<ClusterModel, 'image'>,
  pool: Pick<PoolModel, 'resources' | 'podTemplate'>,
  parts: ServerParts,
): object {
  return {
    name: parts.name,
    image: image.reference,
    imagePullPolicy: image.pullPolicy ?? 'IfNotPresent',
    command: ['/bin/sh', `${BIN}/run.sh`],
    env: [
      ...parts.env,
      ...sortedEntries(pool.podTemplate.env).map(([name, value]) => ({ name, value })),
    ],
    ports: parts.ports.map(({ name, port }) => ({ name, containerPort: port })),
    readinessProbe: parts.readinessProbe,
    ...(parts.lifecycle === undefined ? {} : { lifecycle: parts.lifecycle }),
    resources: resources(pool),
    securityContext: RESTRICTED,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [...parts.mounts, ...pool.podTemplate.volumeMounts],
  };
}

/** No more than a process needs that writes to its volumes alone. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/**
 * A broker opens its ports when it is unfenced, so an open port is a broker that serves; a ZooKeeper server has a port of
 * its own for that. There is no liveness probe:
 * an open port says nothing more of a process than that it has not ended, which the kubelet sees by itself, and a
 * closed one may be hours of log recovery that a kill would begin anew.
 */
export function openPort(port: string): object {
  return { tcpSocket: { port }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 };
}

export const field = (name: string, fieldPath: string): object => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
});

/** What each start script has to know of its pod. */
export const POD_FIELDS: readonly object[] = [
  field('POD_NAME', 'metadata.name'),
  field('POD_NAMESPACE', 'metadata.namespace'),
];

function environment(cluster: ClusterModel, pool: PoolModel): readonly object[] {
  return [
    ...POD_FIELDS,
    ...(pool.isBroker && pool.rack?.kind === 'podLabel'
      ? [field('RACK', `metadata.labels['${pool.rack.label}']`)]
      : []),
    ...(pool.isBroker && advertisesAddress(cluster)
      ? [field('NODE_ADDRESS', 'status.hostIP')]
      : []),
    ...(pool.isBroker && advertisesName(cluster) ? [field('NODE_NAME', 'spec.nodeName')] : []),
  ];
}

/** Whether clients are told the address of the host that the broker runs on. */
const advertisesAddress = ({ listeners }: ClusterModel): boolean =>
  listeners.some(
    ({ kind, advertised }) => kind.hostOtherwise === 'node' && advertised.host === undefined,
  );

/** Whether they are told its name. */
const advertisesName = ({ listeners }: ClusterModel): boolean =>
  listeners.some(({ advertised }) => wordsOf(advertised.host ?? '').includes(NODE_NAME));

export interface NamedPort {
  readonly name: string;
  readonly port: number;
}

/** The ports that a node of the pool opens. */
export function openPorts(cluster: ClusterModel, pool: PoolModel): readonly NamedPort[] {
  return [
    ...(pool.isController ? [{ name: CONTROL_PLANE.portName, port: CONTROL_PLANE.port }] : []),
    ...(pool.isBroker ? [{ name: REPLICATION.portName, port: REPLICATION.port }] : []),
    ...(pool.isBroker
      ? cluster.listeners.map(({ portName, port }) => ({ name: portName, port }))
      : []),
    ...metricsPorts(cluster.metrics),
  ];
}

function resources(pool: Pick<PoolModel, 'resources'>): object {
  const { cpuRequest, cpuLimit, memoryBytes } = pool.resources;
  const memory = bytesQuantity(memoryBytes);
  return {
    requests: { cpu: cpuRequest, memory },
    limits: cpuLimit === undefined ? { memory } : { cpu: cpuLimit, memory },
  };
}
