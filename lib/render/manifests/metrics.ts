import type { Manifest } from '../../manifest/manifest';
import { METRICS_PORT } from '../../model/metrics';
import type { MetricsModel } from '../../model/metrics';
import { RESTRICTED } from './container';
import type { Owner } from './labels';
import { bytesQuantity } from './quantities';
import { AGENT_VOLUME } from './volumes';

const MIB = 1024 * 1024;

/** Copies the agent where the server finds it. */
export function agentContainers(metrics: MetricsModel | undefined): readonly object[] {
  const copied = metrics?.copied;
  if (metrics === undefined || copied === undefined) return [];
  const memory = bytesQuantity(64 * MIB);
  return [
    {
      name: 'metrics-agent',
      image: copied.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['cp', copied.jar, metrics.jar],
      resources: { requests: { cpu: '10m', memory }, limits: { memory } },
      securityContext: RESTRICTED,
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeMounts: [{ name: AGENT_VOLUME, mountPath: copied.folder }],
    },
  ];
}

/** Lets the Prometheus Operator find the pods. */
export function podMonitors(
  metrics: MetricsModel | undefined,
  owner: Owner,
  pods: { readonly name: string; readonly selector: Readonly<Record<string, string>> },
): readonly Manifest[] {
  const said = metrics?.spec.podMonitor;
  if (said === undefined) return [];
  const interval =
    said.intervalSeconds === undefined ? {} : { interval: `${String(said.intervalSeconds)}s` };
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: {
        name: pods.name,
        namespace: owner.namespace,
        labels: { ...said.labels, ...owner.labels },
      },
      spec: {
        selector: { matchLabels: pods.selector },
        podMetricsEndpoints: [{ port: METRICS_PORT.name, path: '/metrics', ...interval }],
      },
    },
  ];
}
