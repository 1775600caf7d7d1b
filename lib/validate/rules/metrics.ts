import type { ClusterModel } from '../../model/cluster-model';
import type { MetricsSpec } from '../../spec/metrics';
import type { Rule } from '../rule';
import { notReference } from './image-platform';
import type { Check, Complaint } from './support';
import { entry, isWhole, NONE, ofCluster, quoted, shown } from './support';

type ClusterRule = Rule<ClusterModel>;

const ofMetrics = (judge: (said: MetricsSpec) => readonly Complaint[]): Check =>
  ofCluster(({ spec: { metrics } }) =>
    metrics === undefined
      ? NONE
      : judge(metrics).map((complaint) => ({ ...complaint, prop: `metrics.${complaint.prop}` })),
  );

/** `=` and `:` end the path in the option of the virtual machine, and a blank ends the option. */
const JAR = /^(\/[\w.+-]+)+\.jar$/;

export const metricsJar: ClusterRule = {
  code: 'MetricsJar',
  severity: 'error',
  why: 'The path is a part of an option of the Java virtual machine (`-javaagent:<jar>=<port>:<configuration>`): a server that does not find the agent does not start.',
  check: ofMetrics(({ jar }) =>
    JAR.test(jar) && !jar.includes('/../')
      ? NONE
      : [
          {
            prop: 'jar',
            message: `${quoted(jar)} is no path of an agent; allowed is an absolute path of letters, digits and '._+-' that ends with '.jar'`,
            fix: "write it as in '/opt/jmx_prometheus_javaagent.jar'",
          },
        ],
  ),
};

export const metricsImage: ClusterRule = {
  code: 'MetricsImage',
  severity: 'error',
  why: 'A reference that no registry can have shows up as InvalidImageName, after the old pod is gone.',
  check: ofMetrics(({ image }) =>
    image === undefined ? NONE : notReference(image, 'registry.example.com/jmx-exporter:1.5.0'),
  ),
};

const NOT_AS_AGENT = ['hostPort', 'jmxUrl', 'password', 'username'];

export const metricsConfig: ClusterRule = {
  code: 'MetricsConfig',
  severity: 'error',
  why: 'These settings of the JMX exporter connect it to the virtual machine of another process. As an agent it reads its own, and with them it does not start, nor does the server.',
  check: ofMetrics(({ config }) =>
    Object.keys(config ?? {})
      .filter((key) => NOT_AS_AGENT.includes(key))
      .map((key) => ({
        prop: entry('config', key),
        message: `${quoted(key)} is for an exporter beside the server, and this one is an agent in it`,
        fix: 'leave it out',
      })),
  ),
};

const DAY = 24 * 3600;

export const metricsInterval: ClusterRule = {
  code: 'MetricsInterval',
  severity: 'error',
  why: 'A PodMonitor has the interval in whole seconds here; the Prometheus Operator refuses what is none.',
  check: ofMetrics(({ podMonitor }) =>
    podMonitor?.intervalSeconds === undefined || isWhole(podMonitor.intervalSeconds, 1, DAY)
      ? NONE
      : [
          {
            prop: 'podMonitor.interval',
            message: `the metrics are read every ${shown(podMonitor.intervalSeconds)} s; allowed are whole seconds from 1 to a day`,
            fix: 'set a time such as Duration.seconds(30)',
          },
        ],
  ),
};

export const METRICS_RULES: readonly ClusterRule[] = [
  metricsJar,
  metricsImage,
  metricsConfig,
  metricsInterval,
];
