import type { AclBinding, AclOperationName, AclResourceType } from '../spec/acl';
import { byText, sortedSet } from '../util/sort';
import { aclKey, EVERYBODY, matchesName, operationCovers, WILDCARD } from './binding';

/** A resource by its name; never a pattern. */
export interface AskedResource {
  readonly resourceType: AclResourceType;
  readonly resourceName: string;
}

/** What somebody wants to do. */
export interface Question extends AskedResource {
  readonly principal: string;
  readonly operation: AclOperationName;
  /** Address of the client. */
  readonly host: string;
}

export interface Verdict {
  readonly allowed: boolean;
  /** The ACL that decided: a denial before every permission. Undefined: none is about it, or a super user asks. */
  readonly by: AclBinding | undefined;
  readonly superUser: boolean;
}

/** ACLs and super users: all that an authorizer knows. */
export interface Authority<A extends AclBinding = AclBinding> {
  readonly acls: readonly A[];
  readonly superUsers: readonly string[];
}

/**
 * Whether a principal may do something, by the algorithm of `StandardAuthorizerData`: super users may; a denial wins over
 * all permissions; of permissions one is enough, also of `User:*`, of a prefix and of the wildcard; and what no ACL
 * allows is denied.
 */
export function canI(question: Question, authority: Authority): Verdict {
  if (authority.superUsers.includes(question.principal))
    return { allowed: true, by: undefined, superUser: true };
  const about = authority.acls.filter((acl) => isAbout(acl, question));
  const denial = first(about.filter((acl) => acl.permission === 'DENY'));
  const permission = first(about.filter((acl) => acl.permission === 'ALLOW'));
  return {
    allowed: denial === undefined && permission !== undefined,
    by: denial ?? permission,
    superUser: false,
  };
}

function isAbout(acl: AclBinding, question: Question): boolean {
  return (
    (acl.principal === question.principal || acl.principal === EVERYBODY) &&
    (acl.host === WILDCARD || acl.host === question.host) &&
    acl.resourceType === question.resourceType &&
    matchesName(acl, question.resourceName) &&
    operationCovers(acl, question.operation)
  );
}

/** Of several the first by its words, so that the answer does not depend on their order. */
const first = <A extends AclBinding>(acls: readonly A[]): A | undefined =>
  [...acls].sort((a, b) => byText(aclKey(a), aclKey(b)))[0];

/** Somebody who may do something, and from where. */
export interface Allowed {
  readonly principal: string;
  /** `*`: from everywhere but `exceptHosts`; else from this address alone. */
  readonly host: string;
  readonly exceptHosts: readonly string[];
  readonly by: AclBinding | undefined;
  readonly superUser: boolean;
}

/** An address that is no client's, for what holds of all that no ACL names. */
const ELSEWHERE = '';

/** Everybody who may do something with a resource, in order. Super users come first. */
export function whoCan(
  operation: AclOperationName,
  resource: AskedResource,
  authority: Authority,
): readonly Allowed[] {
  const named = sortedSet(authority.acls.map(({ principal }) => principal)).filter(
    (principal) => !authority.superUsers.includes(principal),
  );
  const superUsers = sortedSet(authority.superUsers).map((principal) => ({
    ...FROM_EVERYWHERE,
    principal,
    by: undefined,
    superUser: true,
  }));
  return [
    ...superUsers,
    ...named.flatMap((principal) => allowedHosts({ ...resource, principal, operation }, authority)),
  ];
}

const FROM_EVERYWHERE = { host: WILDCARD, exceptHosts: [] };

/** From where somebody who is no super user may do something. */
function allowedHosts(question: Omit<Question, 'host'>, authority: Authority): readonly Allowed[] {
  const { principal } = question;
  const ask = (host: string): Verdict => canI({ ...question, host }, authority);
  const hosts = sortedSet(authority.acls.map(({ host }) => host)).filter(
    (host) => host !== WILDCARD,
  );
  const { allowed, by } = ask(ELSEWHERE);
  if (allowed) {
    const exceptHosts = hosts.filter((host) => !ask(host).allowed);
    return [{ principal, host: WILDCARD, exceptHosts, by, superUser: false }];
  }
  return hosts
    .map((host) => ({ host, verdict: ask(host) }))
    .filter(({ verdict }) => verdict.allowed)
    .map(({ host, verdict }) => ({
      ...FROM_EVERYWHERE,
      principal,
      host,
      by: verdict.by,
      superUser: false,
    }));
}

/** The ACLs that are about a principal, those of everybody among them, with whoever asked for them. */
export function explain<A extends AclBinding>(
  principal: string,
  { acls }: Pick<Authority<A>, 'acls'>,
): readonly A[] {
  return acls
    .filter((acl) => acl.principal === principal || acl.principal === EVERYBODY)
    .toSorted((a, b) => byText(aclKey(a), aclKey(b)));
}
