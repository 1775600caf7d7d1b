import { serversOf } from '../../../model/cluster-facts';
import type { ContentsModel } from '../../../model/contents-model';
import type { ReconcilerSpec } from '../../../spec/reconciler';
import { SAFETY_RULE_NAMES } from '../../../spec/safety';
import { nearest } from '../../../util/nearest';
import { isDnsName } from '../kubernetes-names';
import type { Complaint } from '../support';
import { isWhole, item, MAX_INT, NONE, quoted } from '../support';
import type { ContentsRule } from './support';
import { at } from './support';

type Job = Extract<ReconcilerSpec, { readonly kind: 'job' }>;

/** A check of what is said of the reconciler. */
const ofJob =
  (judge: (job: Job, contents: ContentsModel) => readonly Complaint[]): ContentsRule['check'] =>
  (contents) =>
    contents.reconciler?.kind === 'job'
      ? judge(contents.reconciler, contents).map((one) => at(contents.cluster.said, one))
      : [];

const FIELD =
  /^(\*|[0-9a-zA-Z]+(-[0-9a-zA-Z]+)?)(\/[0-9]+)?(,(\*|[0-9a-zA-Z]+(-[0-9a-zA-Z]+)?)(\/[0-9]+)?)*$/;
const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

function isSchedule(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return MACRO.test(text) || (fields.length === 5 && fields.every((field) => FIELD.test(field)));
}

export const reconcilerSchedule: ContentsRule = {
  code: 'ReconcilerSchedule',
  severity: 'error',
  why: 'Kubernetes refuses a CronJob with another schedule.',
  check: ofJob(({ schedule }) =>
    schedule === undefined || isSchedule(schedule)
      ? NONE
      : [
          {
            prop: 'reconciler.schedule',
            message: `schedule ${quoted(schedule)} is not five fields of a cron line`,
            fix: "write minute, hour, day, month and day of the week, as in '*/10 * * * *'",
          },
        ],
  ),
};

export const reconcilerMaxDeletes: ContentsRule = {
  code: 'ReconcilerMaxDeletes',
  severity: 'error',
  why: 'It is a number of deletions.',
  check: ofJob(({ maxDeletes }) =>
    maxDeletes === undefined || isWhole(maxDeletes, 0, MAX_INT)
      ? NONE
      : [
          {
            prop: 'reconciler.maxDeletes',
            message: `maxDeletes is ${String(maxDeletes)}; allowed are whole numbers from 0`,
            fix: 'leave it out for 20',
          },
        ],
  ),
};

export const reconcilerWaiver: ContentsRule = {
  code: 'ReconcilerWaiver',
  severity: 'error',
  why: 'A rule of the safety table is set aside by name, for something, and for a reason that the next reader can weigh.',
  check: ofJob(({ waivers }) =>
    waivers.flatMap(({ rule, subject, reason }, index) =>
      [rule, subject, reason].every((word) => word.trim() !== '')
        ? NONE
        : [
            {
              prop: item('reconciler.waivers', index),
              message: `the waiver of rule ${quoted(rule)} for ${quoted(subject)} has no ${reason.trim() === '' ? 'reason' : 'rule or subject'}`,
              fix: 'say rule, subject and why it is in order',
            },
          ],
    ),
  ),
};

export const reconcilerWaiverUnknown: ContentsRule = {
  code: 'ReconcilerWaiverUnknown',
  severity: 'error',
  why: 'A waiver of a rule that is not in the safety table sets nothing aside, and what it was written for is refused.',
  check: ofJob(({ waivers }) =>
    waivers.flatMap(({ rule }, index) => {
      // Without a name another rule says so.
      if (rule.trim() === '' || RULE_NAMES.has(rule)) return NONE;
      const meant = nearest(rule, RULE_NAMES);
      return [
        {
          prop: item('reconciler.waivers', index),
          message: `the safety table has no rule ${quoted(rule)}`,
          fix:
            meant === undefined
              ? 'see docs/safety.md for its rules'
              : `did you mean ${quoted(meant)}?`,
        },
      ];
    }),
  ),
};

const RULE_NAMES: ReadonlySet<string> = new Set(SAFETY_RULE_NAMES);

export const reconcilerSecretForm: ContentsRule = {
  code: 'ReconcilerSecretForm',
  severity: 'error',
  why: 'Kubernetes takes no other names for Secrets; and who makes the certificate names its Secret.',
  check: ofJob(({ certificateSecretName: name }, { cluster: { identities } }) => {
    if (name === undefined || (identities.kind === 'provided' && isDnsName(name))) return NONE;
    const isOdd = identities.kind === 'provided';
    return [
      {
        prop: 'reconciler.certificateSecretName',
        message: isOdd
          ? `there can be no Secret ${quoted(name)}`
          : `secret ${quoted(name)} is given, but the cluster makes the certificate of the reconciler itself`,
        fix: isOdd ? "use lower-case letters, digits, '-' and '.'" : 'remove it',
      },
    ];
  }),
};

export const contentsNamespaceMissing: ContentsRule = {
  code: 'ContentsNamespaceMissing',
  severity: 'error',
  why: 'Roles, Secrets and the state are looked up by the namespace that is written into the settings of the reconciler.',
  check: ({ cluster, reconciler, desired }) => {
    const isNeeded =
      reconciler?.kind !== 'none' &&
      desired.topics.length + desired.users.length + desired.acls.length + desired.quotas.length >
        0;
    // Of a cluster of the program another rule says so.
    if (cluster.namespaceKnown || cluster.connection.tls?.kind === 'cluster' || !isNeeded)
      return [];
    return [
      at(cluster.said, {
        prop: 'namespace',
        message: `cluster ${quoted(cluster.name)} is in a chart without a namespace`,
        fix: "give the chart its namespace: new Chart(app, 'apps', { namespace: 'apps' })",
      }),
    ];
  },
};

const SERVER = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?):([0-9]{1,5})$/;

export const bootstrapServersForm: ContentsRule = {
  code: 'BootstrapServersForm',
  severity: 'error',
  why: 'A client resolves each and connects to its port.',
  check: ({ cluster }) => {
    const { bootstrapServers } = cluster.connection;
    const odd = bootstrapServers.find((server) => !isServer(server));
    if (bootstrapServers.length > 0 && odd === undefined) return [];
    return [
      at(cluster.said, {
        prop: 'bootstrapServers',
        message:
          odd === undefined
            ? 'there is no bootstrap server'
            : `bootstrap server ${quoted(odd)} is not a host and a port`,
        fix: "write them as in 'kafka-1.example.com:9093,kafka-2.example.com:9093'",
      }),
    ];
  },
};

function isServer(text: string): boolean {
  const [server = ''] = serversOf(text);
  const port = Number(SERVER.exec(server)?.[3] ?? 0);
  return port >= 1 && port <= 65_535;
}

export const RECONCILER_RULES: readonly ContentsRule[] = [
  reconcilerSchedule,
  reconcilerMaxDeletes,
  reconcilerWaiver,
  reconcilerWaiverUnknown,
  reconcilerSecretForm,
  contentsNamespaceMissing,
  bootstrapServersForm,
];
