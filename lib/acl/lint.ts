import type { AclOrigin, AclResourceType, WantedAcl } from '../spec/acl';
import { byText } from '../util/sort';
import {
  aclText,
  EVERYBODY,
  isWildcard,
  matchesName,
  operationCovers,
  resourceCovers,
  resourceText,
  WILDCARD,
} from './binding';

/** Something about a set of ACLs that is seldom meant. */
export interface AclLint {
  readonly message: string;
  readonly fix: string;
  /** Who asked for the ACLs in question; the first is to blame. */
  readonly origins: readonly AclOrigin[];
}

/** What is known besides the ACLs. */
export interface LintContext {
  readonly acls: readonly WantedAcl[];
  /** Topics of the program, declared or referred to. */
  readonly topics: readonly string[];
  /** Topics in which Connect keeps the configuration of connectors, their secrets among it. */
  readonly connectConfigTopics: readonly string[];
  /** Principals that are meant to administer the cluster. */
  readonly administrators: readonly string[];
  readonly streamsApplications: readonly StreamsApplicationFacts[];
}

export interface StreamsApplicationFacts {
  readonly applicationId: string;
  readonly principal: string;
  readonly origin: AclOrigin;
}

type Lint = (context: LintContext) => readonly AclLint[];

const allowed = ({ acls }: LintContext): readonly WantedAcl[] =>
  acls.filter(({ permission }) => permission === 'ALLOW');

/** One lint for each ACL that is such. */
function each(
  isSuch: (acl: WantedAcl, context: LintContext) => boolean,
  text: (acl: WantedAcl) => Pick<AclLint, 'message' | 'fix'>,
): Lint {
  return (context) =>
    allowed(context)
      .filter((acl) => isSuch(acl, context))
      .map((acl) => ({ ...text(acl), origins: acl.origins }));
}

/** A literal name that two principals use, where one means to be alone. */
function shared(
  resourceType: AclResourceType,
  operation: WantedAcl['operation'],
  why: string,
): Lint {
  return (context) => {
    const users = allowed(context).filter(
      (acl) =>
        acl.resourceType === resourceType &&
        acl.operation === operation &&
        acl.patternType === 'LITERAL' &&
        acl.resourceName !== WILDCARD,
    );
    const first = new Map<string, WantedAcl>();
    return users.flatMap((acl) => {
      const before = first.get(acl.resourceName);
      if (before === undefined) first.set(acl.resourceName, acl);
      if (before === undefined || before.principal === acl.principal) return [];
      return [
        {
          message: `${acl.principal} has ${resourceText(acl)}, already ${before.principal}'s: ${why}`,
          fix: 'give each its own name, or make them one user',
          origins: [...acl.origins, ...before.origins],
        },
      ];
    });
  };
}

const isFromRule = ({ origins }: WantedAcl): boolean =>
  origins.length > 0 && origins.every(({ reason }) => reason.startsWith('AclRule '));

const reads = (acls: readonly WantedAcl[], type: AclResourceType, principal: string): boolean =>
  acls.some(
    (acl) =>
      acl.resourceType === type && acl.principal === principal && operationCovers(acl, 'READ'),
  );

function alone(type: AclResourceType, other: AclResourceType, fix: string): Lint {
  return each(
    (acl, context) =>
      acl.resourceType === type &&
      acl.operation === 'READ' &&
      isFromRule(acl) &&
      !reads(allowed(context), other, acl.principal),
    (acl) => ({
      message: `${aclText(acl)}, but on no ${other.toLowerCase()}: a consumer group needs both`,
      fix,
    }),
  );
}

const isAboutCluster = (acl: WantedAcl, operation: WantedAcl['operation']): boolean =>
  acl.resourceType === 'CLUSTER' && operationCovers(acl, operation);

const LOOKS = new Set(['DESCRIBE', 'DESCRIBE_CONFIGS']);

