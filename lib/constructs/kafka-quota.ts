import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { ContentsLists } from '../props/contents-lists';
import { callerOrigin } from '../props/origin';
import { quotasSpec } from '../props/quotas';
import type { QuotaEntity, QuotaOptions } from '../props/quotas';
import type { IKafkaCluster } from './kafka-cluster-interface';

/** Limits of clients. */
export interface IKafkaQuota extends IConstruct {
  /** The cluster that keeps the limits. */
  readonly cluster: IKafkaCluster;
}

/** Limits of clients. */
export interface KafkaQuotaProps extends QuotaOptions {
  /** The cluster that keeps the limits. */
  readonly cluster: IKafkaCluster;
  /** Whom the limits are for. */
  readonly entity: QuotaEntity;
  /**
   * Whether the limits are left as they are for the time being: what differs is shown, and nothing is done about it.
   * @default false
   */
  readonly paused?: boolean;
}

/** Limits of clients that are no user of the program: defaults, client ids, addresses. */
export class KafkaQuota extends Construct implements IKafkaQuota {
  /** The cluster that keeps the limits. */
  public readonly cluster: IKafkaCluster;

  public constructor(scope: Construct, id: string, props: KafkaQuotaProps) {
    super(scope, id);
    this.cluster = props.cluster;
    ContentsLists.of(props.cluster).add('quotas', {
      entity: props.entity._toSpec(),
      quotas: quotasSpec(props),
      paused: props.paused,
      said: { path: this.node.path, origin: callerOrigin() },
    });
  }
}
