import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { expand, GRANTS } from '../acl';
import { topic } from '../acl/binding';
import { completeStreams } from '../model/streams';
import { ContentsLists } from '../props/contents-lists';
import type { GrantResult, IKafkaGrantee } from '../props/grantee';
import { callerOrigin } from '../props/origin';
import { streamsSpec } from '../props/streams';
import type { StreamsApplicationOptions } from '../props/streams';
import type { IKafkaCluster } from './kafka-cluster-interface';
import type { IKafkaTopic } from './kafka-topic';

/** A Kafka Streams application. */
export interface IStreamsApplication extends IConstruct {
  /** Its `application.id`. */
  readonly applicationId: string;
}

/** A Kafka Streams application. */
export interface StreamsApplicationProps extends StreamsApplicationOptions {
  /** The cluster that it works on. */
  readonly cluster: IKafkaCluster;
  /** Who it is to Kafka. */
  readonly user: IKafkaGrantee;
  /** Topics that it reads, global tables among them. */
  readonly inputs: IKafkaTopic[];
  /**
   * Topics that it writes.
   * @default - none
   */
  readonly outputs?: IKafkaTopic[];
}

/** A Kafka Streams application: the rights on its inputs and outputs, its internal topics, its group and its transactions. */
export class StreamsApplication extends Construct implements IStreamsApplication {
  /** Its `application.id`. */
  public readonly applicationId: string;
  /** What came of the grant. */
  public readonly grantResult: GrantResult;

  public constructor(scope: Construct, id: string, props: StreamsApplicationProps) {
    super(scope, id);
    this.applicationId = props.applicationId ?? id;
    const said = { path: this.node.path, origin: callerOrigin() };
    const { applicationId } = this;
    const { principal } = props.user;
    const reason = `StreamsApplication ${applicationId}`;
    const lists = ContentsLists.of(props.cluster);
    const inputs = lists.topicNames(props.inputs, { reason, ...said });
    lists.add('streamsApplications', { applicationId, principal, inputs, said });
    this.grantResult = lists.grant(props.user, {
      grants: expand(GRANTS.streams, {
        ...completeStreams(streamsSpec(props, applicationId)),
        inputs: inputs.map(topic),
        outputs: lists.topicNames(props.outputs ?? [], { reason, ...said }).map(topic),
      }),
      permission: 'ALLOW',
      host: '*',
      reason,
      ...said,
    });
  }
}
