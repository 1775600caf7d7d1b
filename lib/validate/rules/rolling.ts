import type { ClusterModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { isWhole, NONE, ofCluster, shown } from './support';

type ClusterRule = Rule<ClusterModel>;

const HOUR = 3600;
const DAY = 24 * HOUR;
const LEAST_SHUTDOWN = 30;

export const rollingMaxWait: ClusterRule = {
  code: 'RollingMaxWait',
  severity: 'error',
  why: 'The time is a part of the grace period of the pods, which counts in whole seconds. A node that waits for days holds up everything that drains its host.',
  check: ofCluster(({ rolling: { maxWaitSeconds } }) =>
    isWhole(maxWaitSeconds, 0, DAY)
      ? NONE
      : [
          {
            prop: 'rolling.maxWait',
            message: `a node waits ${shown(maxWaitSeconds)} s until it may stop; allowed are whole seconds from 0 to a day`,
            fix: 'set a time such as Duration.minutes(5)',
          },
        ],
  ),
};

export const rollingShutdown: ClusterRule = {
  code: 'RollingShutdown',
  severity: 'error',
  why: 'A broker that is killed before it has handed its leaders over leaves partitions without one, and has to check its logs when it starts.',
  check: ofCluster(({ rolling: { shutdownSeconds } }) =>
    isWhole(shutdownSeconds, LEAST_SHUTDOWN + 1, DAY)
      ? NONE
      : [
          {
            prop: 'rolling.shutdown',
            message: `a node has ${shown(shutdownSeconds)} s for its shutdown; allowed are whole seconds, more than ${String(LEAST_SHUTDOWN)} and at most a day`,
            fix: 'set a time such as Duration.minutes(2)',
          },
        ],
  ),
};

export const rollingWarmUp: ClusterRule = {
  code: 'RollingWarmUp',
  severity: 'error',
  why: 'The time is `minReadySeconds` of the pools with brokers, which counts in whole seconds; a longer one would keep a roll from ending.',
  check: ofCluster(({ rolling: { warmUpSeconds } }) =>
    isWhole(warmUpSeconds, 0, HOUR)
      ? NONE
      : [
          {
            prop: 'rolling.warmUp',
            message: `a broker serves for ${shown(warmUpSeconds)} s before the next may stop; allowed are whole seconds from 0 to an hour`,
            fix: 'set a time such as Duration.seconds(30)',
          },
        ],
  ),
};

export const ROLLING_RULES: readonly ClusterRule[] = [
  rollingMaxWait,
  rollingShutdown,
  rollingWarmUp,
];
