import type { AclOrigin, WantedAcl } from '../spec/acl';
import { byText } from '../util/sort';
import { aclKey, bindingOf, byAcl, operationCovers, resourceCovers, WILDCARD } from './binding';

/**
 * The smallest set of ACLs that allows and denies the same: each once, without what another one of the same principal,
 * permission and host says already. Nothing gets wider. Who asked for an ACL that is left out is noted at those that
 * stand for it. The order of the input does not matter, and merging again changes nothing.
 */
export function mergeAcls(acls: readonly WantedAcl[]): readonly WantedAcl[] {
  return [...groupBy(distinct(acls), scopeOf).values()].flatMap(mergeScope).sort(byAcl);
}

/** Only ACLs of one scope can stand for each other. */
const scopeOf = (acl: WantedAcl): string =>
  JSON.stringify([acl.principal, acl.permission, acl.host, acl.resourceType]);

const patternOf = (name: string, patternType: string): string => `${patternType}/${name}`;

function mergeScope(acls: readonly WantedAcl[]): readonly WantedAcl[] {
  const byPattern = groupBy(acls, (acl) => patternOf(acl.resourceName, acl.patternType));
  const coverersOf = new Map(acls.map((acl) => [acl, coverers(acl, byPattern)] as const));
  const isCovered = (acl: WantedAcl): boolean => (coverersOf.get(acl) ?? []).length > 0;
  const inherited = new Map<WantedAcl, AclOrigin[]>();
  for (const acl of acls) {
    for (const cover of coverersOf.get(acl) ?? []) {
      if (!isCovered(cover)) append(inherited, cover, acl.origins);
    }
  }
  return acls
    .filter((acl) => !isCovered(acl))
    .map((acl) => ({
      ...bindingOf(acl),
      origins: mergeOrigins([...acl.origins, ...(inherited.get(acl) ?? [])]),
    }));
}

/** The other ACLs of the scope that say the same and maybe more. */
function coverers(
  acl: WantedAcl,
  byPattern: ReadonlyMap<string, readonly WantedAcl[]>,
): readonly WantedAcl[] {
  return candidates(acl)
    .flatMap((pattern) => byPattern.get(pattern) ?? [])
    .filter(
      (other) =>
        other !== acl && resourceCovers(other, acl) && operationCovers(other, acl.operation),
    );
}

/** The patterns that might cover an ACL's: itself, the wildcard, and each prefix of its name. */
function candidates({ resourceName, patternType }: WantedAcl): readonly string[] {
  const prefixes = Array.from({ length: resourceName.length }, (_, index) =>
    patternOf(resourceName.slice(0, index + 1), 'PREFIXED'),
  );
  return [
    ...new Set([patternOf(resourceName, patternType), patternOf(WILDCARD, 'LITERAL'), ...prefixes]),
  ];
}

/** Each ACL once, with all who asked for it. */
function distinct(acls: readonly WantedAcl[]): readonly WantedAcl[] {
  return [...groupBy(acls, aclKey).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [{ ...bindingOf(first), origins: mergeOrigins(same.flatMap((acl) => acl.origins)) }];
  });
}

const originKey = ({ reason, path, origin }: AclOrigin): string =>
  JSON.stringify([path, reason, origin ?? null]);

function mergeOrigins(origins: readonly AclOrigin[]): readonly AclOrigin[] {
  const byKey = new Map(origins.map((origin) => [originKey(origin), origin]));
  return [...byKey.entries()].sort(([a], [b]) => byText(a, b)).map(([, origin]) => origin);
}

function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) append(groups, keyOf(member), [member]);
  return groups;
}

function append<K, T>(lists: Map<K, T[]>, key: K, members: readonly T[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [...members]);
  else list.push(...members);
}
