import { expand, GRANTS } from '../acl';
import type { AclGrant } from '../acl';
import { topic } from '../acl/binding';
import type { AclResourceSpec } from '../spec/acl';
import { ContentsLists } from './contents-lists';
import { groupsSaid, optionsText, transactionsSaid } from './grant-options';
import type {
  ConsumeGrantOptions,
  ProduceGrantOptions,
  ResetOffsetsGrantOptions,
  ShareConsumeGrantOptions,
} from './grant-options';
import type { GrantResult, IKafkaGrantee } from './grantee';
import { callerOrigin } from './origin';

/** A topic on which rights are granted. */
export interface GrantedTopic {
  readonly topicName: string;
  /** What stands for its cluster in the program. */
  readonly cluster: object;
  readonly path: string;
}

/** Rights on a topic, exactly those that a client needs for what it does and no others. */
export class TopicGrants {
  /** @internal */
  public static _of(topic: GrantedTopic): TopicGrants {
    return new TopicGrants(topic);
  }

  private constructor(private readonly topic: GrantedTopic) {}

  /**
   * Produce, idempotent or not; with a transactional id in transactions.
   * @param grantee who
   * @param options transactional ids
   */
  public produce(grantee: IKafkaGrantee, options: ProduceGrantOptions = {}): GrantResult {
    const { brokersBefore28 } = ContentsLists.of(this.topic.cluster).facts;
    const transactionalIds = transactionsSaid(options);
    const grants = expand(GRANTS.produce, {
      topics: this.resources,
      transactionalIds,
      brokersBefore28,
    });
    return this.grant('produce', grantee, options, grants);
  }

  /**
   * Consume, in a group of the classic protocol or of KIP-848.
   * @param grantee who
   * @param options groups
   */
  public consume(grantee: IKafkaGrantee, options: ConsumeGrantOptions): GrantResult {
    const grants = expand(GRANTS.consume, { topics: this.resources, groups: groupsSaid(options) });
    return this.grant('consume', grantee, options, grants);
  }

  /**
   * Read partitions that the client assigns to itself, without a group.
   * @param grantee who
   */
  public read(grantee: IKafkaGrantee): GrantResult {
    const grants = expand(GRANTS.consume, { topics: this.resources, groups: groupsSaid({}) });
    return this.grant('read', grantee, {}, grants);
  }

  /**
   * Consume in share groups (KIP-932).
   * @param grantee who
   * @param options groups
   */
  public shareConsume(grantee: IKafkaGrantee, options: ShareConsumeGrantOptions): GrantResult {
    const grants = expand(GRANTS.shareConsume, {
      topics: this.resources,
      groups: groupsSaid(options),
      configures: options.configureGroup === true,
    });
    return this.grant('shareConsume', grantee, options, grants);
  }

  /**
   * See partitions and configuration.
   * @param grantee who
   */
  public describe(grantee: IKafkaGrantee): GrantResult {
    return this.grant('describe', grantee, {}, this.expandTopic('describe'));
  }

  /**
   * See how far consumers are behind.
   * @param grantee who
   * @param options groups
   */
  public monitor(grantee: IKafkaGrantee, options: ConsumeGrantOptions): GrantResult {
    const grants = expand(GRANTS.monitor, { topics: this.resources, groups: groupsSaid(options) });
    return this.grant('monitor', grantee, options, grants);
  }

  /**
   * Move groups to other offsets (`kafka-consumer-groups --reset-offsets`).
   * @param grantee who
   * @param options groups
   */
  public resetOffsets(grantee: IKafkaGrantee, options: ResetOffsetsGrantOptions): GrantResult {
    const grants = expand(GRANTS.resetOffsets, {
      topics: this.resources,
      groups: groupsSaid(options),
      deletes: options.deletes === true,
    });
    return this.grant('resetOffsets', grantee, options, grants);
  }

  /**
   * Delete records. Kafka knows no narrower right: it is also that of deleting the topic.
   * @param grantee who
   */
  public purge(grantee: IKafkaGrantee): GrantResult {
    return this.grant('purge', grantee, {}, this.expandTopic('purge'));
  }

  /**
   * Create, delete, add partitions and configure; not read and not write.
   * @param grantee who
   */
  public admin(grantee: IKafkaGrantee): GrantResult {
    return this.grant('admin', grantee, {}, this.expandTopic('admin'));
  }

  private get resources(): readonly AclResourceSpec[] {
    return [topic(this.topic.topicName)];
  }

  private expandTopic(kind: 'admin' | 'describe' | 'purge'): readonly AclGrant[] {
    return expand(GRANTS[kind], { topics: this.resources });
  }

  private grant(
    verb: string,
    grantee: IKafkaGrantee,
    options: object,
    grants: readonly AclGrant[],
  ): GrantResult {
    return ContentsLists.of(this.topic.cluster).grant(grantee, {
      grants,
      permission: 'ALLOW',
      host: '*',
      reason: `${this.topic.topicName}.grants.${verb}(${optionsText(options)})`,
      path: this.topic.path,
      origin: callerOrigin(),
    });
  }
}
