import type { Manifest } from '../../manifest/manifest';
import { listenerNameOf } from '../../model/listeners';
import { byText, sortedSet } from '../../util/sort';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const ZOOKEEPER = 'cdk8s-kafka/zookeeper';

/** A cluster as its manifests name it. */
export interface ClusterPlace {
  readonly cluster: string;
  readonly namespace: string | undefined;
}

/** As much of any object as is read here. */
interface Seen extends Manifest {
  readonly spec?: {
    readonly type?: string;
    readonly replicas?: number;
    readonly ordinals?: { readonly start?: number };
    readonly ports?: readonly { readonly name?: string; readonly port: number }[];
    readonly template?: { readonly spec?: PodSpec };
    readonly jobTemplate?: { readonly spec?: { readonly template?: { readonly spec?: PodSpec } } };
    readonly volumeClaimTemplates?: readonly Claim[];
    /** Route. */
    readonly host?: string;
    readonly to?: { readonly name?: string };
    /** TLSRoute, Ingress. */
    readonly hostnames?: readonly string[];
    readonly rules?: readonly RouteRule[];
  };
}

interface PodSpec {
  readonly containers?: readonly {
    readonly image?: string;
    readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
    readonly env?: readonly { readonly name: string; readonly value?: string }[];
  }[];
}

interface Claim {
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly resources?: { readonly requests?: { readonly storage?: string } } };
}

interface RouteRule {
  readonly host?: string;
  readonly backendRefs?: readonly { readonly name?: string }[];
  readonly http?: {
    readonly paths?: readonly {
      readonly backend?: { readonly service?: { readonly name?: string } };
    }[];
  };
}

export interface Pool {
  readonly name: string;
  readonly nodes: number;
  readonly roles: readonly string[];
  readonly version: string;
  readonly image: string;
  readonly sizes: readonly string[];
  /** Names of listeners. */
  readonly ports: readonly string[];
}

const labelOf = ({ metadata }: Manifest, label: string): string => metadata.labels?.[label] ?? '';

const isIn = (manifest: Manifest, { cluster, namespace }: ClusterPlace): boolean =>
  labelOf(manifest, INSTANCE) === cluster && manifest.metadata.namespace === namespace;

/** The clusters that some manifests make. */
export function clustersOf(manifests: readonly Manifest[]): readonly ClusterPlace[] {
  const sets = manifests.filter(
    (manifest) => manifest.kind === 'StatefulSet' && labelOf(manifest, NAME) === 'kafka',
  );
  const keys = sets.map((set) => JSON.stringify([labelOf(set, INSTANCE), set.metadata.namespace]));
  return sortedSet(keys).map((key) => {
    const [cluster, namespace] = JSON.parse(key) as [string, string | null];
    return { cluster, namespace: namespace ?? undefined };
  });
}

/** The StatefulSets of a cluster, and of the ensemble that it stands on. */
export function poolsOf(manifests: readonly Manifest[], place: ClusterPlace): readonly Pool[] {
  const sets = (manifests as readonly Seen[]).filter(({ kind }) => kind === 'StatefulSet');
  const own = sets.filter((set) => isIn(set, place) && labelOf(set, NAME) === 'kafka');
  const ensembles = new Set(own.map((set) => labelOf(set, ZOOKEEPER)));
  const beneath = sets.filter(
    (set) => labelOf(set, NAME) === 'zookeeper' && ensembles.has(labelOf(set, INSTANCE)),
  );
  return [...beneath, ...own].map(poolOf).sort((a, b) => byText(a.name, b.name));
}

type Containers = NonNullable<PodSpec['containers']>;

/** Of the pods that a workload makes. */
function containersOf({ spec }: Seen): Containers {
  const pod = spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec;
  return pod?.containers ?? [];
}

const sizeOf = ({ metadata, spec }: Claim): string =>
  `${metadata?.name ?? ''} ${spec?.resources?.requests?.storage ?? ''}`;

