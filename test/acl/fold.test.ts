import fc from 'fast-check';
import { aclsOf, bindingOf, expand, foldGrants, GRANTS, mergeAcls } from '../../lib/acl';
import type { FoldedGrant } from '../../lib/acl';
import type { AclBinding, WantedAcl } from '../../lib/spec/acl';
import { acl, binding, line } from './support';

/** The ACLs of a folded grant, as the program that is written from it would ask for them. */
function unfold(grant: FoldedGrant): readonly WantedAcl[] {
  const origin = { reason: '', path: '', origin: undefined };
  const grantee = { principal: grant.principal, host: '*', origin };
  const grants = {
    streams: () =>
      grant.kind === 'streams' ? expand(GRANTS.streams, { ...grant, internalTopics: true }) : [],
    produce: () =>
      grant.kind === 'produce'
        ? expand(GRANTS.produce, { ...grant, topics: [grant.topic], brokersBefore28: false })
        : [],
    consume: () =>
      grant.kind === 'consume' ? expand(GRANTS.consume, { ...grant, topics: [grant.topic] }) : [],
    read: () => topicGrant('consume'),
    describe: () => topicGrant('describe'),
    admin: () => topicGrant('admin'),
    purge: () => topicGrant('purge'),
  };
  const topicGrant = (kind: 'consume' | 'describe' | 'admin' | 'purge') =>
    'topic' in grant
      ? expand(GRANTS[kind], { topics: [grant.topic], groups: { names: [], prefixes: [] } })
      : [];
  return aclsOf(grants[grant.kind](), grantee);
}

const sets = (acls: readonly AclBinding[]): readonly string[] =>
  mergeAcls(acls.map((one) => ({ ...bindingOf(one), origins: [] }))).map(line);

const folded = (...texts: readonly string[]) => foldGrants(texts.map(acl));

test('a consumer and a producer are recognized, and what is implied is named', () => {
  const { grants, leftover, implied } = folded(
    'User:a TOPIC LITERAL orders READ',
    'User:a TOPIC LITERAL orders DESCRIBE',
    'User:a GROUP PREFIXED billing- READ',
    'User:a TOPIC LITERAL out WRITE',
    'User:a TRANSACTIONAL_ID LITERAL checkout WRITE',
    'User:a CLUSTER LITERAL kafka-cluster CREATE',
  );
  expect(grants.map(({ kind }) => kind)).toEqual(['consume', 'produce']);
  expect(leftover.map(line)).toEqual(['User:a CLUSTER LITERAL kafka-cluster CREATE ALLOW *']);
  expect(implied.map(line)).toEqual(['User:a TOPIC LITERAL orders DESCRIBE ALLOW *']);
});

test('a streams application is recognized with its inputs and outputs', () => {
  const { grants, leftover } = folded(
    'User:a TOPIC LITERAL in READ',
    'User:a TOPIC LITERAL out WRITE',
    ...['READ', 'WRITE', 'CREATE', 'DELETE'].map((one) => `User:a TOPIC PREFIXED app- ${one}`),
    'User:a GROUP LITERAL app READ',
    'User:a TRANSACTIONAL_ID PREFIXED app- WRITE',
  );
  expect(leftover).toEqual([]);
  expect(grants).toEqual([
    {
      kind: 'streams',
      principal: 'User:a',
      applicationId: 'app',
      inputs: [{ resourceType: 'TOPIC', resourceName: 'in', patternType: 'LITERAL' }],
      outputs: [{ resourceType: 'TOPIC', resourceName: 'out', patternType: 'LITERAL' }],
      createsInternalTopics: true,
      repartitions: true,
      exactlyOnce: true,
      reset: false,
    },
  ]);
});

test('denials and ACLs for one host stay as they are', () => {
  const texts = [
    'User:a TOPIC LITERAL t READ DENY *',
    'User:a TOPIC LITERAL t READ ALLOW 10.0.0.1',
  ];
  expect(
    folded(...texts)
      .leftover.map(line)
      .sort(),
  ).toEqual([...texts].sort());
});

test('grants and what is left over are all that there was, and not more', () => {
  fc.assert(
    fc.property(fc.array(binding, { maxLength: 14 }), (acls) => {
      const { grants, leftover } = foldGrants(acls);
      expect(sets([...grants.flatMap(unfold), ...leftover])).toEqual(sets(acls));
    }),
    { numRuns: 1000 },
  );
});
