import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { connectorTopics, declareConnector } from '../props/connector-props';
import type { ConnectorOptions } from '../props/connector-props';
import { callerOrigin } from '../props/origin';
import type { IConnectCluster } from './connect-cluster';
import type { IKafkaTopic } from './kafka-topic';

/** A connector. */
export interface IKafkaConnector extends IConstruct {
  /** Name of the connector. */
  readonly connectorName: string;
  /** The workers that run it. */
  readonly connect: IConnectCluster;
}

/** A connector. */
export interface KafkaConnectorProps extends ConnectorOptions {
  /** The workers that run it. */
  readonly connect: IConnectCluster;
  /**
   * Topics that a sink reads: rights on them, and its `topics` unless its configuration has them.
   * @default - none
   */
  readonly inputs?: IKafkaTopic[];
  /**
   * Topics that a source writes: rights on them.
   * @default - none
   */
  readonly outputs?: IKafkaTopic[];
  /**
   * Topic for records that a sink cannot process.
   * @default - none
   */
  readonly deadLetterQueue?: IKafkaTopic;
}

/** A connector, made and kept true by the reconciler of the cluster. */
export class KafkaConnector extends Construct implements IKafkaConnector {
  /** Name of the connector. */
  public readonly connectorName: string;
  /** The workers that run it. */
  public readonly connect: IConnectCluster;

  public constructor(scope: Construct, id: string, props: KafkaConnectorProps) {
    super(scope, id);
    const spec = declareConnector(props.connect, props, {
      name: id,
      topics: connectorTopics(props),
      said: { path: this.node.path, origin: callerOrigin() },
    });
    this.connectorName = spec.name;
    this.connect = props.connect;
  }
}
