import * as pulumi from '@pulumi/pulumi';
import type { ConnectModel } from '../model/connect';
import { connectElsewhere } from '../props/connect-elsewhere';
import type { ConnectElsewhereOptions } from '../props/connect-elsewhere';
import { connectIn, rememberWorkers, secretReference } from '../props/connect-known';
import { connectSpec } from '../props/connect-props';
import type { ConnectClusterOptions } from '../props/connect-props';
import { ContentsLists } from '../props/contents-lists';
import { callerOrigin } from '../props/origin';
import type { SecretRef } from '../props/secret-ref';
import { dockerfileOf, renderConnect } from '../render/manifests/connect';
import { validate } from '../validate/rule';
import { CONNECT_RULES } from '../validate/rules/connect';
import { withoutAwaiting } from './awaiting';
import type { IKafkaCluster } from './cluster-interface';
import { emit } from './emit';
import { logWarnings, refuseErrors } from './issues';

/** A group of Connect workers. */
export interface IConnectCluster {
  /** Name of the workers. */
  readonly connectName: string;
  /** Their `group.id`. */
  readonly groupId: string;
}

/** Connect workers that exist: the attributes of the cdk8s construct. */
export interface ExistingConnectClusterArgs extends ConnectElsewhereOptions {
  /** The Kafka that they work on, whose reconciler makes the connectors: of this program or of elsewhere. */
  readonly cluster: IKafkaCluster;
}

/** A group of Connect workers: the props of the cdk8s construct. */
export interface ConnectClusterArgs extends ConnectClusterOptions {
  /** The Kafka that they work on: of this program or of elsewhere. */
  readonly cluster: IKafkaCluster;
  /**
   * Whether `pulumi up` ends as soon as the objects are applied.
   * @default false
   */
  readonly skipAwait?: boolean;
}

/** Kafka Connect in distributed mode: the objects of the cdk8s construct of the same props. */
export class ConnectCluster extends pulumi.ComponentResource implements IConnectCluster {
  /**
   * Workers that exist, by their REST API.
   * @param name name of the workers, unless the attributes say another
   * @param attributes how they are reached
   */
  public static fromRest(name: string, attributes: ExistingConnectClusterArgs): IConnectCluster {
    const said = { path: name, origin: callerOrigin() };
    const workers = {};
    const known = connectElsewhere(workers, attributes.cluster, attributes, { name, said });
    return Object.assign(workers, { connectName: known.name, groupId: known.groupId });
  }

  /** Name of the workers. */
  public readonly connectName: string;
  /** Their `group.id`. */
  public readonly groupId: string;
  /** Where the REST API answers, inside of the Kubernetes cluster. */
  public readonly restUrl: string;
  /** Text of the Dockerfile that the image is built from, for CI; undefined where there is none. */
  public readonly dockerfile: string | undefined;
  private readonly model: ConnectModel;

  public constructor(
    name: string,
    args: ConnectClusterArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const said = { path: name, origin: callerOrigin() };
    const { namespace } = ContentsLists.of(args.cluster).facts;
    const model = connectIn(args.cluster, connectSpec(args, { name, namespace, said }), args.user);
    const issues = validate(model, CONNECT_RULES, said);
    refuseErrors(issues);
    super('cdk8s-kafka:index:ConnectCluster', name, {}, options);
    this.model = model;
    const { cluster, user } = args;
    rememberWorkers(this, { model, restUrl: model.rest.url, cluster, user });
    this.connectName = model.name;
    this.groupId = model.groupId;
    this.restUrl = model.rest.url;
    this.dockerfile = dockerfileOf(model);
    logWarnings(issues, this);
    const manifests = renderConnect(model);
    emit(args.skipAwait === true ? manifests.map(withoutAwaiting) : manifests, {
      parent: this,
      prefix: name,
      poolTimeouts: options.customTimeouts ?? {},
    });
    this.registerOutputs({ connectName: this.connectName });
  }

  /**
   * What the configuration of a connector holds in the place of a secret.
   * @param secret a key of one of the Secrets that the workers have (`secrets`)
   */
  public reference(secret: SecretRef): string {
    return secretReference(this.model, secret);
  }
}
