import type { AclBinding, WantedAcl } from '../../../../../lib/spec/acl';
import { acl, connectReference, contents, said, topic } from '../../../../support/contents';
import { casesOf } from './case';

const RULE = 'AclRule 1 of readers';
const of = (...acls: readonly WantedAcl[]) => contents({ acls, topics: [topic('orders')] });
const one = (more: Partial<AclBinding> = {}) => of(acl(more));
const cluster = (operation: AclBinding['operation'], principal = 'User:CN=shop') =>
  one({ resourceType: 'CLUSTER', resourceName: 'kafka-cluster', operation, principal });
const group = (principal: string, more: Partial<AclBinding> = {}): WantedAcl =>
  acl({ resourceType: 'GROUP', resourceName: 'g', operation: 'READ', principal, ...more });
const transaction = (principal: string): WantedAcl =>
  acl({ resourceType: 'TRANSACTIONAL_ID', resourceName: 'x', principal });
const application = (applicationId: string) => ({
  applicationId,
  principal: 'User:a',
  inputs: [],
  said: said(`app/${applicationId}`),
});

/** Somebody reads `orders`, and a Connect keeps its configuration in a topic. */
const reading = (configTopic: string) =>
  contents({
    acls: [acl({ operation: 'READ' })],
    topics: [topic('orders')],
    connectClusters: [connectReference('etl', { configTopic })],
  });

export const ACL_CASES = [
  casesOf('AclOperationUnfit', {
    valid: [one(), one({ operation: 'ALL' })],
    invalid: [[one({ operation: 'IDEMPOTENT_WRITE' }), [RULE]]],
  }),
  casesOf('AclHostForm', {
    valid: [one(), one({ host: '10.0.0.7' }), one({ host: '::1' })],
    invalid: [
      [one({ host: 'web.example.com' }), [RULE]],
      [one({ host: '10.0.0.0/8' }), [RULE]],
    ],
  }),
  casesOf('AclResourceName', {
    valid: [one({ resourceName: '*' })],
    invalid: [
      [one({ resourceName: '' }), [RULE]],
      [one({ resourceName: 'a b' }), [RULE]],
    ],
  }),
  casesOf('AclWithoutAuthorizer', {
    valid: [one(), contents({}, { authorization: false })],
    invalid: [[contents({ acls: [acl()] }, { authorization: false }), [RULE]]],
  }),
  casesOf('GrantNotApplied', {
    valid: [one()],
    invalid: [[contents({ refusedGrants: [{ acls: [acl()], said: said('app/t') }] }), [RULE]]],
  }),
  casesOf('AcrossClusters', {
    valid: [one()],
    invalid: [
      [
        contents({
          strays: [
            {
              what: "user 'User:CN=shop'",
              reason: RULE,
              home: { cluster: 'another', said: said('app/shop') },
              said: said('app/t'),
            },
          ],
        }),
        [RULE],
      ],
    ],
  }),
  casesOf('AclClusterAlter', {
    valid: [cluster('ALTER', 'User:orders-kafka-reconciler')],
    invalid: [[cluster('ALTER'), [RULE]]],
  }),
  casesOf('AclClusterCreate', {
    valid: [one({ operation: 'CREATE' })],
    invalid: [[cluster('CREATE'), [RULE]]],
  }),
  casesOf('AclConnectConfigRead', {
    valid: [reading('other'), one({ operation: 'READ' })],
    invalid: [[reading('orders'), [RULE]]],
  }),
  casesOf('AclDenyShadows', {
    valid: [of(acl(), acl({ permission: 'DENY', operation: 'READ' }))],
    invalid: [[of(acl(), acl({ permission: 'DENY' })), [RULE]]],
  }),
  casesOf('AclGroupShared', {
    valid: [of(group('User:a'), group('User:b', { resourceName: 'h' }))],
    invalid: [[of(group('User:a'), group('User:b')), [RULE]]],
  }),
  casesOf('AclGroupWithoutTopic', {
    valid: [of(group('User:CN=shop'), acl({ operation: 'READ' }))],
    invalid: [[of(group('User:a')), [RULE]]],
  }),
  casesOf('AclPrefixOpen', {
    valid: [one({ patternType: 'PREFIXED', resourceName: 'orders.' })],
    invalid: [[one({ patternType: 'PREFIXED' }), [RULE]]],
  }),
  casesOf('AclTopicDetached', {
    valid: [one(), contents({ acls: [acl()], topicReferences: ['orders'] })],
    invalid: [[contents({ acls: [acl()] }), [RULE]]],
  }),
  casesOf('AclTopicWithoutGroup', {
    valid: [of(acl({ operation: 'READ' }, 'orders.grants.read()'))],
    invalid: [[one({ operation: 'READ' }), [RULE]]],
  }),
  casesOf('AclTransactionalIdShared', {
    valid: [of(transaction('User:a'))],
    invalid: [[of(transaction('User:a'), transaction('User:b')), [RULE]]],
  }),
  casesOf('AclWildcard', {
    valid: [one({ resourceName: '*', operation: 'DESCRIBE' })],
    invalid: [
      [one({ resourceName: '*' }), [RULE]],
      [one({ principal: 'User:*' }), [RULE]],
    ],
  }),
  casesOf('StreamsApplicationsOverlap', {
    valid: [contents({ streamsApplications: [application('pay'), application('payroll')] })],
    invalid: [
      [
        contents({ streamsApplications: [application('pay-refunds'), application('pay')] }),
        ['StreamsApplication pay'],
      ],
    ],
  }),
];
