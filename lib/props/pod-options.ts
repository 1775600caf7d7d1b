import type { Size } from 'cdk8s';
import type { JvmSpec, LoggingSpec, ResourcesSpec } from '../spec/node-pool';
import type { PodTemplateSpec } from '../spec/pod-template';
import { bytesOf } from './units';

/** CPU and memory of a Kafka container. */
export interface ResourceOptions {
  /**
   * CPU that the scheduler sets aside, as a Kubernetes quantity: `2`, `500m`.
   * @default - 500m for brokers, 250m for controllers
   */
  readonly cpuRequest?: string;
  /**
   * Most CPU, as a Kubernetes quantity. A limit slows a broker down exactly when it has to catch up.
   * @default - no limit
   */
  readonly cpuLimit?: string;
  /**
   * Memory, both requested and the limit. What the heap leaves is page cache, which Kafka lives on.
   * @default - 2 GiB for brokers, 1 GiB for controllers
   */
  readonly memory?: Size;
}

/** Options of the Java virtual machine. */
export interface JvmOptions {
  /**
   * Heap (`-Xmx`, and `-Xms` unless `heapMin` is given).
   * @default - half of the memory, 6 GiB at most
   */
  readonly heap?: Size;
  /**
   * Heap at the start (`-Xms`).
   * @default - the whole heap
   */
  readonly heapMin?: Size;
  /**
   * `-XX` options by name: `true` and `false` switch (`-XX:+Name`), any other text is a value (`-XX:Name=value`).
   * Given, they take the place of Kafka's own choice (G1 with a pause target of 20 ms).
   * @default - Kafka's own
   */
  readonly xx?: { readonly [option: string]: string };
  /**
   * Java system properties (`-Dname=value`).
   * @default - addresses of other pods are looked up again after 5 s
   */
  readonly systemProperties?: { readonly [name: string]: string };
  /**
   * Whether garbage collection is logged, to standard output.
   * @default false
   */
  readonly gcLogging?: boolean;
}

/** Levels of the loggers (Log4j 2 for Kafka 4, Log4j 1 for Kafka 3.9). */
export interface LoggingOptions {
  /**
   * Level of the root logger: `ERROR`, `WARN`, `INFO`, `DEBUG`, `TRACE`, `OFF`.
   * @default INFO
   */
  readonly rootLevel?: string;
  /**
   * Levels by logger, for example `kafka.authorizer.logger`.
   * @default - request loggers at WARN, the authorizer's at INFO
   */
  readonly loggers?: { readonly [logger: string]: string };
}

/** What is added to the pods. Pieces of the Kubernetes API are written as they are there. */
export interface PodTemplateOptions {
  /**
   * Labels; those that select the pods stay as they are.
   * @default - none
   */
  readonly labels?: { readonly [label: string]: string };
  /**
   * Annotations.
   * @default - none
   */
  readonly annotations?: { readonly [annotation: string]: string };
  /**
   * Affinity (core/v1 Affinity).
   * @default - none
   */
  readonly affinity?: { readonly [field: string]: unknown };
  /**
   * Tolerations (core/v1 Toleration).
   * @default - none
   */
  readonly tolerations?: { readonly [field: string]: unknown }[];
  /**
   * How pods spread (core/v1 TopologySpreadConstraint).
   * @default - brokers on hosts of their own as far as there are hosts, and over zones where possible; likewise controllers
   */
  readonly topologySpreadConstraints?: { readonly [field: string]: unknown }[];
  /**
   * Labels that a host must have.
   * @default - any host
   */
  readonly nodeSelector?: { readonly [label: string]: string };
  /**
   * PriorityClass of the pods.
   * @default - the default of the Kubernetes cluster
   */
  readonly priorityClassName?: string;
  /**
   * Scheduler of the pods.
   * @default - the default scheduler
   */
  readonly schedulerName?: string;
  /**
   * Names of Secrets to pull images with.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Environment variables of the Kafka container. For values that may be seen by all: secrets come as files.
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };
  /**
   * More volumes of the pod (core/v1 Volume).
   * @default - none
   */
  readonly volumes?: { readonly [field: string]: unknown }[];
  /**
   * More mounts of the Kafka container (core/v1 VolumeMount).
   * @default - none
   */
  readonly volumeMounts?: { readonly [field: string]: unknown }[];
  /**
   * More containers of the pod (core/v1 Container).
   * @default - none
   */
  readonly containers?: { readonly [field: string]: unknown }[];
  /**
   * Init containers of the pod (core/v1 Container).
   * @default - none
   */
  readonly initContainers?: { readonly [field: string]: unknown }[];
}

export function resourcesSpec(options: ResourceOptions): ResourcesSpec {
  return {
    cpuRequest: options.cpuRequest,
    cpuLimit: options.cpuLimit,
    memoryBytes: bytesOf(options.memory),
  };
}

export function jvmSpec(options: JvmOptions): JvmSpec {
  return {
    heapBytes: bytesOf(options.heap),
    heapMinBytes: bytesOf(options.heapMin),
    xx: options.xx ?? {},
    systemProperties: options.systemProperties ?? {},
    gcLogging: options.gcLogging,
  };
}

export function loggingSpec(options: LoggingOptions): LoggingSpec {
  return { rootLevel: options.rootLevel, loggers: options.loggers ?? {} };
}

export function podTemplateSpec(options: PodTemplateOptions): PodTemplateSpec {
  return {
    labels: options.labels ?? {},
    annotations: options.annotations ?? {},
    affinity: options.affinity,
    tolerations: options.tolerations ?? [],
    topologySpreadConstraints: options.topologySpreadConstraints,
    nodeSelector: options.nodeSelector ?? {},
    priorityClassName: options.priorityClassName,
    schedulerName: options.schedulerName,
    imagePullSecrets: options.imagePullSecrets ?? [],
    env: options.env ?? {},
    volumes: options.volumes ?? [],
    volumeMounts: options.volumeMounts ?? [],
    containers: options.containers ?? [],
    initContainers: options.initContainers ?? [],
  };
}
