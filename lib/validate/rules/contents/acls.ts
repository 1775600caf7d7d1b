import { ACL_LINTS, aclText, kafkaAclsCommands, OPERATIONS, resourceText } from '../../../acl';
import type { AclLintCode } from '../../../acl';
import { CLUSTER_NAME } from '../../../acl/binding';
import type { ContentsModel } from '../../../model/contents-model';
import type { WantedAcl } from '../../../spec/acl';
import type { Finding } from '../../issue';
import { quoted } from '../support';
import { isAddress } from './addresses';
import type { ContentsRule } from './support';
import { at } from './support';

/** A check of each ACL, as somebody asked for it. */
const ofAcls =
  (
    judge: (acl: WantedAcl) => { readonly message: string; readonly fix: string } | undefined,
  ): ContentsRule['check'] =>
  ({ spec }) =>
    spec.acls.flatMap((acl) => {
      const found = judge(acl);
      const [origin] = acl.origins;
      return found === undefined || origin === undefined
        ? []
        : [at(origin, { ...found, prop: origin.reason })];
    });

export const aclOperationUnfit: ContentsRule = {
  code: 'AclOperationUnfit',
  severity: 'error',
  why: 'Kafka keeps such an ACL and never looks at it: it asks for each type of resource only for some operations.',
  check: ofAcls((acl) => {
    const fitting = OPERATIONS[acl.resourceType];
    if (acl.operation === 'ALL' || fitting.includes(acl.operation)) return undefined;
    return {
      message: `there is no operation ${acl.operation} on ${resourceText(acl)}`,
      fix: `use ALL, ${fitting.join(', ')}`,
    };
  }),
};

export const aclHostForm: ContentsRule = {
  code: 'AclHostForm',
  severity: 'error',
  why: 'Kafka compares the text with the address of the client: a name or a range of addresses is never equal to one.',
  check: ofAcls((acl) =>
    acl.host === '*' || isAddress(acl.host)
      ? undefined
      : {
          message: `host ${quoted(acl.host)} of ${quoted(aclText(acl))} is no address`,
          fix: "write one rule for each address, as in '10.0.0.7', or '*' for all",
        },
  ),
};

const TOPIC_NAME = /^[a-zA-Z0-9._-]{1,249}$/;

function isResourceName({ resourceType, resourceName }: WantedAcl): boolean {
  if (resourceType === 'CLUSTER') return resourceName === CLUSTER_NAME;
  if (resourceType === 'TOPIC') return resourceName === '*' || TOPIC_NAME.test(resourceName);
  return resourceName !== '';
}

export const aclResourceName: ContentsRule = {
  code: 'AclResourceName',
  severity: 'error',
  why: 'An ACL on a name that nothing can have allows nothing, and Kafka refuses an empty one.',
  check: ofAcls((acl) =>
    isResourceName(acl)
      ? undefined
      : {
          message: `there can be no ${acl.resourceType.toLowerCase().replace(/_/g, ' ')} called ${quoted(acl.resourceName)}`,
          fix: "name it, or write '*' for all",
        },
  ),
};

export const aclWithoutAuthorizer: ContentsRule = {
  code: 'AclWithoutAuthorizer',
  severity: 'error',
  why: 'Kafka refuses ACLs where nobody is asked what they may do.',
  check: ({ cluster, spec }) => {
    const [origin] = spec.acls[0]?.origins ?? [];
    if (cluster.authorization !== false || origin === undefined) return [];
    return [
      at(origin, {
        prop: origin.reason,
        message: `cluster ${quoted(cluster.name)} has no authorization, and ${String(spec.acls.length)} ACLs are asked for`,
        fix: 'set authorization: Authorization.acl() on the cluster, or take the grants away',
      }),
    ];
  },
};

export const grantNotApplied: ContentsRule = {
  code: 'GrantNotApplied',
  severity: 'warning',
  why: 'A user who is made elsewhere has its rights from elsewhere too, and this program would take them away from each other.',
  check: ({ spec, cluster }) =>
    spec.refusedGrants.map(({ acls, said }) => {
      const server = cluster.endpoints[0]?.bootstrapServers ?? 'localhost:9092';
      return at(said, {
        prop: acls[0]?.origins[0]?.reason ?? 'grants',
        message: `the grant to ${acls[0]?.principal ?? 'nobody'} is not applied, who is made elsewhere`,
        fix: `run: ${kafkaAclsCommands(acls, server).join(' && ')}`,
      });
    }),
};

const WHY: Readonly<Record<AclLintCode, string>> = {
  AclClusterAlter:
    'Who may alter the cluster writes ACLs and passwords, and is a super user in all but name.',
  AclClusterCreate: 'Topics of any name are created then, and nobody declared them.',
  AclConnectConfigRead:
    'Connect keeps the configuration of connectors in a topic, passwords in it as they are.',
  AclDenyShadows: 'A denial wins over every permission: what it covers is granted in vain.',
  AclGroupShared:
    'Members of one group share the partitions: each of two applications in it would get half of the records.',
  AclGroupWithoutTopic: 'A member of a group reads topics; without the right to it does nothing.',
  AclPrefixOpen: "The prefix 'pay' also takes 'payroll'.",
  AclTopicDetached:
    'An ACL may wait for a topic that nobody makes, or that somebody else makes for another purpose.',
  AclTopicWithoutGroup:
    'Most consumers are members of a group, and stop at once without the right to it.',
  AclTransactionalIdShared:
    'Of two producers with one transactional id the older is shut out, with its transaction.',
  AclWildcard: 'It also holds for what will be made later, by whomever.',
  StreamsApplicationsOverlap:
    'The internal topics of an application begin with its id and a hyphen, and so do those of one whose id begins that way.',
};

/** Each rule takes its own part of what the lints find. */
function lintRule(code: AclLintCode): ContentsRule {
  return {
    code,
    severity: 'warning',
    why: WHY[code],
    check: (contents) => ACL_LINTS[code](lintContext(contents)).flatMap(findingOf),
  };
}

function findingOf({
  message,
  fix,
  origins,
}: ReturnType<(typeof ACL_LINTS)[AclLintCode]>[number]): readonly Finding[] {
  const [origin] = origins;
  return origin === undefined ? [] : [at(origin, { prop: origin.reason, message, fix })];
}

const lintContext = ({ acls, spec, topics, cluster, streamsApplications }: ContentsModel) => ({
  acls,
  topics: [...topics.map(({ name }) => name), ...spec.topicReferences],
  connectConfigTopics: spec.connectClusters.map(({ configTopic }) => configTopic),
  administrators: cluster.superUsers,
  streamsApplications,
});

export const ACL_RULES: readonly ContentsRule[] = [
  aclOperationUnfit,
  aclHostForm,
  aclResourceName,
  aclWithoutAuthorizer,
  grantNotApplied,
  ...(Object.keys(ACL_LINTS) as AclLintCode[]).map(lintRule),
];
