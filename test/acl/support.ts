import fc from 'fast-check';
import type { AclBinding, AclOrigin, WantedAcl } from '../../lib/spec/acl';

const origin = fc.record<AclOrigin>({
  reason: fc.constantFrom('orders.grants.produce', 'AclRule 1 of readers'),
  path: fc.constantFrom('app/a', 'app/b'),
  origin: fc.constantFrom(undefined, 'app.ts:1:1'),
});

/** ACLs of few names, so that many of them have to do with each other. */
export const binding = fc.record<AclBinding>({
  principal: fc.constantFrom('User:a', 'User:b', 'User:*'),
  resourceType: fc.constantFrom('TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER'),
  resourceName: fc.constantFrom(
    '*',
    'p',
    'pa',
    'pax',
    'pay',
    'pay-',
    'pay-in',
    'kafka-cluster',
    'q',
  ),
  patternType: fc.constantFrom('LITERAL', 'PREFIXED'),
  operation: fc.constantFrom(
    'ALL',
    'READ',
    'WRITE',
    'CREATE',
    'DELETE',
    'ALTER',
    'DESCRIBE',
    'DESCRIBE_CONFIGS',
    'ALTER_CONFIGS',
  ),
  permission: fc.constantFrom('ALLOW', 'ALLOW', 'DENY'),
  host: fc.constantFrom('*', '*', '10.0.0.1', '10.0.0.2'),
});

export const wanted: fc.Arbitrary<WantedAcl> = fc
  .tuple(binding, fc.array(origin, { minLength: 1, maxLength: 3 }))
  .map(([acl, origins]) => ({ ...acl, origins }));

/** `User:a TOPIC LITERAL orders READ ALLOW *`, to read and to compare. */
export const line = (acl: AclBinding): string =>
  [
    acl.principal,
    acl.resourceType,
    acl.patternType,
    acl.resourceName,
    acl.operation,
    acl.permission,
    acl.host,
  ].join(' ');

/** An ACL from such a line; what is left out at its end is ALLOW from everywhere. */
export function acl(text: string): AclBinding {
  const [
    principal = '',
    resourceType = '',
    patternType = '',
    resourceName = '',
    operation = '',
    permission = 'ALLOW',
    host = '*',
  ] = text.split(' ');
  return {
    principal,
    resourceType,
    patternType,
    resourceName,
    operation,
    permission,
    host,
  } as AclBinding;
}

export const want = (text: string, reason = 'grant'): WantedAcl => ({
  ...acl(text),
  origins: [{ reason, path: 'app', origin: undefined }],
});
