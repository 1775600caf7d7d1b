import * as pulumi from '@pulumi/pulumi';
import { expand, GRANTS } from '../acl';
import { topic } from '../acl/binding';
import { completeStreams } from '../model/streams';
import type { AclRule } from '../props/acl';
import { ContentsLists } from '../props/contents-lists';
import type { GrantResult, IKafkaGrantee } from '../props/grantee';
import { callerOrigin } from '../props/origin';
import { quotasSpec } from '../props/quotas';
import type { QuotaEntity, QuotaOptions } from '../props/quotas';
import { streamsSpec } from '../props/streams';
import type { StreamsApplicationOptions } from '../props/streams';
import type { IKafkaCluster } from './cluster-interface';
import type { IKafkaTopic } from './kafka-topic';

/** Rules that several users have in common. */
export interface KafkaAclPolicyArgs {
  /** The cluster for which the rules are. */
  readonly cluster: IKafkaCluster;
  /** The rules. */
  readonly rules: readonly AclRule[];
}

/** Rules that several users have in common: ACLs as Kafka has them, for what no grant says. */
export class KafkaAclPolicy extends pulumi.ComponentResource {
  private readonly said: KafkaAclPolicyArgs;
  private readonly path: string;

  public constructor(
    name: string,
    args: KafkaAclPolicyArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super('cdk8s-kafka:index:KafkaAclPolicy', name, {}, options);
    this.said = args;
    this.path = name;
    this.registerOutputs();
  }

  /**
   * Gives the rights of the policy to users.
   * @param grantees who
   */
  public attachTo(...grantees: readonly IKafkaGrantee[]): readonly GrantResult[] {
    const origin = callerOrigin();
    const lists = ContentsLists.of(this.said.cluster);
    return grantees.flatMap((grantee) =>
      this.said.rules.map((rule, index) => {
        const { resource, operations, permission, host, origin: line } = rule._toSpec();
        return lists.grant(grantee, {
          grants: [{ ...resource, operations }],
          permission,
          host,
          reason: `AclRule ${index + 1} of ${this.path}`,
          path: this.path,
          origin: line ?? origin,
        });
      }),
    );
  }
}

/** Limits of clients. */
export interface KafkaQuotaArgs extends QuotaOptions {
  /** The cluster that keeps the limits. */
  readonly cluster: IKafkaCluster;
  /** Whom the limits are for. */
  readonly entity: QuotaEntity;
  /**
   * Whether the limits are left as they are for the time being: what differs is shown, and nothing is done about it.
   * @default false
   */
  readonly paused?: boolean;
}

/** Limits of clients that are no user of the program: defaults, client ids, addresses. */
export class KafkaQuota extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: KafkaQuotaArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    ContentsLists.of(args.cluster).add('quotas', {
      entity: args.entity._toSpec(),
      quotas: quotasSpec(args),
      paused: args.paused,
      said: { path: name, origin: callerOrigin() },
    });
    super('cdk8s-kafka:index:KafkaQuota', name, {}, options);
    this.registerOutputs();
  }
}

/** A Kafka Streams application. */
export interface StreamsApplicationArgs extends StreamsApplicationOptions {
  /** The cluster that it works on. */
  readonly cluster: IKafkaCluster;
  /** Who it is to Kafka. */
  readonly user: IKafkaGrantee;
  /** Topics that it reads, global tables among them. */
  readonly inputs: readonly IKafkaTopic[];
  /**
   * Topics that it writes.
   * @default - none
   */
  readonly outputs?: readonly IKafkaTopic[];
}

/** A Kafka Streams application: the rights on its inputs and outputs, its internal topics, its group and its transactions. */
export class StreamsApplication extends pulumi.ComponentResource {
  /** Its `application.id`. */
  public readonly applicationId: string;
  /** What came of the grant. */
  public readonly grantResult: GrantResult;

  public constructor(
    name: string,
    args: StreamsApplicationArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super('cdk8s-kafka:index:StreamsApplication', name, {}, options);
    const applicationId = args.applicationId ?? name;
    const said = { path: name, origin: callerOrigin() };
    const lists = ContentsLists.of(args.cluster);
    const { principal } = args.user;
    const reason = `StreamsApplication ${applicationId}`;
    this.applicationId = applicationId;
    const inputs = lists.topicNames(args.inputs, { reason, ...said });
    lists.add('streamsApplications', { applicationId, principal, inputs, said });
    this.grantResult = lists.grant(args.user, {
      grants: expand(GRANTS.streams, {
        ...completeStreams(streamsSpec(args, applicationId)),
        inputs: inputs.map(topic),
        outputs: lists.topicNames(args.outputs ?? [], { reason, ...said }).map(topic),
      }),
      permission: 'ALLOW',
      host: '*',
      reason,
      ...said,
    });
    this.registerOutputs();
  }
}
