import { METRICS_PORT } from '../../model/metrics';
import type { MetricsModel } from '../../model/metrics';
import { CONFIG } from './paths';

/** JSON, which is YAML as well. */
const FILE = 'jmx-exporter.yaml';

/** What the Java virtual machine of a server is told. */
export const agentOptions = (metrics: MetricsModel | undefined): readonly string[] =>
  metrics === undefined
    ? []
    : [`-javaagent:${metrics.jar}=${String(METRICS_PORT.port)}:${CONFIG}/${FILE}`];

/** The exporter reads its file anew when it has changed: not a reason to restart a server. */
export const metricsFiles = (
  metrics: MetricsModel | undefined,
): Readonly<Record<string, string>> =>
  metrics === undefined ? {} : { [FILE]: `${JSON.stringify(metrics.config, undefined, 1)}\n` };
