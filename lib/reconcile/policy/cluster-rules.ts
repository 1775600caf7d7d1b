import { deleting, WHOLE_RUN } from './rule';
import type { SafetyRule } from './rule';

const whole = (message: string, fix: string) => [{ subject: WHOLE_RUN, message, fix }];

export const CLUSTER_SAFETY: readonly SafetyRule[] = [
  {
    name: 'WrongCluster',
    severity: 'refuse',
    why: 'What belongs to one cluster must not be made true on another that answers at its address.',
    check: ({ desired, applied, live }) => {
      const expected = desired.cluster.clusterId ?? applied.clusterId;
      const { clusterId } = live.cluster;
      if (expected === undefined || expected === clusterId) return [];
      return whole(
        `the cluster has the id '${clusterId}', expected is '${expected}'`,
        'correct the address, or the id; after a cluster was made anew on purpose, remove the applied state',
      );
    },
  },
  {
    name: 'EmptyView',
    severity: 'refuse',
    why: 'A cluster that shows nothing of what was applied is starting, or another: what looks deleted is not.',
    check: ({ applied, live }) => {
      const known = Object.keys(applied.topics);
      const isEmpty = known.length > 1 && known.every((name) => !live.topics.has(name));
      return isEmpty
        ? whole(
            `none of the ${String(known.length)} topics that were applied is there`,
            'wait until the cluster is up; if the topics are really gone, waive the rule',
          )
        : [];
    },
  },
  {
    name: 'FewerBrokers',
    severity: 'refuse',
    why: 'With brokers missing, topics and replicas may be out of sight; nothing is deleted by such a view.',
    check: ({ desired, live }, changes) => {
      const { expectedBrokers } = desired.cluster;
      const count = live.cluster.brokers.length;
      return count >= expectedBrokers || deleting(changes).length === 0
        ? []
        : whole(
            `${String(count)} of ${String(expectedBrokers)} brokers are there, and something would be deleted`,
            'wait for the brokers',
          );
    },
  },
  {
    name: 'NoController',
    severity: 'refuse',
    why: 'Without an active controller nothing can be changed, and what is seen may be old.',
    check: ({ live }) =>
      live.cluster.controllerId === undefined
        ? whole('the cluster has no active controller', 'wait for one')
        : [],
  },
  {
    name: 'MaxDeletes',
    severity: 'refuse',
    why: 'Many deletions at once are rarely meant: a list that was not read, a file that was not saved.',
    check: ({ desired }, changes) => {
      const count = deleting(changes).length;
      const { maxDeletes } = desired.policy;
      return count <= maxDeletes
        ? []
        : whole(
            `${String(count)} objects would be deleted; allowed in one run are ${String(maxDeletes)}`,
            'raise maxDeletes, or delete in steps',
          );
    },
  },
  {
    name: 'NoAuthorizer',
    severity: 'refuse',
    why: 'Without an authorizer Kafka takes no ACLs, and everybody may do everything.',
    check: ({ desired, live }) =>
      desired.acls.length === 0 || live.hasAuthorizer
        ? []
        : whole(
            'ACLs are declared and the cluster has no authorizer',
            'set authorization: Authorization.acl()',
          ),
  },
  {
    name: 'AutoCreateTopics',
    severity: 'warn',
    why: 'A mistyped topic name makes a topic, with the defaults of the brokers.',
    check: ({ live }) =>
      live.brokerSettings['auto.create.topics.enable'] === 'true'
        ? whole('brokers create topics by themselves', 'set auto.create.topics.enable=false')
        : [],
  },
  {
    name: 'AllowEveryone',
    severity: 'warn',
    why: 'The first ACL of a topic then cuts off everybody else, and what has none is open.',
    check: ({ live }) =>
      live.brokerSettings['allow.everyone.if.no.acl.found'] === 'true'
        ? whole(
            'whoever no ACL names may do everything',
            'set allow.everyone.if.no.acl.found=false',
          )
        : [],
  },
];
