/** A piece of the Kubernetes API that is passed through as the user wrote it. */
export type KubernetesObject = Readonly<Record<string, unknown>>;

/** What the user adds to the pods. */
export interface PodTemplateSpec {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly affinity: KubernetesObject | undefined;
  readonly tolerations: readonly KubernetesObject[];
  readonly topologySpreadConstraints: readonly KubernetesObject[] | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly priorityClassName: string | undefined;
  readonly schedulerName: string | undefined;
  readonly imagePullSecrets: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly volumes: readonly KubernetesObject[];
  readonly volumeMounts: readonly KubernetesObject[];
  readonly containers: readonly KubernetesObject[];
  readonly initContainers: readonly KubernetesObject[];
}
