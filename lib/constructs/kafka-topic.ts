import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { kubernetesName } from '../model/kubernetes-name';
import { ContentsLists } from '../props/contents-lists';
import { callerOrigin } from '../props/origin';
import { TopicGrants } from '../props/topic-grants';
import { topicSpec } from '../props/topic-props';
import type { TopicOptions } from '../props/topic-props';
import type { IKafkaCluster } from './kafka-cluster-interface';

/** A topic, of this program or of elsewhere. */
export interface IKafkaTopic extends IConstruct {
  /** Name of the topic. */
  readonly topicName: string;
  /** The cluster that it is in. */
  readonly cluster: IKafkaCluster;
  /** Rights on the topic, for users. */
  readonly grants: TopicGrants;
}

/** A topic. */
export interface KafkaTopicProps extends TopicOptions {
  /** The cluster that it is in. */
  readonly cluster: IKafkaCluster;
}

/** A topic that is made elsewhere. */
export interface KafkaTopicAttributes {
  /** The cluster that it is in. */
  readonly cluster: IKafkaCluster;
  /**
   * Name of the topic.
   * @default - the id of the construct
   */
  readonly topicName?: string;
}

/** A topic of a Kafka cluster. The reconciler of the cluster makes it, and never deletes it unless it is told to. */
export class KafkaTopic extends Construct implements IKafkaTopic {
  /** A topic that is made elsewhere: rights on it can be granted all the same. */
  public static fromName(
    scope: Construct,
    id: string,
    attributes: KafkaTopicAttributes,
  ): IKafkaTopic {
    return new ExistingKafkaTopic(scope, id, attributes);
  }

  /** Name of the topic. */
  public readonly topicName: string;
  /** Name of a Kubernetes object for the topic: its own where it fits, else with a hash of it. */
  public readonly kubernetesName: string;
  /** The cluster that it is in. */
  public readonly cluster: IKafkaCluster;
  /** Rights on the topic, for users. */
  public readonly grants: TopicGrants;

  public constructor(scope: Construct, id: string, props: KafkaTopicProps) {
    super(scope, id);
    const spec = topicSpec(props, id, { path: this.node.path, origin: callerOrigin() });
    this.topicName = spec.name;
    this.kubernetesName = kubernetesName(spec.name);
    this.cluster = props.cluster;
    this.grants = TopicGrants._of({
      topicName: this.topicName,
      cluster: this.cluster,
      path: this.node.path,
    });
    ContentsLists.of(props.cluster).add('topics', spec);
  }
}

class ExistingKafkaTopic extends Construct implements IKafkaTopic {
  public readonly topicName: string;
  public readonly cluster: IKafkaCluster;
  public readonly grants: TopicGrants;

  public constructor(scope: Construct, id: string, attributes: KafkaTopicAttributes) {
    super(scope, id);
    this.topicName = attributes.topicName ?? id;
    this.cluster = attributes.cluster;
    this.grants = TopicGrants._of({
      topicName: this.topicName,
      cluster: this.cluster,
      path: this.node.path,
    });
    ContentsLists.of(attributes.cluster).add('topicReferences', this.topicName);
  }
}
