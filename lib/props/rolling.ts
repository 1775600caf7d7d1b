import type { Duration } from 'cdk8s';
import type { RollingSpec } from '../spec/cluster';
import { secondsOf } from './units';

/** How nodes stop. */
export interface RollingOptions {
  /**
   * Longest time that a node waits before it stops until no partition would fall below `min.insync.replicas`, or until
   * the other controllers are a majority that is caught up. Then it stops all the same.
   * @default - 5 minutes
   */
  readonly maxWait?: Duration;
  /**
   * Time for the shutdown itself, in which the leaders move away; about 5 ms for each replica.
   * @default - 2 minutes
   */
  readonly shutdown?: Duration;
  /**
   * How long a broker that was stopped has to serve again before another node may stop: a JVM that has just started
   * takes leaders over slowly, and the partitions are silent for as long. At its end the broker leads again what it is
   * the preferred leader of, unless `auto.leader.rebalance.enable` is false.
   * @default - 30 seconds
   */
  readonly warmUp?: Duration;
}

export function rollingSpec(options: RollingOptions): RollingSpec {
  return {
    maxWaitSeconds: secondsOf(options.maxWait),
    shutdownSeconds: secondsOf(options.shutdown),
    warmUpSeconds: secondsOf(options.warmUp),
  };
}
