import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from '../manifest/manifest';
import { factsOfBootstrap, factsOfCluster } from '../model/cluster-facts';
import type { ClusterModel } from '../model/cluster-model';
import { bootstrapServersOf } from '../model/bootstrap';
import { complete } from '../model/complete';
import type { ContentsModel } from '../model/contents-model';
import { certificateRequestsName } from '../model/names';
import { bootstrapSpec } from '../props/client-connection';
import type { KafkaClusterAttributes } from '../props/client-connection';
import { clusterSpec } from '../props/kafka-cluster-props';
import type { KafkaClusterProps } from '../props/kafka-cluster-props';
import { callerOrigin } from '../props/origin';
import { renderManifests } from '../render/manifests';
import { certificateRequests } from '../render/manifests/certificates/requests';
import { leafRequests } from '../render/manifests/leaf-requests';
import { validate } from '../validate/rule';
import { CLUSTER_RULES } from '../validate/rules';
import { withoutAwaiting, poolTimeouts } from './awaiting';
import type { IKafkaCluster } from './cluster-interface';
import { gatherContents } from './contents';
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
export class KafkaCluster extends pulumi.ComponentResource implements IKafkaCluster {
  /**
   * A cluster that was made elsewhere: topics, users and ACLs work on it too.
   * @param name name of the component
   * @param attributes how it is reached
   */
  public static fromBootstrap(
    name: string,
    attributes: ExistingKafkaClusterArgs,
    options: pulumi.ComponentResourceOptions = {},
  ): IKafkaCluster {
    return new ExistingKafkaCluster(name, attributes, options);
  }

  /** Name of the cluster. */
  public readonly clusterName: string;
  /** Id of the cluster, as Kafka has it; on ZooKeeper, where Kafka chooses it, the one that was given, or empty. */
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
    const facts = factsOfCluster(model);
    this.clusterId = facts.clusterId ?? '';
    this.certificateNames = [...model.certificates.dnsNames];
    logWarnings(issues, this);
    const awaited = args.skipAwait === true ? withoutAwaiting : (manifest: Manifest) => manifest;
    emit(renderManifests(model).filter(isEarly(model)).map(awaited), {
      parent: this,
      prefix: name,
      poolTimeouts: poolTimeouts(model, options.customTimeouts),
    });
    gatherContents(facts, args.reconciler?._toSpec(), {
      component: this,
      prefix: name,
      awaited,
      more: (contents, withReconciler) => requestsOf(model, contents, withReconciler),
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

/** The one object that asks for the certificates of users too waits until they are known. */
const isEarly =
  (cluster: ClusterModel) =>
  ({ kind, metadata }: Manifest): boolean =>
    kind !== 'ConfigMap' || metadata.name !== certificateRequestsName(cluster.name);

function requestsOf(
  cluster: ClusterModel,
  contents: ContentsModel,
  withReconciler: boolean,
): readonly Manifest[] {
  return cluster.certificates.spec.kind === 'localAuthority'
    ? [certificateRequests(cluster, leafRequests(contents, withReconciler))]
    : [];
}

/** A Kafka cluster that exists. */
export interface ExistingKafkaClusterArgs extends KafkaClusterAttributes {
  /** Namespace of the reconciler's objects. */
  readonly namespace: string;
}

class ExistingKafkaCluster extends pulumi.ComponentResource implements IKafkaCluster {
  public readonly clusterName: string;
  private readonly servers: string;

  public constructor(
    name: string,
    args: ExistingKafkaClusterArgs,
    options: pulumi.ComponentResourceOptions,
  ) {
    const said = { path: name, origin: callerOrigin() };
    const spec = bootstrapSpec(args, { name, namespace: args.namespace, said });
    super('cdk8s-kafka:index:ExistingKafkaCluster', name, {}, options);
    this.clusterName = spec.name;
    this.servers = spec.bootstrapServers;
    gatherContents(factsOfBootstrap(spec), args.reconciler?._toSpec(), {
      component: this,
      prefix: name,
      awaited: (manifest) => manifest,
      more: () => [],
    });
    this.registerOutputs({ clusterName: this.clusterName });
  }

  public bootstrapServers(): string {
    return this.servers;
  }
}
