import type { input } from '@pulumi/kubernetes/types';
import * as pulumi from '@pulumi/pulumi';
import type { ClusterFacts } from '../model/cluster-facts';
import type { UserModel } from '../model/contents-model';
import { bindUser } from '../model/user-binding';
import { completeUser } from '../model/users';
import { bindingSpec } from '../props/binding';
import type { UserBindingOptions } from '../props/binding';
import { ContentsLists } from '../props/contents-lists';
import type { IKafkaGrantee } from '../props/grantee';
import { callerOrigin } from '../props/origin';
import { userSpec } from '../props/user-props';
import type { UserOptions } from '../props/user-props';
import { boundPod } from '../render/manifests/bound-workload';
import { userObjects } from '../render/manifests/users';
import type { IKafkaCluster } from './cluster-interface';
import { emit } from './emit';

/** A user of Kafka, of this program or of elsewhere. */
export interface IKafkaUser extends IKafkaGrantee {
  /** Name of the user. */
  readonly userName: string;
}

/** A user. */
export interface KafkaUserArgs extends UserOptions {
  /** The cluster whose user it is. */
  readonly cluster: IKafkaCluster;
}

/** Pieces of the spec of a pod. */
export interface PodParts {
  /** Variables of the containers. */
  readonly env: input.core.v1.EnvVar[];
  /** Mounts of the containers. */
  readonly volumeMounts: input.core.v1.VolumeMount[];
  /** Volumes of the pod. */
  readonly volumes: input.core.v1.Volume[];
}

/** A user of a Kafka cluster, with its credentials. What it may do is granted by topics and policies. */
export class KafkaUser extends pulumi.ComponentResource implements IKafkaUser {
  /**
   * A user that is made elsewhere. Grants to it are not applied, and say how it would be done.
   * @param userName name of the user
   * @param principal who Kafka takes it for, with the type; `User:<name>` if it is not given
   */
  public static fromName(userName: string, principal = `User:${userName}`): IKafkaUser {
    return { userName, principal, managed: false };
  }

  /** Name of the user. */
  public readonly userName: string;
  /** Who Kafka takes it for, with the type: `User:CN=shop`. */
  public readonly principal: string;
  /** Secret with the credentials. */
  public readonly secretName: string;
  /** Whether this program decides what it may do. */
  public readonly managed = true;
  private readonly model: UserModel;
  private readonly facts: ClusterFacts;

  public constructor(
    name: string,
    args: KafkaUserArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const said = { path: name, origin: callerOrigin() };
    const spec = userSpec(args, name, said);
    const lists = ContentsLists.of(args.cluster);
    lists.add('users', spec);
    super('cdk8s-kafka:index:KafkaUser', name, {}, options);
    lists.claim(this, said);
    const model = completeUser(spec, lists.facts);
    this.model = model;
    this.facts = lists.facts;
    this.userName = spec.name;
    this.principal = model.principal;
    this.secretName = model.secretName;
    emit(userObjects(model, lists.facts), { parent: this, prefix: name, poolTimeouts: {} });
    this.registerOutputs({ principal: this.principal, secretName: this.secretName });
  }

  /**
   * What a pod needs to be this user, to be put into its spec: variables of its containers, their mounts, and volumes.
   * @param options listener and folder
   */
  public podParts(options: UserBindingOptions = {}): PodParts {
    const binding = bindUser(this.model, this.facts, bindingSpec(options));
    if (binding !== undefined) return boundPod(binding) as unknown as PodParts;
    throw new pulumi.RunError(
      `no listener ${options.listener === undefined ? '' : `'${options.listener}' `}of cluster '${this.facts.name}' takes users like '${this.userName}' (UserBindingImpossible)`,
    );
  }
}
