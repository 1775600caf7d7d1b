import type { Duration } from 'cdk8s';
import type { MetricsSpec } from '../spec/metrics';
import { secondsOf } from './units';

/** A PodMonitor of the Prometheus Operator (monitoring.coreos.com/v1), which must be installed. */
export interface PodMonitorOptions {
  /**
   * Labels by which a Prometheus finds its PodMonitors, for example `release: prometheus`.
   * @default - those that every object has
   */
  readonly labels?: { readonly [label: string]: string };
  /**
   * How often the metrics are read; whole seconds.
   * @default - as that Prometheus is configured
   */
  readonly interval?: Duration;
}

/** Prometheus' JMX exporter in the Java virtual machine of each server. */
export interface JmxExporterOptions {
  /**
   * Absolute path of the agent's jar (`jmx_prometheus_javaagent-<version>.jar`, 1.0 or newer) in `image`, or in the servers' own image,
   * which has it where it is one of Strimzi or AMQ Streams.
   */
  readonly jar: string;
  /**
   * Image that has the jar and the command `cp`: a container of it copies the jar before the server starts.
   * @default - the servers' own image has it
   */
  readonly image?: string;
  /**
   * Pods that may read the metrics, on port 9404 (networking.k8s.io/v1 NetworkPolicyPeer). There is no authentication: names of topics
   * and of consumer groups can be read.
   */
  readonly peers: { readonly [field: string]: unknown }[];
  /**
   * Configuration of the exporter, as in its documentation (`rules`, `excludeObjectNames`, `lowercaseOutputName`). A change
   * takes effect without a restart.
   * @default - rules by which the names of the metrics are those that dashboards for Kafka use
   */
  readonly config?: { readonly [key: string]: unknown };
  /**
   * Let the Prometheus Operator find the pods.
   * @default - no PodMonitor
   */
  readonly podMonitor?: PodMonitorOptions;
}

/** How the metrics of servers come to Prometheus. */
export class Metrics {
  /**
   * `/metrics` on port 9404 of each pod, by the JMX exporter as a Java agent.
   *
   * A server whose jar is missing does not start. The agent takes about 1 s of each start and 30 MiB of memory beside the heap.
   */
  public static jmxExporter(options: JmxExporterOptions): Metrics {
    const { podMonitor } = options;
    return new Metrics({
      jar: options.jar,
      image: options.image,
      config: options.config,
      peers: options.peers,
      podMonitor: podMonitor && {
        labels: podMonitor.labels ?? {},
        intervalSeconds: secondsOf(podMonitor.interval),
      },
    });
  }

  private constructor(private readonly spec: MetricsSpec) {}

  /** @internal */
  public _toSpec(): MetricsSpec {
    return this.spec;
  }
}