function poolOf(set: Seen): Pool {
  const [container] = containersOf(set);
  const isRole = (role: string): boolean => labelOf(set, `cdk8s-kafka/${role}`) === 'true';
  const roles = ['controller', 'broker'].filter(isRole);
  return {
    name: set.metadata.name,
    nodes: set.spec?.replicas ?? 1,
    roles: roles.length > 0 ? roles : [labelOf(set, NAME)],
    version: labelOf(set, 'app.kubernetes.io/version'),
    image: container?.image ?? '',
    sizes: (set.spec?.volumeClaimTemplates ?? []).map(sizeOf),
    ports: (container?.ports ?? []).map(({ name = '', containerPort }) =>
      listenerNameOf(name, containerPort),
    ),
  };
}

export interface Listener {
  readonly name: string;
  readonly port: number;
  /** Names by which pods of the cluster reach it. */
  readonly hosts: readonly string[];
  /** All ways to it, in words. */
  readonly ways: readonly string[];
}

const CONTROL_PLANE = 'ctrlplane';

/** Listeners by the Services that lead to them, and what leads to those from outside. */
export function listenersOf(
  manifests: readonly Manifest[],
  place: ClusterPlace,
): readonly Listener[] {
  const own = (manifests as readonly Seen[]).filter((one) => isIn(one, place));
  const services = own.filter(({ kind }) => kind === 'Service');
  const ports = new Map(
    services.flatMap(({ spec }) => (spec?.ports ?? []).map(({ name = '', port }) => [name, port])),
  );
  return [...ports]
    .filter(([name, port]) => listenerNameOf(name, port) !== CONTROL_PLANE)
    .map(([name, port]) => {
      const leading = services.filter(({ spec }) => spec?.ports?.some((one) => one.name === name));
      const names = new Set(leading.map(({ metadata }) => metadata.name));
      const hosts = leading.map(
        ({ metadata }) => `${metadata.name}.${metadata.namespace ?? ''}.svc`,
      );
      const outside = own.flatMap((route) => waysBy(route, names));
      const ways = [
        ...leading.map(
          ({ metadata, spec }) => `Service ${metadata.name} (${spec?.type ?? 'ClusterIP'})`,
        ),
        ...outside,
      ];
      return { name: listenerNameOf(name, port), port, hosts, ways };
    });
}

function waysBy({ kind, spec }: Seen, services: ReadonlySet<string>): readonly string[] {
  const rules = spec?.rules ?? [];
  const targets = [
    spec?.to?.name,
    ...rules.flatMap(({ backendRefs = [] }) => backendRefs.map(({ name }) => name)),
    ...rules.flatMap(({ http }) =>
      (http?.paths ?? []).map(({ backend }) => backend?.service?.name),
    ),
  ];
  if (!targets.some((name) => name !== undefined && services.has(name))) return [];
  const hosts = [spec?.host, ...(spec?.hostnames ?? []), ...rules.map(({ host }) => host)];
  return hosts.flatMap((host) => (host === undefined ? [] : [`${kind} ${host}`]));
}

/** A workload that is told a cluster's address. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly servers: string;
  readonly user: string;
  readonly images: readonly string[];
}

/** Workloads that know where Kafka is, in whatever way they came to know it. */
export function workloadsOf(manifests: readonly Manifest[]): readonly Workload[] {
  return (manifests as readonly Seen[]).flatMap((workload) => {
    const { kind, metadata } = workload;
    const containers = containersOf(workload);
    const env = containers.flatMap((container) => container.env ?? []);
    const valueOf = (name: string): string => env.find((one) => one.name === name)?.value ?? '';
    const servers = valueOf('KAFKA_BOOTSTRAP_SERVERS');
    if (servers === '') return [];
    const user = valueOf('KAFKA_SASL_USERNAME');
    const images = containers.map(({ image = '' }) => image);
    return [{ kind, name: metadata.name, servers, user, images }];
  });
}
