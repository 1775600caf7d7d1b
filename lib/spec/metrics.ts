import type { KubernetesObject } from './pod-template';

/** What the user said about metrics: plain data without defaults. */
export interface MetricsSpec {
  /** Path of the agent's jar, in `image`, or where that is undefined in the image of the servers. */
  readonly jar: string;
  readonly image: string | undefined;
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** NetworkPolicyPeers that may read. */
  readonly peers: readonly KubernetesObject[];
  readonly podMonitor: PodMonitorSpec | undefined;
}

export interface PodMonitorSpec {
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalSeconds: number | undefined;
}
