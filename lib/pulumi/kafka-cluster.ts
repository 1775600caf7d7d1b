import * as pulumi from '@pulumi/pulumi';
import type { ClusterModel } from '../model/cluster-model';
import { complete } from '../model/complete';
import { bootstrapServersOf } from '../model/bootstrap';
import { clusterSpec } from '../props/kafka-cluster-props';
import type { KafkaClusterProps } from '../props/kafka-cluster-props';
import { callerOrigin } from '../props/origin';
import { renderManifests } from '../render/manifests';
import { validate } from '../validate/rule';
import { CLUSTER_RULES } from '../validate/rules';
import { withoutAwaiting, poolTimeouts } from './awaiting';
import { emit } from './emit';
import { logWarnings, refuseErrors } from './issues';

/** A Kafka cluster: the props of the cdk8s construct, and what its chart would say. */
export interface KafkaClusterArgs extends KafkaClusterProps {
  /**
   * Namespace of the cluster. A plain string, and never the provider's default: addresses, certificates and the id of
   * the cluster contain it.
   */
  readonly namespace: string;
  /**
   * Whether `pulumi up` ends as soon as the objects are applied, and does not wait for nodes that are ready. Sets
   * `pulumi.com/skipAwait` on StatefulSets and Services.
   * @default false
   */
  readonly skipAwait?: boolean;
}

/**
 * A Kafka cluster of node pools (KRaft), without an operator: the objects of the cdk8s construct of the same props, as
 * children of this component.
 *
 * All that is wrong with the args is reported at once, at preview, and nothing of the cluster is registered then.
 */
export class KafkaCluster extends pulumi.ComponentResource {
  /** Name of the cluster. */
  public readonly clusterName: string;
  /** Id of the cluster, as Kafka has it. */
  public readonly clusterId: string;
  /** All names that the certificate of the nodes must be good for. */
  public readonly certificateNames: string[];
  private readonly model: ClusterModel;

  public constructor(
    name: string,
    args: KafkaClusterArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const said = { path: name, origin: callerOrigin() };
    const model = complete(clusterSpec(args, { name, namespace: args.namespace, said }));
    const issues = validate(model, CLUSTER_RULES, said);
    refuseErrors(issues);
    super('cdk8s-kafka:index:KafkaCluster', name, {}, options);
    this.model = model;
    this.clusterName = model.name;
    this.clusterId = model.clusterId;
    this.certificateNames = [...model.certificates.dnsNames];
    logWarnings(issues, this);
    const manifests = renderManifests(model);
    emit(args.skipAwait === true ? manifests.map(withoutAwaiting) : manifests, {
      parent: this,
      prefix: name,
      poolTimeouts: poolTimeouts(model, options.customTimeouts),
    });
    this.registerOutputs({ clusterName: this.clusterName, clusterId: this.clusterId });
  }

  /**
   * Where clients begin (`bootstrap.servers`): `orders-kafka-bootstrap.kafka.svc:9093`. A plain string: what uses it
   * waits for the cluster if it says `dependsOn`.
   * @param listener name of the listener; not needed where there is just one
   */
  public bootstrapServers(listener?: string): string {
    return bootstrapServersOf(this.model, listener);
  }
}
