import type { MetricsSpec } from '../../../../lib/spec/metrics';
import * as rules from '../../../../lib/validate/rules/metrics';
import { cluster } from '../../../support/build';
import type { Cases } from './case';

const measured = (said: Partial<MetricsSpec> = {}) =>
  cluster({
    metrics: {
      jar: '/opt/agent-1.5.0.jar',
      image: undefined,
      config: undefined,
      peers: [{ podSelector: {} }],
      podMonitor: undefined,
      ...said,
    },
  });
const every = (intervalSeconds: number | undefined) =>
  measured({ podMonitor: { labels: {}, intervalSeconds } });

export const METRICS_CASES: Cases = [
  {
    rule: rules.metricsJar,
    valid: [cluster(), measured(), measured({ jar: '/a/b+c/jmx_prometheus-javaagent.jar' })],
    invalid: [
      'agent.jar',
      '',
      '/opt/agent',
      '/opt/a b.jar',
      '/opt/agent.jar=9404:x.jar',
      '/opt/../agent.jar',
    ].map((jar) => [measured({ jar }), ['metrics.jar']]),
  },
  {
    rule: rules.metricsImage,
    valid: [measured(), measured({ image: 'registry.example.com/jmx-exporter:1.5.0' })],
    invalid: ['', 'Agent:1', 'a b'].map((image) => [measured({ image }), ['metrics.image']]),
  },
  {
    rule: rules.metricsConfig,
    valid: [measured(), measured({ config: { rules: [], lowercaseOutputName: true } })],
    invalid: [
      [
        measured({ config: { hostPort: 'localhost:9999', rules: [] } }),
        ["metrics.config['hostPort']"],
      ],
      [
        measured({ config: { jmxUrl: '', username: 'u', password: 'p' } }),
        ["metrics.config['jmxUrl']", "metrics.config['username']", "metrics.config['password']"],
      ],
    ],
  },
  {
    rule: rules.metricsInterval,
    valid: [measured(), every(undefined), every(30)],
    invalid: [0, 0.5, Number.NaN, 100_000].map((seconds) => [
      every(seconds),
      ['metrics.podMonitor.interval'],
    ]),
  },
];
