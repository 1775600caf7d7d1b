import { aclText, expand, foldGrants, GRANTS } from '../../acl';
import type { AclGrant, FoldedGrant } from '../../acl';
import { kubernetesName } from '../../model/kubernetes-name';
import type { QuotaDescription, ScramCredentialDescription } from '../../reconcile/admin';
import type { AclBinding, AclResourceSpec } from '../../spec/acl';
import type { DesiredTopic, QuotaEntity } from '../../spec/desired-state';
import { byText, sortedSet } from '../../util/sort';

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

const text = (value: string): string => JSON.stringify(value);
const record = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

/** Constants for names: each once, whatever characters the names have. */
class Variables {
  private readonly taken = new Set(['app', 'chart', 'cluster']);
  private readonly names = new Map<string, string>();

  public of(kind: string, name: string): string {
    const key = `${kind} ${name}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const words = `${name} ${kind}`.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const camel = words.map((word, index) => (index === 0 ? lower(word) : upper(word))).join('');
    const base = /^\d/.test(camel) ? `_${camel}` : camel;
    let variable = base;
    for (let count = 2; this.taken.has(variable); count += 1) variable = `${base}_${String(count)}`;
    this.taken.add(variable);
    this.names.set(key, variable);
    return variable;
  }
}

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const lower = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

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
    ...aclLines(live, variables, omitted),
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

const BYTES: Readonly<Record<string, string>> = {
  producer_byte_rate: 'producerByteRate',
  consumer_byte_rate: 'consumerByteRate',
};
const NUMBERS: Readonly<Record<string, string>> = {
  request_percentage: 'requestPercentage',
  controller_mutation_rate: 'controllerMutationRate',
  connection_creation_rate: 'connectionCreationRate',
};

function quotaLines({ entity, quotas }: QuotaDescription, omitted: string[]): readonly string[] {
  const factory = entityOf(entity);
  const props = Object.entries(quotas).flatMap(([key, value]) => {
    const said = limitOf(key, value);
    if (said === undefined)
      omitted.push(`quota ${key}=${String(value)} of ${JSON.stringify(entity)}`);
    return said === undefined ? [] : [said];
  });
  if (factory === undefined) omitted.push(`quotas of ${JSON.stringify(entity)}`);
  if (factory === undefined || props.length === 0) return [];
  const all = record([
    ['cluster', 'cluster'],
    ['entity', `kafka.QuotaEntity.${factory}`],
    ...props,
  ]);
  return [`new kafka.KafkaQuota(chart, ${text(`quota ${JSON.stringify(entity)}`)}, ${all});`];
}

/** Sizes count in whole KiB; undefined: no prop says it. */
function limitOf(key: string, value: number): readonly [string, string] | undefined {
  const bytes = BYTES[key];
  if (bytes !== undefined)
    return value % 1024 === 0 ? [bytes, `Size.kibibytes(${String(value / 1024)})`] : undefined;
  const number = NUMBERS[key];
  return number === undefined ? undefined : [number, String(value)];
}

function entityOf(entity: QuotaEntity): string | undefined {
  const { user, 'client-id': clientId, ip } = entity;
  if (ip !== undefined) return ip === null ? 'defaultIp()' : `ip(${text(ip)})`;
  if (user === undefined)
    return typeof clientId === 'string' ? `clientId(${text(clientId)})` : 'defaultClientId()';
  if (clientId === undefined) return user === null ? 'defaultUser()' : `user(${text(user)})`;
  if (user === null) return undefined;
  return clientId === null
    ? `userDefaultClientId(${text(user)})`
    : `userClientId(${text(user)}, ${text(clientId)})`;
}

function aclLines(live: Imported, variables: Variables, omitted: string[]): readonly string[] {
  const { grants, leftover, implied } = foldGrants(live.acls);
  omitted.push(...implied.map((acl) => `${aclText(acl)}: another ACL says so already`));
  const declared = new Set(live.topics.map(({ name }) => name));
  const elsewhere = sortedSet(
    grants.filter(isCall).flatMap((grant) => (declared.has(nameOf(grant)) ? [] : [nameOf(grant)])),
  );
  const references = elsewhere.map((name) => {
    const props = record([
      ['cluster', 'cluster'],
      ['topicName', text(name)],
    ]);
    return `const ${variables.of('topic', name)} = kafka.KafkaTopic.fromName(chart, ${text(`topic ${name}`)}, ${props});`;
  });
  const calls = grants.filter(isCall).map((grant) => callOf(grant, variables));
  const rules = [...grants.filter((grant) => !isCall(grant)).flatMap(bindingsOf), ...leftover];
  return [...references, ...calls, ...policyLines(rules, variables)];
}

type TopicGrant = Exclude<FoldedGrant, { readonly kind: 'streams' }>;

/** Grants are methods of one topic; what is about prefixes and all topics is said by rules. */
const isCall = (grant: FoldedGrant): grant is TopicGrant =>
  grant.kind !== 'streams' &&
  grant.topic.patternType === 'LITERAL' &&
  grant.topic.resourceName !== '*';

const nameOf = ({ topic }: TopicGrant): string => topic.resourceName;

function callOf(grant: TopicGrant, variables: Variables): string {
  const options = optionsOf(grant);
  const args = [
    variables.of('user', grant.principal),
    ...(options.length > 0 ? [record(options)] : []),
  ];
  return `${variables.of('topic', nameOf(grant))}.grants.${grant.kind}(${args.join(', ')});`;
}

function optionsOf(grant: TopicGrant): readonly (readonly [string, string])[] {
  const said = (
    word: string,
    { names, prefixes }: { names: readonly string[]; prefixes: readonly string[] },
  ) => [
    ...names.map((name) => [word, text(name)] as const),
    ...prefixes.map((prefix) => [`${word}Prefix`, text(prefix)] as const),
  ];
  if (grant.kind === 'consume') return said('group', grant.groups);
  return grant.kind === 'produce' ? said('transactionalId', grant.transactionalIds) : [];
}

type Rule = Pick<AclBinding, 'principal' | 'permission' | 'operation' | 'host'> & AclResourceSpec;

const bindingsOf = (grant: FoldedGrant): readonly Rule[] =>
  expanded(grant).flatMap(({ operations, ...resource }) =>
    operations.map((operation) => ({
      ...resource,
      principal: grant.principal,
      permission: 'ALLOW' as const,
      operation,
      host: '*',
    })),
  );

function expanded(grant: FoldedGrant): readonly AclGrant[] {
  switch (grant.kind) {
    case 'streams':
      return expand(GRANTS.streams, { ...grant, internalTopics: true });
    case 'produce':
      return expand(GRANTS.produce, { ...grant, topics: [grant.topic], brokersBefore28: false });
    case 'consume':
      return expand(GRANTS.consume, { ...grant, topics: [grant.topic] });
    case 'read':
      return expand(GRANTS.consume, { topics: [grant.topic], groups: { names: [], prefixes: [] } });
    default:
      return expand(GRANTS[grant.kind], { topics: [grant.topic] });
  }
}

const RESOURCES: Readonly<Record<string, string>> = {
  TOPIC: 'topic',
  GROUP: 'group',
  TRANSACTIONAL_ID: 'transactionalId',
  DELEGATION_TOKEN: 'delegationToken',
  USER: 'user',
};

function resourceCall({ resourceType, resourceName, patternType }: AclResourceSpec): string {
  const factory = RESOURCES[resourceType];
  if (factory === undefined) return 'kafka.AclResource.cluster()';
  const suffix = patternType === 'PREFIXED' ? 'Prefix' : '';
  return `kafka.AclResource.${factory}${suffix}(${text(resourceName)})`;
}

function ruleCall(rule: Rule): string {
  const props = record([
    ['resource', resourceCall(rule)],
    ['operations', `[kafka.AclOperation.${rule.operation}]`],
    ...(rule.host === '*' ? [] : [['host', text(rule.host)] as const]),
  ]);
  return `    kafka.AclRule.${rule.permission === 'ALLOW' ? 'allow' : 'deny'}(${props}),`;
}

/** One policy for each principal that has ACLs no grant says. */
function policyLines(rules: readonly Rule[], variables: Variables): readonly string[] {
  return sortedSet(rules.map(({ principal }) => principal)).flatMap((principal) => [
    `new kafka.KafkaAclPolicy(chart, ${text(`rules of ${principal}`)}, {`,
    '  cluster,',
    `  grantees: [${variables.of('user', principal)}],`,
    '  rules: [',
    ...sortedSet(rules.filter((rule) => rule.principal === principal).map(ruleCall)),
    '  ],',
    '});',
  ]);
}
