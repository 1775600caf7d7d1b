import type { QuotaEntity } from './desired-state';
import type { Said } from './said';

/** Limits for each broker, or for the controller. */
export interface QuotasSpec {
  /** Bytes a second. */
  readonly producerByteRate: number | undefined;
  readonly consumerByteRate: number | undefined;
  /** Of the time of one request handler or network thread; 200 are two threads. */
  readonly requestPercentage: number | undefined;
  /** Partitions created and deleted a second. */
  readonly controllerMutationRate: number | undefined;
  /** Connections a second; of addresses only. */
  readonly connectionCreationRate: number | undefined;
}

/** Quotas of what need not be a user of the program. */
export interface QuotaSpec {
  readonly entity: QuotaEntity;
  readonly quotas: QuotasSpec;
  readonly paused: boolean | undefined;
  readonly said: Said;
}
