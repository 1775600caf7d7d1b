import * as pulumi from '@pulumi/pulumi';
import { connectorTopics, declareConnector } from '../props/connector-props';
import type { ConnectorOptions } from '../props/connector-props';
import { callerOrigin } from '../props/origin';
import type { IConnectCluster } from './connect-cluster';
import type { IKafkaTopic } from './kafka-topic';

/** A connector. */
export interface KafkaConnectorArgs extends ConnectorOptions {
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
export class KafkaConnector extends pulumi.ComponentResource {
  /** Name of the connector. */
  public readonly connectorName: string;

  public constructor(
    name: string,
    args: KafkaConnectorArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const spec = declareConnector(args.connect, args, {
      name,
      topics: connectorTopics(args),
      said: { path: name, origin: callerOrigin() },
    });
    super('cdk8s-kafka:index:KafkaConnector', name, {}, options);
    this.connectorName = spec.name;
    this.registerOutputs({ connectorName: this.connectorName });
  }
}
