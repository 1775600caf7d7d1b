import * as pulumi from '@pulumi/pulumi';
import { ContentsLists } from '../props/contents-lists';
import { callerOrigin } from '../props/origin';
import { TopicGrants } from '../props/topic-grants';
import { topicSpec } from '../props/topic-props';
import type { TopicOptions } from '../props/topic-props';
import type { IKafkaCluster } from './cluster-interface';

/** A topic, of this program or of elsewhere. */
export interface IKafkaTopic {
  /** Name of the topic. */
  readonly topicName: string;
  /** The cluster that it is in. */
  readonly cluster: IKafkaCluster;
  /** Rights on the topic, for users. */
  readonly grants: TopicGrants;
}

/** A topic. */
export interface KafkaTopicArgs extends TopicOptions {
  /** The cluster that it is in. */
  readonly cluster: IKafkaCluster;
}

/** A topic of a Kafka cluster. The reconciler of the cluster makes it, and never deletes it unless it is told to. */
export class KafkaTopic extends pulumi.ComponentResource implements IKafkaTopic {
  /**
   * A topic that is made elsewhere: rights on it can be granted all the same.
   * @param cluster the cluster that it is in
   * @param topicName name of the topic
   */
  public static fromName(cluster: IKafkaCluster, topicName: string): IKafkaTopic {
    ContentsLists.of(cluster).add('topicReferences', topicName);
    return { topicName, cluster, grants: TopicGrants._of({ topicName, cluster, path: topicName }) };
  }

  /** Name of the topic. */
  public readonly topicName: string;
  /** The cluster that it is in. */
  public readonly cluster: IKafkaCluster;
  /** Rights on the topic, for users. */
  public readonly grants: TopicGrants;

  public constructor(
    name: string,
    args: KafkaTopicArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const spec = topicSpec(args, name, { path: name, origin: callerOrigin() });
    ContentsLists.of(args.cluster).add('topics', spec);
    super('cdk8s-kafka:index:KafkaTopic', name, {}, options);
    this.topicName = spec.name;
    this.cluster = args.cluster;
    this.grants = TopicGrants._of({ topicName: spec.name, cluster: args.cluster, path: name });
    this.registerOutputs({ topicName: this.topicName });
  }
}
