import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { ClusterModel } from '../model/cluster-model';
import { complete } from '../model/complete';
import { bootstrapServersOf } from '../model/bootstrap';
import { clusterSpec } from '../props/kafka-cluster-props';
import type { KafkaClusterProps } from '../props/kafka-cluster-props';
import { callerOrigin } from '../props/origin';
import { renderManifests } from '../render/manifests';
import { validate } from '../validate/rule';
import { CLUSTER_RULES } from '../validate/rules';
import { emit } from './emit';
import { attachIssues } from './issues';

/** A Kafka cluster: of this program or of elsewhere. */
export interface IKafkaCluster extends IConstruct {
  /** Name of the cluster. */
  readonly clusterName: string;
  /**
   * Where clients begin (`bootstrap.servers`): `orders-kafka-bootstrap.kafka.svc:9093`.
   * @param listener name of the listener; not needed where there is just one
   */
  bootstrapServers(listener?: string): string;
}

/** A Kafka cluster that exists. */
export interface KafkaClusterAttributes {
  /** Where clients begin, comma separated: `kafka-1.example.com:9093,kafka-2.example.com:9093`. */
  readonly bootstrapServers: string;
  /**
   * Name of the cluster.
   * @default - the id of the construct
   */
  readonly clusterName?: string;
}

/**
 * A Kafka cluster of node pools (KRaft), as StatefulSets, Services, certificates and what else it needs, without an
 * operator.
 *
 * All that is wrong with the props is reported at synth, at once, and nothing is written then.
 */
export class KafkaCluster extends Construct implements IKafkaCluster {
  /** A cluster that was made elsewhere: topics, users and ACLs work on it too. */
  public static fromBootstrap(
    scope: Construct,
    id: string,
    attributes: KafkaClusterAttributes,
  ): IKafkaCluster {
    return new ExistingKafkaCluster(scope, id, attributes);
  }

  /** Name of the cluster. */
  public readonly clusterName: string;
  /** Id of the cluster, as Kafka has it. */
  public readonly clusterId: string;
  /** All names that the certificate of the nodes must be good for. */
  public readonly certificateNames: string[];
  private readonly model: ClusterModel;

  public constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const namespace = Chart.of(this).namespace;
    this.model = complete(clusterSpec(props, { name: id, namespace, said }));
    this.clusterName = this.model.name;
    this.clusterId = this.model.clusterId;
    this.certificateNames = [...this.model.certificates.dnsNames];
    attachIssues(this, validate(this.model, CLUSTER_RULES, said));
    emit(this, renderManifests(this.model));
  }

  public bootstrapServers(listener?: string): string {
    return bootstrapServersOf(this.model, listener);
  }
}

class ExistingKafkaCluster extends Construct implements IKafkaCluster {
  public readonly clusterName: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly attributes: KafkaClusterAttributes,
  ) {
    super(scope, id);
    this.clusterName = attributes.clusterName ?? id;
  }

  public bootstrapServers(): string {
    return this.attributes.bootstrapServers;
  }
}
