import { ACL_LINTS } from '../../lib/acl';
import type { AclLintCode, LintContext } from '../../lib/acl';
import { want } from './support';

const NOTHING: LintContext = {
  acls: [],
  topics: [],
  connectConfigTopics: [],
  administrators: [],
  streamsApplications: [],
};

const RULE = 'AclRule 1 of readers';
const context = (...texts: readonly string[]): LintContext => ({
  ...NOTHING,
  acls: texts.map((text) => want(text, RULE)),
});
const origin = { reason: 'StreamsApplication', path: 'app', origin: undefined };

const CASES: Readonly<Record<AclLintCode, readonly [bad: LintContext, good: LintContext]>> = {
  AclClusterAlter: [
    context('User:a CLUSTER LITERAL kafka-cluster ALTER'),
    { ...context('User:a CLUSTER LITERAL kafka-cluster ALTER'), administrators: ['User:a'] },
  ],
  AclClusterCreate: [
    context('User:a CLUSTER LITERAL kafka-cluster CREATE'),
    context('User:a TOPIC PREFIXED app- CREATE'),
  ],
  AclConnectConfigRead: [
    { ...context('User:a TOPIC PREFIXED etl- READ'), connectConfigTopics: ['etl-configs'] },
    context('User:a TOPIC PREFIXED etl- READ'),
  ],
  AclDenyShadows: [
    context('User:a TOPIC LITERAL t READ', 'User:* TOPIC PREFIXED t READ DENY'),
    context('User:a TOPIC LITERAL t READ', 'User:a TOPIC LITERAL u READ DENY'),
  ],
  AclGroupShared: [
    context('User:a GROUP LITERAL g READ', 'User:b GROUP LITERAL g READ'),
    context('User:a GROUP LITERAL g READ', 'User:b GROUP LITERAL g DESCRIBE'),
  ],
  AclGroupWithoutTopic: [
    context('User:a GROUP LITERAL g READ'),
    context('User:a GROUP LITERAL g READ', 'User:a TOPIC LITERAL t READ'),
  ],
  AclPrefixOpen: [
    context('User:a TOPIC PREFIXED pay READ'),
    context('User:a TOPIC PREFIXED pay. READ'),
  ],
  AclTopicDetached: [
    context('User:a TOPIC LITERAL t READ'),
    { ...context('User:a TOPIC LITERAL t READ'), topics: ['t'] },
  ],
  AclTopicWithoutGroup: [
    context('User:a TOPIC LITERAL t READ'),
    { ...NOTHING, acls: [want('User:a TOPIC LITERAL t READ', 't.grants.read')] },
  ],
  AclTransactionalIdShared: [
    context('User:a TRANSACTIONAL_ID LITERAL x WRITE', 'User:b TRANSACTIONAL_ID LITERAL x WRITE'),
    context('User:a TRANSACTIONAL_ID LITERAL x WRITE'),
  ],
  AclWildcard: [context('User:a TOPIC LITERAL * READ'), context('User:a TOPIC LITERAL * DESCRIBE')],
  StreamsApplicationsOverlap: [
    {
      ...NOTHING,
      streamsApplications: [
        { applicationId: 'pay-refunds', principal: 'User:a', origin },
        { applicationId: 'pay', principal: 'User:b', origin },
      ],
    },
    {
      ...NOTHING,
      streamsApplications: [
        { applicationId: 'pay', principal: 'User:a', origin },
        { applicationId: 'payments', principal: 'User:b', origin },
      ],
    },
  ],
};

describe.each(Object.keys(ACL_LINTS) as AclLintCode[])('%s', (code) => {
  const [bad, good] = CASES[code];
  test('speaks once, with a way out and who asked', () => {
    const found = ACL_LINTS[code](bad);
    expect(found).toHaveLength(1);
    expect(found[0]?.fix).not.toBe('');
    expect(found[0]?.origins.length).toBeGreaterThan(0);
  });
  test('is silent', () => {
    expect(ACL_LINTS[code](good)).toEqual([]);
  });
});
