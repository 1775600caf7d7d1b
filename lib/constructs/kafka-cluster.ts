import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { bootstrapServersOf } from '../model/bootstrap';
import { factsOfBootstrap, factsOfCluster } from '../model/cluster-facts';
import type { ClusterModel } from '../model/cluster-model';
import { complete } from '../model/complete';
import { bootstrapSpec } from '../props/client-connection';
import type { KafkaClusterAttributes } from '../props/client-connection';
import { clusterSpec } from '../props/kafka-cluster-props';
import type { KafkaClusterProps } from '../props/kafka-cluster-props';
import { callerOrigin } from '../props/origin';
import { validate } from '../validate/rule';
import { CLUSTER_RULES } from '../validate/rules';
import { emitCluster } from './emit-cluster';
import { attachIssues } from './issues';
import type { IKafkaCluster } from './kafka-cluster-interface';
import { Ledger } from './ledger';

export type { IKafkaCluster } from './kafka-cluster-interface';

/**
 * A Kafka cluster of node pools, in KRaft mode or on ZooKeeper, as StatefulSets, Services, certificates and what else it
 * needs, without an operator.
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
  /** Id of the cluster, as Kafka has it; on ZooKeeper, where Kafka chooses it, the one that was given, or empty. */
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
    const facts = factsOfCluster(this.model);
    this.clusterId = facts.clusterId ?? '';
    this.certificateNames = [...this.model.certificates.dnsNames];
    attachIssues(this, validate(this.model, CLUSTER_RULES, said));
    const ledger = new Ledger(this, facts, props.reconciler?._toSpec());
    emitCluster(this, this.model, ledger);
  }

  public bootstrapServers(listener?: string): string {
    return bootstrapServersOf(this.model, listener);
  }
}

class ExistingKafkaCluster extends Construct implements IKafkaCluster {
  public readonly clusterName: string;
  private readonly servers: string;

  public constructor(scope: Construct, id: string, attributes: KafkaClusterAttributes) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const { namespace } = Chart.of(this);
    const spec = bootstrapSpec(attributes, { name: id, namespace, said });
    this.clusterName = spec.name;
    this.servers = spec.bootstrapServers;
    new Ledger(this, factsOfBootstrap(spec), attributes.reconciler?._toSpec()).open();
  }

  public bootstrapServers(): string {
    return this.servers;
  }
}
