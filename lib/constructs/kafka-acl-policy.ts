import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { AclRule } from '../props/acl';
import { ContentsLists } from '../props/contents-lists';
import type { GrantResult, IKafkaGrantee } from '../props/grantee';
import { callerOrigin } from '../props/origin';
import type { IKafkaCluster } from './kafka-cluster-interface';

/** Rules that several users have in common. */
export interface IKafkaAclPolicy extends IConstruct {
  /**
   * Gives the rights of the policy to users.
   * @param grantees who
   */
  attachTo(...grantees: IKafkaGrantee[]): GrantResult[];
}

/** Rules that several users have in common. */
export interface KafkaAclPolicyProps {
  /** The cluster for which the rules are. */
  readonly cluster: IKafkaCluster;
  /** The rules. */
  readonly rules: AclRule[];
  /**
   * Users who have the rights of the policy.
   * @default - those to whom it is attached later
   */
  readonly grantees?: IKafkaGrantee[];
}

/** Rules that several users have in common: ACLs as Kafka has them, for what no grant says. */
export class KafkaAclPolicy extends Construct implements IKafkaAclPolicy {
  private readonly cluster: IKafkaCluster;
  private readonly rules: readonly AclRule[];

  public constructor(scope: Construct, id: string, props: KafkaAclPolicyProps) {
    super(scope, id);
    this.cluster = props.cluster;
    this.rules = [...props.rules];
    this.attachTo(...(props.grantees ?? []));
  }

  public attachTo(...grantees: IKafkaGrantee[]): GrantResult[] {
    const origin = callerOrigin();
    return grantees.flatMap((grantee) =>
      this.rules.map((rule, index) => {
        const spec = rule._toSpec();
        return ContentsLists.of(this.cluster).grant(grantee, {
          grants: [{ ...spec.resource, operations: spec.operations }],
          permission: spec.permission,
          host: spec.host,
          reason: `AclRule ${String(index + 1)} of ${this.node.id}`,
          path: this.node.path,
          origin: spec.origin ?? origin,
        });
      }),
    );
  }
}
