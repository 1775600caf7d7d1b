import {
  AclOperations,
  AclPermissionTypes,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka';
import type {
  AclBinding,
  AclOperationName,
  AclPatternType,
  AclPermission,
  AclResourceType,
} from '../spec/acl';
import type { ScramMechanismName } from '../spec/desired-state';

type Numbers = Readonly<Record<string, number>>;

const nameOf = (numbers: Numbers, code: number): string =>
  Object.entries(numbers).find(([, number]) => number === code)?.[0] ?? 'UNKNOWN';

/** An ACL in the numbers of the protocol. */
export interface WireAcl {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly resourcePatternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

export const toWire = (acl: AclBinding): WireAcl => ({
  resourceType: (ResourceTypes as Numbers)[acl.resourceType] ?? 0,
  resourceName: acl.resourceName,
  resourcePatternType: (ResourcePatternTypes as Numbers)[acl.patternType] ?? 0,
  principal: acl.principal,
  host: acl.host,
  operation: (AclOperations as Numbers)[acl.operation] ?? 0,
  permissionType: (AclPermissionTypes as Numbers)[acl.permission] ?? 0,
});

export const fromWire = (acl: WireAcl): AclBinding => ({
  principal: acl.principal,
  resourceType: nameOf(ResourceTypes, acl.resourceType) as AclResourceType,
  resourceName: acl.resourceName,
  patternType: nameOf(ResourcePatternTypes, acl.resourcePatternType) as AclPatternType,
  operation: nameOf(AclOperations, acl.operation) as AclOperationName,
  permission: nameOf(AclPermissionTypes, acl.permissionType) as AclPermission,
  host: acl.host,
});

const MECHANISMS: Readonly<Record<ScramMechanismName, number>> = {
  'SCRAM-SHA-256': 1,
  'SCRAM-SHA-512': 2,
};

export const mechanismCode = (name: ScramMechanismName): number => MECHANISMS[name];

export const mechanismName = (code: number): ScramMechanismName =>
  code === MECHANISMS['SCRAM-SHA-256'] ? 'SCRAM-SHA-256' : 'SCRAM-SHA-512';
