import { CLUSTER_NAME } from '../acl/binding';
import type {
  AclOperationName,
  AclPermission,
  AclResourceSpec,
  AclResourceType,
} from '../spec/acl';
import { callerOrigin } from './origin';

/** What Kafka asks a right for. */
export enum AclOperation {
  /** All of them. */
  ALL = 'ALL',
  /** Read records; be a member of a group. */
  READ = 'READ',
  /** Write records; use a transactional id. */
  WRITE = 'WRITE',
  /** Create a topic. */
  CREATE = 'CREATE',
  /** Delete a topic, its records, a group or its offsets. */
  DELETE = 'DELETE',
  /** Add partitions; of the cluster: users, ACLs, reassignments. */
  ALTER = 'ALTER',
  /** See that it is there. Read, Write, Delete and Alter imply it. */
  DESCRIBE = 'DESCRIBE',
  /** What nodes do among themselves. */
  CLUSTER_ACTION = 'CLUSTER_ACTION',
  /** See the configuration. AlterConfigs implies it. */
  DESCRIBE_CONFIGS = 'DESCRIBE_CONFIGS',
  /** Change the configuration. */
  ALTER_CONFIGS = 'ALTER_CONFIGS',
  /** Of idempotent producers on brokers before Kafka 2.8. */
  IDEMPOTENT_WRITE = 'IDEMPOTENT_WRITE',
  /** Make delegation tokens for a user. */
  CREATE_TOKENS = 'CREATE_TOKENS',
  /** See the delegation tokens of a user. */
  DESCRIBE_TOKENS = 'DESCRIBE_TOKENS',
  /** Prepare a transaction that another system decides (KIP-939). */
  TWO_PHASE_COMMIT = 'TWO_PHASE_COMMIT',
}

/** What an ACL is about. */
export class AclResource {
  /**
   * A topic, or with `*` all topics.
   * @param topicName name of the topic
   */
  public static topic(topicName: string): AclResource {
    return literal('TOPIC', topicName);
  }

  /**
   * Topics whose names begin so.
   * @param prefix best with a delimiter at its end: `analytics.`
   */
  public static topicPrefix(prefix: string): AclResource {
    return prefixed('TOPIC', prefix);
  }

  /**
   * A group of consumers, or with `*` all groups.
   * @param groupId `group.id`
   */
  public static group(groupId: string): AclResource {
    return literal('GROUP', groupId);
  }

  /**
   * Groups whose names begin so.
   * @param prefix best with a delimiter at its end
   */
  public static groupPrefix(prefix: string): AclResource {
    return prefixed('GROUP', prefix);
  }

  /**
   * A transactional id, or with `*` all of them.
   * @param transactionalId `transactional.id`
   */
  public static transactionalId(transactionalId: string): AclResource {
    return literal('TRANSACTIONAL_ID', transactionalId);
  }

  /**
   * Transactional ids that begin so.
   * @param prefix best with a delimiter at its end
   */
  public static transactionalIdPrefix(prefix: string): AclResource {
    return prefixed('TRANSACTIONAL_ID', prefix);
  }

  /** The cluster as a whole. */
  public static cluster(): AclResource {
    return literal('CLUSTER', CLUSTER_NAME);
  }

  /**
   * A delegation token.
   * @param tokenId id of the token
   */
  public static delegationToken(tokenId: string): AclResource {
    return literal('DELEGATION_TOKEN', tokenId);
  }

  /**
   * A user, of whom somebody makes or sees delegation tokens.
   * @param principal with its type, for example `User:shop`
   */
  public static user(principal: string): AclResource {
    return literal('USER', principal);
  }

  /** @internal */
  public static _of(spec: AclResourceSpec): AclResource {
    return new AclResource(spec);
  }

  private constructor(private readonly spec: AclResourceSpec) {}

  /** @internal */
  public _toSpec(): AclResourceSpec {
    return this.spec;
  }
}

const literal = (resourceType: AclResourceType, resourceName: string): AclResource =>
  AclResource._of({ resourceType, resourceName, patternType: 'LITERAL' });
const prefixed = (resourceType: AclResourceType, resourceName: string): AclResource =>
  AclResource._of({ resourceType, resourceName, patternType: 'PREFIXED' });

/** A rule of a policy. */
export interface AclRuleOptions {
  /** What the rule is about. */
  readonly resource: AclResource;
  /** What may, or may not, be done with it. */
  readonly operations: AclOperation[];
  /**
   * Address of the clients for which the rule holds. Kafka compares the text: no names and no ranges.
   * @default - `*`, every address
   */
  readonly host?: string;
}

/** What a rule says, as plain data. */
export interface AclRuleSpec {
  readonly permission: AclPermission;
  readonly resource: AclResourceSpec;
  readonly operations: readonly AclOperationName[];
  readonly host: string;
  readonly origin: string | undefined;
}

/** A rule of a policy: it becomes one ACL for each operation and user. */
export class AclRule {
  /** Somebody may do something. */
  public static allow(options: AclRuleOptions): AclRule {
    return new AclRule(ruleSpec('ALLOW', options));
  }

  /** Somebody may not do something, whatever else allows it. */
  public static deny(options: AclRuleOptions): AclRule {
    return new AclRule(ruleSpec('DENY', options));
  }

  private constructor(private readonly spec: AclRuleSpec) {}

  /** @internal */
  public _toSpec(): AclRuleSpec {
    return this.spec;
  }
}

function ruleSpec(permission: AclPermission, options: AclRuleOptions): AclRuleSpec {
  return {
    permission,
    resource: options.resource._toSpec(),
    operations: options.operations.map((operation): AclOperationName => operation),
    host: options.host ?? '*',
    origin: callerOrigin(),
  };
}
