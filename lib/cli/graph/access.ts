import { resourceText } from '../../acl';
import type { AclOperationName, AclResourceSpec, WantedAcl } from '../../spec/acl';
import type { DesiredState } from '../../spec/desired-state';
import { sortedSet } from '../../util/sort';
import type { Drawing, Link, LinkLook, Shape, ShapeLook } from './drawing';

const principalKey = (principal: string): string => `principal ${principal}`;
const resourceKey = ({ resourceType, patternType, resourceName }: AclResourceSpec): string =>
  `${resourceType} ${patternType} ${resourceName}`;

/** Who may do what: records flow along the arrows, from those who write over topics to those who read. */
export function accessDrawing(desired: DesiredState, superUsers: readonly string[]): Drawing {
  const links = linksOf(desired.acls);
  return {
    title: `Access: ${desired.cluster.name}`,
    shapes: [
      ...topicShapes(desired),
      ...resourceShapes(desired),
      ...principalShapes(desired, superUsers),
    ],
    links,
  };
}

const topicShapes = ({ topics }: DesiredState): readonly Shape[] =>
  topics.map(({ name, partitions, replicationFactor, config, origin, path }) => ({
    key: resourceKey({ resourceType: 'TOPIC', patternType: 'LITERAL', resourceName: name }),
    label: `${name}\n${String(partitions)} × ${String(replicationFactor)}`,
    look: 'topic',
    details: [
      `${String(partitions)} partitions, ${String(replicationFactor)} copies`,
      ...Object.entries(config).map(([key, value]) => `${key}=${value}`),
      `declared at ${origin ?? path}`,
    ],
  }));

const LOOKS: Readonly<Record<AclResourceSpec['resourceType'], ShapeLook>> = {
  TOPIC: 'pattern',
  GROUP: 'group',
  TRANSACTIONAL_ID: 'transactionalId',
  CLUSTER: 'cluster',
  DELEGATION_TOKEN: 'cluster',
  USER: 'principal',
};

/** What ACLs are about and nobody declares: patterns, groups, transactional ids, the cluster, topics of elsewhere. */
function resourceShapes({ acls, topics }: DesiredState): readonly Shape[] {
  const declared = new Set(topics.map(({ name }) => name));
  const isDeclared = (acl: WantedAcl): boolean =>
    acl.resourceType === 'TOPIC' && acl.patternType === 'LITERAL' && declared.has(acl.resourceName);
  const others = new Map(
    acls.filter((acl) => !isDeclared(acl)).map((acl) => [resourceKey(acl), acl] as const),
  );
  return [...others].map(([key, acl]) => ({
    key,
    label: resourceText(acl),
    look: LOOKS[acl.resourceType],
    details: acl.resourceType === 'TOPIC' ? ['not declared by this program'] : [],
  }));
}

function principalShapes(
  { acls, users }: DesiredState,
  superUsers: readonly string[],
): readonly Shape[] {
  const scram = new Map(users.map((user) => [`User:${user.name}`, user]));
  const all = sortedSet([...acls.map(({ principal }) => principal), ...scram.keys()]);
  return all.map((principal) => {
    const user = scram.get(principal);
    const isSuper = superUsers.includes(principal);
    return {
      key: principalKey(principal),
      label: principal.replace(/^User:/, ''),
      look: isSuper ? 'superUser' : 'principal',
      details: [
        principal,
        ...(isSuper ? ['a super user: may do everything'] : []),
        ...(user === undefined
          ? []
          : [`${user.mechanism}, declared at ${user.origin ?? user.path}`]),
      ],
    };
  });
}

/** How rights on one resource are drawn; the first kind that an operation is of counts. */
interface Kind {
  readonly name: string;
  readonly look: LinkLook;
  readonly isOf: (acl: WantedAcl) => boolean;
  /** Records come from the resource. */
  readonly reversed?: true;
}

const isTopic = (acl: WantedAcl, ...operations: readonly AclOperationName[]): boolean =>
  acl.resourceType === 'TOPIC' && operations.includes(acl.operation);

const KINDS: readonly Kind[] = [
  { name: 'denial', look: 'denial', isOf: ({ permission }) => permission === 'DENY' },
  { name: 'writes', look: 'flow', isOf: (acl) => isTopic(acl, 'WRITE') },
  { name: 'reads', look: 'flow', isOf: (acl) => isTopic(acl, 'READ'), reversed: true },
  { name: 'right', look: 'right', isOf: ({ resourceType }) => resourceType === 'TOPIC' },
  { name: 'member', look: 'member', isOf: () => true },
];

function linksOf(acls: readonly WantedAcl[]): readonly Link[] {
  const byLink = new Map<string, { readonly kind: Kind; readonly acls: WantedAcl[] }>();
  for (const acl of acls) {
    const kind = KINDS.find(({ isOf }) => isOf(acl));
    if (kind === undefined) continue;
    const key = JSON.stringify([kind.name, acl.principal, resourceKey(acl), acl.host]);
    const known = byLink.get(key);
    if (known === undefined) byLink.set(key, { kind, acls: [acl] });
    else known.acls.push(acl);
  }
  return [...byLink.values()].flatMap(({ kind, acls: same }) => linkOf(kind, same));
}

function linkOf({ look, reversed }: Kind, acls: readonly WantedAcl[]): readonly Link[] {
  const [first] = acls;
  if (first === undefined) return [];
  const ends = [principalKey(first.principal), resourceKey(first)] as const;
  const [from, to] = reversed === true ? [ends[1], ends[0]] : ends;
  const operations = sortedSet(acls.map(({ operation }) => wordOf(operation)));
  const host = first.host === '*' ? '' : ` from ${first.host}`;
  const deny = look === 'denial' ? 'denied: ' : '';
  const details = sortedSet(
    acls.flatMap(({ operation, origins }) =>
      origins.map(
        ({ reason, origin, path }) => `${operation}${host}: ${reason} at ${origin ?? path}`,
      ),
    ),
  );
  return [{ from, to, look, label: `${deny}${operations.join(', ')}${host}`, details }];
}

const wordOf = (operation: AclOperationName): string => operation.toLowerCase().replace(/_/g, ' ');
