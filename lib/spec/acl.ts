/** Kafka's own words, as `org.apache.kafka.common.acl` and `.resource` spell them. */
export type AclResourceType =
  'TOPIC' | 'GROUP' | 'TRANSACTIONAL_ID' | 'CLUSTER' | 'DELEGATION_TOKEN' | 'USER';

export type AclPatternType = 'LITERAL' | 'PREFIXED';

export type AclOperationName =
  | 'ALL'
  | 'READ'
  | 'WRITE'
  | 'CREATE'
  | 'DELETE'
  | 'ALTER'
  | 'DESCRIBE'
  | 'CLUSTER_ACTION'
  | 'DESCRIBE_CONFIGS'
  | 'ALTER_CONFIGS'
  | 'IDEMPOTENT_WRITE'
  | 'CREATE_TOKENS'
  | 'DESCRIBE_TOKENS'
  | 'TWO_PHASE_COMMIT';

export type AclPermission = 'ALLOW' | 'DENY';

/** What an ACL is about. The one cluster is called `kafka-cluster`; `*` as a literal name is the wildcard. */
export interface AclResourceSpec {
  readonly resourceType: AclResourceType;
  readonly resourceName: string;
  readonly patternType: AclPatternType;
}

/** One ACL as Kafka stores it: one operation. */
export interface AclBinding extends AclResourceSpec {
  /** With its type: `User:billing`. */
  readonly principal: string;
  readonly operation: AclOperationName;
  readonly permission: AclPermission;
  /** The address of a client, or `*`. No names, no ranges: Kafka compares the text. */
  readonly host: string;
}

/** Who asked for an ACL: `grants.produce` at `orders/shop`, `app.ts:31:15`. */
export interface AclOrigin {
  /** What the user wrote: `orders.grants.consume(group: billing)`, `StreamsApplication enricher`, `AclRule 2 of readers`. */
  readonly reason: string;
  /** Path of the construct that asked. */
  readonly path: string;
  /** Line of the program, where known. */
  readonly origin: string | undefined;
}

/** An ACL that is wanted, and all who want it, sorted. */
export interface WantedAcl extends AclBinding {
  readonly origins: readonly AclOrigin[];
}
