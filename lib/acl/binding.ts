import type {
  AclBinding,
  AclOperationName,
  AclOrigin,
  AclPatternType,
  AclResourceSpec,
  AclResourceType,
  WantedAcl,
} from '../spec/acl';
import { byText } from '../util/sort';

/** Everybody, every client's address, and the literal name of every resource. */
export const WILDCARD = '*';
export const EVERYBODY = 'User:*';
/** The name of the one cluster. */
export const CLUSTER_NAME = 'kafka-cluster';

/** What one grant allows: several operations on one resource. */
export interface AclGrant extends AclResourceSpec {
  readonly operations: readonly AclOperationName[];
}

const resource =
  (resourceType: AclResourceType, patternType: AclPatternType) =>
  (resourceName: string): AclResourceSpec => ({ resourceType, resourceName, patternType });

export const topic = resource('TOPIC', 'LITERAL');
export const topicPrefix = resource('TOPIC', 'PREFIXED');
export const group = resource('GROUP', 'LITERAL');
export const groupPrefix = resource('GROUP', 'PREFIXED');
export const transactionalId = resource('TRANSACTIONAL_ID', 'LITERAL');
export const transactionalIdPrefix = resource('TRANSACTIONAL_ID', 'PREFIXED');
export const CLUSTER: AclResourceSpec = resource('CLUSTER', 'LITERAL')(CLUSTER_NAME);

/** Operations that Kafka asks for, by type of resource (`AclEntry.supportedOperations`); all others are never looked at. */
export const OPERATIONS: Readonly<Record<AclResourceType, readonly AclOperationName[]>> = {
  TOPIC: [
    'READ',
    'WRITE',
    'CREATE',
    'DELETE',
    'ALTER',
    'DESCRIBE',
    'DESCRIBE_CONFIGS',
    'ALTER_CONFIGS',
  ],
  GROUP: ['READ', 'DELETE', 'DESCRIBE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS'],
  TRANSACTIONAL_ID: ['WRITE', 'DESCRIBE', 'TWO_PHASE_COMMIT'],
  CLUSTER: [
    'CREATE',
    'ALTER',
    'DESCRIBE',
    'CLUSTER_ACTION',
    'DESCRIBE_CONFIGS',
    'ALTER_CONFIGS',
    'IDEMPOTENT_WRITE',
  ],
  DELEGATION_TOKEN: ['DESCRIBE'],
  USER: ['CREATE_TOKENS', 'DESCRIBE_TOKENS'],
};

/** What an operation that is allowed allows besides (`StandardAuthorizerData`, IMPLIES_DESCRIBE and its like). */
const IMPLIED: Partial<Readonly<Record<AclOperationName, AclOperationName>>> = {
  READ: 'DESCRIBE',
  WRITE: 'DESCRIBE',
  DELETE: 'DESCRIBE',
  ALTER: 'DESCRIBE',
  ALTER_CONFIGS: 'DESCRIBE_CONFIGS',
};

/** Whether an ACL of one operation speaks about another. A denial implies nothing. */
export function operationCovers(
  { operation, permission }: Pick<AclBinding, 'operation' | 'permission'>,
  asked: AclOperationName,
): boolean {
  if (operation === asked || operation === 'ALL') return true;
  return permission === 'ALLOW' && IMPLIED[operation] === asked;
}

/** Whether a pattern speaks about a resource of this name. */
export function matchesName(pattern: AclResourceSpec, name: string): boolean {
  if (pattern.patternType === 'PREFIXED') return name.startsWith(pattern.resourceName);
  return pattern.resourceName === WILDCARD || pattern.resourceName === name;
}

/** Whether every resource of the second pattern is one of the first. */
export function resourceCovers(wide: AclResourceSpec, narrow: AclResourceSpec): boolean {
  if (wide.resourceType !== narrow.resourceType) return false;
  if (isWildcard(wide)) return true;
  if (isWildcard(narrow)) return false;
  if (wide.patternType === 'PREFIXED') return narrow.resourceName.startsWith(wide.resourceName);
  return narrow.patternType === 'LITERAL' && narrow.resourceName === wide.resourceName;
}

export const isWildcard = ({ patternType, resourceName }: AclResourceSpec): boolean =>
  patternType === 'LITERAL' && resourceName === WILDCARD;

/** All that tells two ACLs apart, in the order in which lists of them are sorted. */
export function aclKey(acl: AclBinding): string {
  return [
    acl.principal,
    acl.resourceType,
    acl.resourceName,
    acl.patternType,
    acl.operation,
    acl.permission,
    acl.host,
  ].join('\u0000');
}

export const byAcl = (a: AclBinding, b: AclBinding): number => byText(aclKey(a), aclKey(b));

/** Without origins, and without whatever else an object may hold. */
export function bindingOf(acl: AclBinding): AclBinding {
  const { principal, resourceType, resourceName, patternType, operation, permission, host } = acl;
  return { principal, resourceType, resourceName, patternType, operation, permission, host };
}

/** An ACL in words: `User:shop may WRITE on topic orders.v1`. */
export function aclText(acl: AclBinding): string {
  const may = acl.permission === 'ALLOW' ? 'may' : 'may not';
  const from = acl.host === WILDCARD ? '' : ` from ${acl.host}`;
  return `${acl.principal} ${may} ${acl.operation} on ${resourceText(acl)}${from}`;
}

/** `topic orders.v1`, `topics orders.*`, `all topics`, `the cluster`. */
export function resourceText(pattern: AclResourceSpec): string {
  if (pattern.resourceType === 'CLUSTER') return 'the cluster';
  const noun = pattern.resourceType.toLowerCase().replace(/_/g, ' ');
  if (isWildcard(pattern)) return `all ${noun}s`;
  return pattern.patternType === 'PREFIXED'
    ? `${noun}s ${pattern.resourceName}*`
    : `${noun} ${pattern.resourceName}`;
}

/** Who gets grants, from where, and because of what. */
export interface Grantee {
  readonly principal: string;
  readonly host: string;
  readonly origin: AclOrigin;
}

/** The ACLs of grants, one for each operation. */
export function aclsOf(
  grants: readonly AclGrant[],
  grantee: Grantee,
  permission: AclBinding['permission'] = 'ALLOW',
): readonly WantedAcl[] {
  const { principal, host, origin } = grantee;
  return grants.flatMap(({ operations, resourceType, resourceName, patternType }) =>
    operations.map((operation) => ({
      principal,
      resourceType,
      resourceName,
      patternType,
      operation,
      permission,
      host,
      origins: [origin],
    })),
  );
}
