import { aclText, canI, explain, OPERATIONS, whoCan } from '../../acl';
import type { Authority } from '../../acl';
import type { AclOperationName, AclResourceType, WantedAcl } from '../../spec/acl';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { UsageError } from '../command';
import { declaredIn, manifestsOf, oneOf } from './desired';
import { superUsersOf } from './super-users';

const TYPES: Readonly<Record<string, AclResourceType>> = {
  topic: 'TOPIC',
  group: 'GROUP',
  'transactional-id': 'TRANSACTIONAL_ID',
  cluster: 'CLUSTER',
};

interface Asked {
  readonly resourceType: AclResourceType;
  readonly resourceName: string;
}

/** `topic:orders.v1`, `group:billing`, `cluster`. */
function resourceOf(text: string): Asked {
  const [kind = '', ...name] = text.split(':');
  const resourceType = TYPES[kind];
  if (resourceType === undefined)
    throw new UsageError(`'${text}' names no resource: ${Object.keys(TYPES).join(':NAME, ')}`);
  return {
    resourceType,
    resourceName: resourceType === 'CLUSTER' ? 'kafka-cluster' : name.join(':'),
  };
}

function operationOf(text: string, { resourceType }: Asked): AclOperationName {
  const name = text.toUpperCase().replace(/-/g, '_');
  const allowed = OPERATIONS[resourceType];
  const found = allowed.find((operation) => operation === name);
  if (found === undefined)
    throw new UsageError(`'${text}' is no operation on a ${resourceType}: ${allowed.join(', ')}`);
  return found;
}

const principalOf = (text: string): string => (text.includes(':') ? text : `User:${text}`);

async function authority(
  input: CommandInput,
  context: CommandContext,
): Promise<Authority<WantedAcl>> {
  const manifests = await manifestsOf(input.text('app'), context.cwd);
  const { desired, settings } = oneOf(declaredIn(manifests), input.text('cluster'));
  const superUsers = superUsersOf(manifests, desired.cluster.name, settings.namespace);
  return { acls: desired.acls, superUsers };
}

const SUPER = 'is a super user of the cluster, and may do everything';

/** Each ACL of a principal, and the grant that asked for it. */
export async function explainPrincipal(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const principal = principalOf(input.argument(0));
  const known = await authority(input, context);
  const acls = explain(principal, known);
  const text = [
    ...(known.superUsers.includes(principal) ? [`${principal} ${SUPER}`] : []),
    ...acls.flatMap((acl) => [
      aclText(acl),
      ...acl.origins.map(({ reason, origin, path }) => `    by ${reason} at ${origin ?? path}`),
    ]),
  ];
  context.io.result(input.flag('json') ? JSON.stringify(acls, undefined, 2) : text.join('\n'));
  return 0;
}

export async function whoCanDo(input: CommandInput, context: CommandContext): Promise<ExitCode> {
  const resource = resourceOf(input.argument(1));
  const operation = operationOf(input.argument(0), resource);
  const all = whoCan(operation, resource, await authority(input, context));
  const text = all.map(({ principal, host, exceptHosts, superUser }) => {
    if (superUser) return `${principal}: super user`;
    const from = host === '*' ? '' : ` from ${host}`;
    const except = exceptHosts.length > 0 ? `, not from ${exceptHosts.join(', ')}` : '';
    return `${principal}${from}${except}`;
  });
  context.io.result(input.flag('json') ? JSON.stringify(all, undefined, 2) : text.join('\n'));
  return 0;
}

/** Exit code 0: allowed; 1: not. */
export async function canPrincipal(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const resource = resourceOf(input.argument(2));
  const question = {
    ...resource,
    principal: principalOf(input.argument(0)),
    operation: operationOf(input.argument(1), resource),
    host: input.text('host') ?? '0.0.0.0',
  };
  const verdict = canI(question, await authority(input, context));
  const without = verdict.superUser ? `${question.principal} ${SUPER}` : 'no ACL is about it';
  const why = verdict.by === undefined ? without : aclText(verdict.by);
  context.io.result(
    input.flag('json')
      ? JSON.stringify(verdict, undefined, 2)
      : `${verdict.allowed ? 'yes' : 'no'}: ${why}`,
  );
  return verdict.allowed ? 0 : 1;
}
