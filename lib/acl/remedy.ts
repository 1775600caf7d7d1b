import type { AclBinding, AclOperationName, AclResourceType } from '../spec/acl';
import { WILDCARD } from './binding';

const FLAGS: Readonly<Record<AclResourceType, string>> = {
  TOPIC: '--topic',
  GROUP: '--group',
  TRANSACTIONAL_ID: '--transactional-id',
  CLUSTER: '--cluster',
  DELEGATION_TOKEN: '--delegation-token',
  USER: '--user-principal',
};

/** `DescribeConfigs`, as Kafka's tools write it. */
const operationWord = (operation: AclOperationName): string =>
  operation
    .split('_')
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join('');

/** Words for a shell. */
const word = (text: string): string => (/^[\w.:=,@/-]+$/.test(text) ? text : `'${text}'`);

/** The commands of Kafka's own tool that make some ACLs, one for each resource of each principal. */
export function kafkaAclsCommands(
  acls: readonly AclBinding[],
  bootstrapServer: string,
): readonly string[] {
  const commands = new Map<string, AclOperationName[]>();
  for (const acl of acls) {
    const command = commandOf(acl, bootstrapServer);
    commands.set(command, [...(commands.get(command) ?? []), acl.operation]);
  }
  return [...commands].map(([command, operations]) =>
    [command, ...operations.map((one) => `--operation ${operationWord(one)}`)].join(' '),
  );
}

function commandOf(acl: AclBinding, bootstrapServer: string): string {
  const permission = acl.permission === 'ALLOW' ? 'allow' : 'deny';
  const name = acl.resourceType === 'CLUSTER' ? [] : [word(acl.resourceName)];
  return [
    `kafka-acls.sh --bootstrap-server ${word(bootstrapServer)} --add`,
    `--${permission}-principal ${word(acl.principal)}`,
    ...(acl.host === WILDCARD ? [] : [`--${permission}-host ${word(acl.host)}`]),
    FLAGS[acl.resourceType],
    ...name,
    ...(acl.patternType === 'PREFIXED' ? ['--resource-pattern-type prefixed'] : []),
  ].join(' ');
}
