import { kubernetesName } from '../../model/kubernetes-name';
import type { QuotaDescription, ScramCredentialDescription } from '../../reconcile/admin';
import type { AclBinding } from '../../spec/acl';
import type { DesiredTopic } from '../../spec/desired-state';
import { byText, sortedSet } from '../../util/sort';
import { grantLines } from './import-grants';
import { quotaLines } from './import-quotas';
import { record, text, Variables } from './import-words';

/** What a live cluster has, as far as a program can declare it. */
export interface Imported {
  readonly bootstrapServers: string;
  readonly clusterId: string;
  readonly topics: readonly Pick<
    DesiredTopic,
    'name' | 'partitions' | 'replicationFactor' | 'config'
  >[];
  readonly credentials: readonly ScramCredentialDescription[];
  readonly quotas: readonly QuotaDescription[];
  readonly acls: readonly AclBinding[];
}

export interface Program {
  readonly text: string;
  /** What the cluster has and the program does not say. */
  readonly omitted: readonly string[];
}

/** A program that declares what a cluster has: its plan against that cluster changes nothing. */
export function programOf(live: Imported): Program {
  const variables = new Variables();
  const omitted: string[] = [];
  const topics = live.topics.map((topic) => topicLines(topic, variables));
  const principals = sortedSet([
    ...live.acls.map(({ principal }) => principal),
    ...live.credentials.map(({ user }) => `User:${user}`),
  ]);
  const users = principals.map((principal) => userLines(principal, live, variables, omitted));
  const quotas = live.quotas.flatMap((quota) => quotaLines(quota, omitted));
  const body = withoutUnused([
    ...topics,
    ...users,
    ...quotas,
    ...grantLines(live, variables, omitted),
  ]);
  const lines = [...headOf(body), ...clusterLines(live), '', ...body, '', 'app.synth();', ''];
  return { text: lines.join('\n'), omitted };
}

/** Compilers that refuse constants nobody reads are usual. */
function withoutUnused(lines: readonly string[]): readonly string[] {
  // Texts apart: a topic may be called as a constant is.
  const code = lines.map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  const uses = new Map<string, number>();
  for (const [word] of code.join('\n').matchAll(/\w+/g)) uses.set(word, (uses.get(word) ?? 0) + 1);
  return lines.map((line) => {
    const [start = '', variable = ''] = /^const (\w+) = /.exec(line) ?? [];
    return uses.get(variable) === 1 ? line.slice(start.length) : line;
  });
}

const headOf = (body: readonly string[]): readonly string[] => [
  `import { App, Chart${body.some((line) => line.includes('Size.')) ? ', Size' : ''} } from 'cdk8s';`,
  "import * as kafka from 'cdk8s-kafka';",
  '',
  'const app = new App();',
];

const clusterLines = ({ bootstrapServers, clusterId }: Imported): readonly string[] => [
  "const chart = new Chart(app, 'kafka', { namespace: 'kafka' });",
  `const cluster = kafka.KafkaCluster.fromBootstrap(chart, 'imported', ${record([
    ['bootstrapServers', text(bootstrapServers)],
    ['clusterId', text(clusterId)],
  ])});`,
];

function topicLines(topic: Imported['topics'][number], variables: Variables): string {
  const config = Object.entries(topic.config)
    .sort(([a], [b]) => byText(a, b))
    .map(([key, value]) => [text(key), text(value)] as const);
  const props = record([
    ['cluster', 'cluster'],
    ['topicName', text(topic.name)],
    ['partitions', String(topic.partitions)],
    ['replicationFactor', String(topic.replicationFactor)],
    ...(config.length > 0 ? [['config', record(config)] as const] : []),
  ]);
  const id = text(`topic ${topic.name}`);
  return `const ${variables.of('topic', topic.name)} = new kafka.KafkaTopic(chart, ${id}, ${props});`;
}

const FACTORIES = { 'SCRAM-SHA-256': 'scramSha256', 'SCRAM-SHA-512': 'scramSha512' } as const;

function userLines(
  principal: string,
  { credentials }: Imported,
  variables: Variables,
  omitted: string[],
): string {
  const name = principal.replace(/^User:/, '');
  const own = credentials.filter(({ user }) => `User:${user}` === principal);
  const credential = own.find(({ mechanism }) => mechanism === 'SCRAM-SHA-512') ?? own[0];
  for (const other of own.filter((one) => one !== credential))
    omitted.push(`${other.mechanism} of user ${name}: a user has one mechanism`);
  const authentication =
    credential === undefined
      ? `kafka.UserAuthentication.external(${text(principal)})`
      : `kafka.UserAuthentication.${FACTORIES[credential.mechanism]}(${record([
          ['password', `kafka.PasswordSource.secret(${text(kubernetesName(name))}, 'password')`],
          ['iterations', String(credential.iterations)],
        ])})`;
  const props = record([
    ['cluster', 'cluster'],
    ['userName', text(name)],
    ['authentication', authentication],
  ]);
  const id = text(`user ${principal}`);
  return `const ${variables.of('user', principal)} = new kafka.KafkaUser(chart, ${id}, ${props});`;
}