/** The lints, by the code of their rule. */
export const ACL_LINTS = {
  AclClusterAlter: each(
    (acl, { administrators }) =>
      isAboutCluster(acl, 'ALTER') && !administrators.includes(acl.principal),
    ({ principal }) => ({
      message: `${principal} may ALTER the cluster, and so give itself every right there is`,
      fix: 'leave users and ACLs to the reconciler, or name it in superUsers as what it is',
    }),
  ),
  AclClusterCreate: each(
    (acl) => isAboutCluster(acl, 'CREATE'),
    ({ principal }) => ({
      message: `${principal} may CREATE topics of any name`,
      fix: 'declare its topics, or allow CREATE on a prefix of topics',
    }),
  ),
  AclConnectConfigRead: each(
    (acl, { connectConfigTopics }) =>
      acl.resourceType === 'TOPIC' &&
      operationCovers(acl, 'READ') &&
      connectConfigTopics.some((name) => matchesName(acl, name)) &&
      !acl.origins.every(({ reason }) => reason.startsWith('ConnectCluster')),
    (acl) => ({
      message: `${aclText(acl)}, in which Connect keeps the secrets of connectors`,
      fix: 'let nobody but the workers read it',
    }),
  ),
  AclDenyShadows: shadows,
  AclGroupShared: shared('GROUP', 'READ', 'each would take records from the other'),
  AclGroupWithoutTopic: alone('GROUP', 'TOPIC', 'allow READ on its topics, or take the rule away'),
  AclPrefixOpen: each(
    ({ patternType, resourceName }) => patternType === 'PREFIXED' && !/[._-]$/.test(resourceName),
    (acl) => ({
      message: `${aclText(acl)}: without a delimiter at its end the prefix '${acl.resourceName}' also takes names that begin alike by chance`,
      fix: `end it with a delimiter: '${acl.resourceName}.' or '${acl.resourceName}-'`,
    }),
  ),
  AclTopicDetached: each(
    (acl, { topics }) =>
      acl.resourceType === 'TOPIC' &&
      acl.patternType === 'LITERAL' &&
      !isWildcard(acl) &&
      isFromRule(acl) &&
      !topics.includes(acl.resourceName),
    (acl) => ({
      message: `${aclText(acl)}, which the program neither declares nor refers to`,
      fix: 'declare it by new KafkaTopic, or name one that is elsewhere by KafkaTopic.fromName',
    }),
  ),
  AclTopicWithoutGroup: alone('TOPIC', 'GROUP', 'allow READ on its group; grants.consume has both'),
  AclTransactionalIdShared: shared(
    'TRANSACTIONAL_ID',
    'WRITE',
    'each would end the transactions of the other',
  ),
  AclWildcard: each(
    (acl) => (isWildcard(acl) && !LOOKS.has(acl.operation)) || acl.principal === EVERYBODY,
    (acl) => ({
      message: `${aclText(acl)}: it holds for all there will ever be`,
      fix: 'name resources and users, or prefixes of them',
    }),
  ),
  StreamsApplicationsOverlap: overlaps,
} as const satisfies Readonly<Record<string, Lint>>;

function shadows(context: LintContext): readonly AclLint[] {
  const denials = context.acls.filter(({ permission }) => permission === 'DENY');
  return denials.flatMap((denial) => {
    const [grant] = allowed(context).filter((acl) => isDenied(acl, denial));
    if (grant === undefined) return [];
    return [
      {
        message: `${aclText(denial)}, so it is in vain that ${aclText(grant)}`,
        fix: 'narrow the denial, or take the grant away',
        origins: [...denial.origins, ...grant.origins],
      },
    ];
  });
}

const isDenied = (acl: WantedAcl, denial: WantedAcl): boolean =>
  (denial.principal === acl.principal || denial.principal === EVERYBODY) &&
  (denial.host === WILDCARD || denial.host === acl.host) &&
  resourceCovers(denial, acl) &&
  (denial.operation === 'ALL' || denial.operation === acl.operation);

/** The internal topics of `pay-refunds` begin like those of `pay`. */
function overlaps({ streamsApplications }: LintContext): readonly AclLint[] {
  const sorted = [...streamsApplications].sort((a, b) => byText(a.applicationId, b.applicationId));
  return sorted.flatMap((short) =>
    sorted
      .filter(({ applicationId }) => applicationId.startsWith(`${short.applicationId}-`))
      .map((long) => ({
        message: `streams application '${short.applicationId}' may read and delete the internal topics of '${long.applicationId}', whose id begins with its own and a hyphen`,
        fix: 'give one of the two an id that does not begin so',
        origins: [short.origin, long.origin],
      })),
  );
}

export type AclLintCode = keyof typeof ACL_LINTS;
