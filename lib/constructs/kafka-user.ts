import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { UserModel } from '../model/contents-model';
import { completeUser } from '../model/users';
import { bindingSpec } from '../props/binding';
import type { UserBindingOptions } from '../props/binding';
import { ContentsLists } from '../props/contents-lists';
import type { IKafkaGrantee } from '../props/grantee';
import { callerOrigin } from '../props/origin';
import { userSpec } from '../props/user-props';
import type { UserOptions } from '../props/user-props';
import { userObjects } from '../render/manifests/users';
import { bind } from './bind';
import { emit } from './emit';
import type { IKafkaCluster } from './kafka-cluster-interface';

/** A user of Kafka, of this program or of elsewhere. */
export interface IKafkaUser extends IKafkaGrantee, IConstruct {
  /** Name of the user. */
  readonly userName: string;
  /** The cluster whose user it is. */
  readonly cluster: IKafkaCluster;
}

/** A user. */
export interface KafkaUserProps extends UserOptions {
  /** The cluster whose user it is. */
  readonly cluster: IKafkaCluster;
}

/** A user that is made elsewhere. */
export interface KafkaUserAttributes {
  /** The cluster whose user it is. */
  readonly cluster: IKafkaCluster;
  /**
   * Name of the user.
   * @default - the id of the construct
   */
  readonly userName?: string;
  /**
   * Who Kafka takes it for, with the type.
   * @default - `User:<name>`
   */
  readonly principal?: string;
}

/** A user of a Kafka cluster, with its credentials. What it may do is granted by topics and policies. */
export class KafkaUser extends Construct implements IKafkaUser {
  /**
   * A user that is made elsewhere. Somebody else decides what it may do: grants to it are not applied, and say how it
   * would be done.
   */
  public static fromName(
    scope: Construct,
    id: string,
    attributes: KafkaUserAttributes,
  ): IKafkaUser {
    return new ExistingKafkaUser(scope, id, attributes);
  }

  /** Name of the user. */
  public readonly userName: string;
  /** Who Kafka takes it for, with the type: `User:CN=shop`. */
  public readonly principal: string;
  /** Secret with the credentials. */
  public readonly secretName: string;
  /** The cluster whose user it is. */
  public readonly cluster: IKafkaCluster;
  /** Whether this program decides what it may do. */
  public readonly managed = true;
  private readonly model: UserModel;

  public constructor(scope: Construct, id: string, props: KafkaUserProps) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const spec = userSpec(props, id, said);
    const ledger = ContentsLists.of(props.cluster);
    this.model = completeUser(spec, ledger.facts);
    this.userName = spec.name;
    this.principal = this.model.principal;
    this.secretName = this.model.secretName;
    this.cluster = props.cluster;
    ledger.add('users', spec);
    ledger.claim(this, said);
    emit(this, userObjects(this.model, ledger.facts));
  }

  /**
   * Gives a workload what its clients need to be this user: variables (`KAFKA_BOOTSTRAP_SERVERS`,
   * `KAFKA_SASL_PASSWORD`, …) and files (`user/user.crt`, `cluster-ca/ca.crt`, …).
   * @param workload an ApiObject with pods, or a workload of cdk8s-plus
   * @param options listener, folder and containers
   */
  public bind(workload: IConstruct, options: UserBindingOptions = {}): void {
    const said = { ...bindingSpec(options), origin: callerOrigin() };
    bind(workload, this.model, ContentsLists.of(this.cluster).facts, said);
  }
}

class ExistingKafkaUser extends Construct implements IKafkaUser {
  public readonly userName: string;
  public readonly principal: string;
  public readonly cluster: IKafkaCluster;
  public readonly managed = false;

  public constructor(scope: Construct, id: string, attributes: KafkaUserAttributes) {
    super(scope, id);
    this.userName = attributes.userName ?? id;
    this.principal = attributes.principal ?? `User:${this.userName}`;
    this.cluster = attributes.cluster;
    const said = { path: this.node.path, origin: callerOrigin() };
    ContentsLists.of(attributes.cluster).claim(this, said);
  }
}
