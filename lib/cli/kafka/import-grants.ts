import { aclText, expand, foldGrants, GRANTS } from '../../acl';
import type { AclGrant, FoldedGrant } from '../../acl';
import type { AclBinding, AclResourceSpec } from '../../spec/acl';
import { sortedSet } from '../../util/sort';
import { record, text } from './import-words';
import type { Variables } from './import-words';

/** What a live cluster has, as far as grants can say it: ACLs, and topics by name. */
interface Granted {
  readonly topics: readonly { readonly name: string }[];
  readonly acls: readonly AclBinding[];
}

/** Grants, applications, and rules for what neither says. */
export function grantLines(
  live: Granted,
  variables: Variables,
  omitted: string[],
): readonly string[] {
  const { grants, leftover, implied } = foldGrants(live.acls);
  omitted.push(...implied.map((acl) => `${aclText(acl)}: another ACL says so already`));
  const declared = new Set(live.topics.map(({ name }) => name));
  const named = sortedSet(grants.flatMap(topicNames));
  const references = named
    .filter((name) => !declared.has(name))
    .map((name) => referenceLine(name, variables));
  const calls = grants.filter(isCall).map((grant) => callOf(grant, variables));
  const applications = grants.filter(isStreams).map((grant) => applicationLine(grant, variables));
  const rules = [...grants.flatMap(unsaid), ...leftover];
  return [...references, ...calls, ...applications, ...policyLines(rules, variables)];
}

function referenceLine(name: string, variables: Variables): string {
  const props = record([
    ['cluster', 'cluster'],
    ['topicName', text(name)],
  ]);
  return `const ${variables.of('topic', name)} = kafka.KafkaTopic.fromName(chart, ${text(`topic ${name}`)}, ${props});`;
}

type StreamsGrant = Extract<FoldedGrant, { readonly kind: 'streams' }>;
type TopicGrant = Exclude<FoldedGrant, StreamsGrant>;

const isStreams = (grant: FoldedGrant): grant is StreamsGrant => grant.kind === 'streams';

/** Grants are of one topic; what is about prefixes and all topics is said by rules. */
const isOneTopic = ({ patternType, resourceName }: AclResourceSpec): boolean =>
  patternType === 'LITERAL' && resourceName !== '*';

const isCall = (grant: FoldedGrant): grant is TopicGrant =>
  !isStreams(grant) && isOneTopic(grant.topic);

const topicsOf = (grant: FoldedGrant): readonly AclResourceSpec[] =>
  isStreams(grant) ? [...grant.inputs, ...grant.outputs] : [grant.topic];

const topicNames = (grant: FoldedGrant): readonly string[] =>
  topicsOf(grant)
    .filter(isOneTopic)
    .map(({ resourceName }) => resourceName);

/** What neither a call nor an application can say of a grant. */
function unsaid(grant: FoldedGrant): readonly Rule[] {
  if (isCall(grant)) return [];
  const rules = bindingsOf(grant);
  if (!isStreams(grant)) return rules;
  const said = new Set(bindingsOf(sayable(grant)).map(keyOf));
  return rules.filter((rule) => !said.has(keyOf(rule)));
}

const keyOf = ({ resourceType, resourceName, patternType, operation }: Rule): string =>
  [resourceType, resourceName, patternType, operation].join(' ');

const sayable = (grant: StreamsGrant): StreamsGrant => ({
  ...grant,
  inputs: grant.inputs.filter(isOneTopic),
  outputs: grant.outputs.filter(isOneTopic),
});

function applicationLine(grant: StreamsGrant, variables: Variables): string {
  const { applicationId, principal, inputs, outputs } = sayable(grant);
  const list = (topics: readonly AclResourceSpec[]): string =>
    `[${topics.map(({ resourceName }) => variables.of('topic', resourceName)).join(', ')}]`;
  const unlike = (word: string, is: boolean, usually: boolean) =>
    is === usually ? [] : [[word, String(is)] as const];
  const props = record([
    ['cluster', 'cluster'],
    ['applicationId', text(applicationId)],
    ['user', variables.of('user', principal)],
    ['inputs', list(inputs)],
    ...(outputs.length > 0 ? [['outputs', list(outputs)] as const] : []),
    ...(grant.exactlyOnce
      ? [['processingGuarantee', 'kafka.ProcessingGuarantee.EXACTLY_ONCE_V2'] as const]
      : []),
    ...unlike('createInternalTopics', grant.createsInternalTopics, true),
    ...unlike('repartitions', grant.repartitions, true),
    ...unlike('reset', grant.reset, false),
  ]);
  return `new kafka.StreamsApplication(chart, ${text(`streams ${applicationId} of ${principal}`)}, ${props});`;
}

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
