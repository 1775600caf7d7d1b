import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { ConnectModel } from '../model/connect';
import { connectElsewhere } from '../props/connect-elsewhere';
import type { ConnectElsewhereOptions } from '../props/connect-elsewhere';
import { connectIn, rememberWorkers, secretReference } from '../props/connect-known';
import { connectSpec } from '../props/connect-props';
import type { ConnectClusterOptions } from '../props/connect-props';
import { callerOrigin } from '../props/origin';
import type { SecretRef } from '../props/secret-ref';
import { dockerfileOf, renderConnect } from '../render/manifests/connect';
import { validate } from '../validate/rule';
import { CONNECT_RULES } from '../validate/rules/connect';
import { emit } from './emit';
import { attachIssues } from './issues';
import type { IKafkaCluster } from './kafka-cluster-interface';

/** A group of Connect workers. */
export interface IConnectCluster extends IConstruct {
  /** Name of the workers. */
  readonly connectName: string;
  /** Their `group.id`. */
  readonly groupId: string;
  /** The Kafka that they work on. */
  readonly cluster: IKafkaCluster;
}

/** Connect workers that exist. Connectors of the program are made on them. */
export interface ConnectClusterAttributes extends ConnectElsewhereOptions {
  /** The Kafka that they work on, whose reconciler makes the connectors: of this program or of elsewhere. */
  readonly cluster: IKafkaCluster;
}

/** A group of Connect workers. */
export interface ConnectClusterProps extends ConnectClusterOptions {
  /** The Kafka that they work on: of this program or of elsewhere. */
  readonly cluster: IKafkaCluster;
}

/**
 * Kafka Connect in distributed mode: workers as a StatefulSet and what else they need, without an operator. Their topics and
 * rights are declared in the cluster.
 */
export class ConnectCluster extends Construct implements IConnectCluster {
  /** Workers that exist, by their REST API. */
  public static fromRest(
    scope: Construct,
    id: string,
    attributes: ConnectClusterAttributes,
  ): IConnectCluster {
    return new ExistingConnect(scope, id, attributes);
  }

  /** Name of the workers. */
  public readonly connectName: string;
  /** Their `group.id`. */
  public readonly groupId: string;
  /** The Kafka that they work on. */
  public readonly cluster: IKafkaCluster;
  /** Where the REST API answers, inside of the Kubernetes cluster. */
  public readonly restUrl: string;
  /**
   * Text of the Dockerfile that the image is built from, for CI.
   * @default - the image is not built from one
   */
  public readonly dockerfile?: string;
  private readonly model: ConnectModel;

  public constructor(scope: Construct, id: string, props: ConnectClusterProps) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const namespace = Chart.of(this).namespace;
    const spec = connectSpec(props, { name: id, namespace, said });
    const { cluster, user } = props;
    this.model = connectIn(cluster, spec, user);
    rememberWorkers(this, { model: this.model, restUrl: this.model.rest.url, cluster, user });
    this.connectName = this.model.name;
    this.groupId = this.model.groupId;
    this.cluster = props.cluster;
    this.restUrl = this.model.rest.url;
    const dockerfile = dockerfileOf(this.model);
    if (dockerfile !== undefined) this.dockerfile = dockerfile;
    attachIssues(this, validate(this.model, CONNECT_RULES, said));
    emit(this, renderConnect(this.model));
  }

  /**
   * What the configuration of a connector holds in the place of a secret.
   * @param secret a key of one of the Secrets that the workers have (`secrets`)
   */
  public reference(secret: SecretRef): string {
    return secretReference(this.model, secret);
  }
}

class ExistingConnect extends Construct implements IConnectCluster {
  public readonly connectName: string;
  public readonly groupId: string;
  public readonly cluster: IKafkaCluster;

  public constructor(scope: Construct, id: string, attributes: ConnectClusterAttributes) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const { cluster } = attributes;
    const { name, groupId } = connectElsewhere(this, cluster, attributes, { name: id, said });
    this.connectName = name;
    this.groupId = groupId;
    this.cluster = cluster;
  }
}
