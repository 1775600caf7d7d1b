import type { Manifest } from '../../lib/manifest/manifest';

/** The parts of Kubernetes' types that the tests read. */
export type Labels = Readonly<Record<string, string>>;

export interface KeyItem {
  readonly key: string;
  readonly path: string;
}

export interface SecretSource {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly KeyItem[];
}

export interface ProjectedSource {
  readonly secret?: SecretSource;
  readonly configMap?: SecretSource;
}

export interface Volume {
  readonly name: string;
  readonly configMap?: SecretSource;
  readonly secret?: SecretSource;
  readonly projected?: { readonly sources: readonly ProjectedSource[] };
  readonly emptyDir?: object;
}

export interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
}

export interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly readinessProbe?: {
    readonly tcpSocket?: { readonly port: string };
    readonly httpGet?: { readonly port: string };
    readonly exec?: { readonly command: readonly string[] };
  };
  readonly lifecycle?: {
    readonly preStop: { readonly exec: { readonly command: readonly string[] } };
  };
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly volumeMounts?: readonly Mount[];
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly topologySpreadConstraints?: readonly { readonly labelSelector: Selector }[];
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes: readonly Volume[];
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Labels; readonly annotations: Labels };
  readonly spec: PodSpec;
}

export interface Selector {
  readonly matchLabels: Labels;
}

export interface StatefulSet extends Manifest {
  readonly spec: {
    readonly serviceName: string;
    readonly replicas: number;
    readonly ordinals: { readonly start: number };
    readonly selector: Selector;
    readonly template: PodTemplate;
    readonly volumeClaimTemplates?: readonly {
      readonly metadata: { readonly name: string; readonly labels?: Labels };
    }[];
  };
}

export interface Service extends Manifest {
  readonly spec: {
    readonly clusterIP?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly selector: Labels;
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort: string;
    }[];
  };
}

export interface ConfigMap extends Manifest {
  readonly data?: Labels;
  readonly binaryData?: Labels;
}

export interface DisruptionBudget extends Manifest {
  readonly spec: { readonly selector: Selector };
}

export interface NetworkPolicy extends Manifest {
  readonly spec: {
    readonly podSelector: Selector;
    readonly ingress?: readonly {
      readonly ports: readonly { readonly port: number }[];
      readonly from?: readonly object[];
    }[];
  };
}

export interface Certificate extends Manifest {
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames?: readonly string[];
    readonly issuerRef: { readonly name: string; readonly kind: string };
  };
}

export interface Role extends Manifest {
  readonly rules: readonly {
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

interface Kinds {
  readonly StatefulSet: StatefulSet;
  readonly Service: Service;
  readonly ConfigMap: ConfigMap;
  readonly PodDisruptionBudget: DisruptionBudget;
  readonly NetworkPolicy: NetworkPolicy;
  readonly Certificate: Certificate;
  readonly Role: Role;
}

export function ofKind<K extends keyof Kinds>(
  manifests: readonly Manifest[],
  kind: K,
): readonly Kinds[K][] {
  return manifests.filter((manifest) => manifest.kind === kind) as unknown as readonly Kinds[K][];
}

/** A pod as the controller of its StatefulSet makes it. */
export interface Pod {
  readonly set: StatefulSet;
  readonly nodeId: number;
  readonly name: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
  readonly kafka: Container;
}

export function podsOf(manifests: readonly Manifest[]): readonly Pod[] {
  return ofKind(manifests, 'StatefulSet').flatMap((set) =>
    Array.from({ length: set.spec.replicas }, (_, index) => podOf(set, index)),
  );
}

function podOf(set: StatefulSet, index: number): Pod {
  const nodeId = set.spec.ordinals.start + index;
  const name = `${set.metadata.name}-${String(nodeId)}`;
  const { metadata, spec } = set.spec.template;
  const own = { 'statefulset.kubernetes.io/pod-name': name };
  return { set, nodeId, name, labels: { ...metadata.labels, ...own }, spec, kafka: kafkaOf(spec) };
}

export function kafkaOf(spec: PodSpec): Container {
  return (
    spec.containers.find(({ name }) => ['kafka', 'zookeeper', 'connect'].includes(name)) ?? {
      name: 'missing',
    }
  );
}

export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

/** Kind and name of each object. */
export const titlesOf = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
