import type { PodTemplateSpec } from './pod-template';
import type { StorageSpec } from './storage';

export type NodeRole = 'controller' | 'broker';

export interface ResourcesSpec {
  readonly cpuRequest: string | undefined;
  readonly cpuLimit: string | undefined;
  readonly memoryBytes: number | undefined;
}

export interface JvmSpec {
  readonly heapBytes: number | undefined;
  readonly heapMinBytes: number | undefined;
  /** `-XX` options by name: `true`, `false` or a value. */
  readonly xx: Readonly<Record<string, string>>;
  readonly systemProperties: Readonly<Record<string, string>>;
  readonly gcLogging: boolean | undefined;
}

export interface LoggingSpec {
  readonly rootLevel: string | undefined;
  readonly loggers: Readonly<Record<string, string>>;
}

/** Where `broker.rack` comes from. */
export type RackSpec =
  | { readonly kind: 'literal'; readonly rack: string }
  | { readonly kind: 'podLabel'; readonly label: string };

/** A group of nodes that are alike: one StatefulSet. */
export interface NodePoolSpec {
  readonly name: string | undefined;
  readonly roles: readonly NodeRole[];
  readonly replicas: number;
  readonly firstNodeId: number | undefined;
  readonly storage: StorageSpec | undefined;
  readonly resources: ResourcesSpec | undefined;
  readonly jvm: JvmSpec | undefined;
  readonly logging: LoggingSpec | undefined;
  readonly rack: RackSpec | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly podTemplate: PodTemplateSpec | undefined;
  readonly origin: string | undefined;
}
