import type { AclBinding, AclOperationName, AclResourceSpec } from '../spec/acl';
import {
  aclKey,
  aclsOf,
  bindingOf,
  byAcl,
  group,
  topicPrefix,
  transactionalIdPrefix,
  WILDCARD,
} from './binding';
import type { AclGrant } from './binding';
import { expand, GRANTS } from './grants';
import type { Names } from './grants';
import { mergeAcls } from './merge';

/** A grant that explains some ACLs of a cluster. */
export type FoldedGrant = { readonly principal: string } & (
  | {
      readonly kind: 'streams';
      readonly applicationId: string;
      readonly inputs: readonly AclResourceSpec[];
      readonly outputs: readonly AclResourceSpec[];
      readonly createsInternalTopics: boolean;
      readonly repartitions: boolean;
      readonly exactlyOnce: boolean;
      readonly reset: boolean;
    }
  | {
      readonly kind: 'produce';
      readonly topic: AclResourceSpec;
      readonly transactionalIds: Names;
    }
  | { readonly kind: 'consume'; readonly topic: AclResourceSpec; readonly groups: Names }
  | { readonly kind: 'read' | 'describe' | 'admin' | 'purge'; readonly topic: AclResourceSpec }
);

export interface Folded {
  readonly grants: readonly FoldedGrant[];
  /** What no grant explains. */
  readonly leftover: readonly AclBinding[];
  /** What another ACL of the cluster says already, such as Describe beside Read: no grant asks for it. */
  readonly implied: readonly AclBinding[];
}

/**
 * Recognises grants in the ACLs of a cluster. The grants that it returns, expanded, and what is left over are together
 * exactly the ACLs that it was given, less those that are implied.
 */
export function foldGrants(bindings: readonly AclBinding[]): Folded {
  const wanted = bindings.map((acl) => ({ ...bindingOf(acl), origins: [] }));
  const merged = mergeAcls(wanted).map(bindingOf);
  const kept = new Set(merged.map(aclKey));
  const isPlain = (acl: AclBinding): boolean => acl.permission === 'ALLOW' && acl.host === WILDCARD;
  const principals = [...new Set(merged.filter(isPlain).map(({ principal }) => principal))];
  const folds = principals.map((principal) =>
    foldPrincipal(
      principal,
      merged.filter((acl) => acl.principal === principal && isPlain(acl)),
    ),
  );
  return {
    grants: folds.flatMap(({ grants }) => grants),
    leftover: [
      ...merged.filter((acl) => !isPlain(acl)),
      ...folds.flatMap(({ leftover }) => leftover),
    ].sort(byAcl),
    implied: [...new Map(bindings.map((acl) => [aclKey(acl), bindingOf(acl)])).values()]
      .filter((acl) => !kept.has(aclKey(acl)))
      .sort(byAcl),
  };
}

type Stage = (principal: string, rest: Rest) => readonly FoldedGrant[];

const STAGES: readonly Stage[] = [foldStreams, foldAdmin, foldConsume, foldProduce, foldDescribe];

function foldPrincipal(
  principal: string,
  acls: readonly AclBinding[],
): Pick<Folded, 'grants' | 'leftover'> {
  const rest = new Rest(principal, acls);
  const grants = STAGES.flatMap((stage) => stage(principal, rest));
  return { grants, leftover: rest.remaining() };
}

/** The ACLs of a principal that no grant has explained yet. A grant may use again what another has explained. */
class Rest {
  private readonly all: ReadonlyMap<string, AclBinding>;
  private readonly open: Map<string, AclBinding>;

  public constructor(
    private readonly principal: string,
    acls: readonly AclBinding[],
  ) {
    this.all = new Map(acls.map((acl) => [aclKey(acl), acl]));
    this.open = new Map(this.all);
  }

  /** Resources of a type with an operation that is still to be explained. */
  public with(
    resourceType: AclResourceSpec['resourceType'],
    operation: AclOperationName,
  ): readonly AclResourceSpec[] {
    return [...this.open.values()]
      .filter((acl) => acl.resourceType === resourceType && acl.operation === operation)
      .map(({ resourceName, patternType }) => ({ resourceType, resourceName, patternType }));
  }

  /** Whether all these operations on a resource are there, explained or not. */
  public has(resource: AclResourceSpec, ...operations: readonly AclOperationName[]): boolean {
    return this.keysOf([{ ...resource, operations }]).every((key) => this.all.has(key));
  }

  public explain(grants: readonly AclGrant[]): void {
    for (const key of this.keysOf(grants)) this.open.delete(key);
  }

  public remaining(): readonly AclBinding[] {
    return [...this.open.values()];
  }

  private keysOf(grants: readonly AclGrant[]): readonly string[] {
    const origin = { reason: '', path: '', origin: undefined };
    const grantee = { principal: this.principal, host: WILDCARD, origin };
    return aclsOf(grants, grantee).map(aclKey);
  }
}

const DELIMITER = '-';

function foldStreams(principal: string, rest: Rest): readonly FoldedGrant[] {
  const applications = rest
    .with('TOPIC', 'READ')
    .filter(({ patternType, resourceName }) => {
      const id = resourceName.slice(0, -DELIMITER.length);
      return (
        patternType === 'PREFIXED' &&
        resourceName.endsWith(DELIMITER) &&
        rest.has(topicPrefix(resourceName), 'WRITE') &&
        rest.has(group(id), 'READ')
      );
    })
    .map(({ resourceName }) => resourceName.slice(0, -DELIMITER.length));
  // Of two applications of one principal nobody can tell whose the topics are: those are read and written by grants then.
  const sole = applications.length === 1 && rest.with('GROUP', 'READ').length === 1;
  return applications.map((applicationId) => {
    const prefix = `${applicationId}${DELIMITER}`;
    const isOwn = ({ patternType, resourceName }: AclResourceSpec): boolean =>
      patternType === 'PREFIXED' && resourceName === prefix;
    const reset = rest.has(group(applicationId), 'DELETE');
    const grant = {
      kind: 'streams' as const,
      principal,
      applicationId,
      inputs: sole ? rest.with('TOPIC', 'READ').filter((one) => !isOwn(one)) : [],
      outputs: sole ? rest.with('TOPIC', 'WRITE').filter((one) => !isOwn(one)) : [],
      createsInternalTopics: rest.has(topicPrefix(prefix), 'CREATE'),
      repartitions: rest.has(topicPrefix(prefix), 'DELETE'),
      exactlyOnce: rest.has(transactionalIdPrefix(prefix), 'WRITE'),
      // Reset asks for Delete of the topics too; without that the right on the group is some other grant's.
      reset: reset && rest.has(topicPrefix(prefix), 'DELETE'),
    };
    rest.explain(expand(GRANTS.streams, { ...grant, internalTopics: true }));
    return grant;
  });
}

function foldAdmin(principal: string, rest: Rest): readonly FoldedGrant[] {
  return rest.with('TOPIC', 'DELETE').map((topic) => {
    const isAdmin = rest.has(topic, 'CREATE', 'DELETE', 'ALTER', 'ALTER_CONFIGS');
    const kind = isAdmin ? 'admin' : 'purge';
    rest.explain(expand(GRANTS[kind], { topics: [topic] }));
    return { kind, principal, topic };
  });
}

const NO_NAMES: Names = { names: [], prefixes: [] };

const namesOf = (resource: AclResourceSpec): Names =>
  resource.patternType === 'PREFIXED'
    ? { names: [], prefixes: [resource.resourceName] }
    : { names: [resource.resourceName], prefixes: [] };

/** Which topic goes with which group an ACL does not say, and any pairing gives the same ACLs. */
function pairs(
  topics: readonly AclResourceSpec[],
  others: readonly AclResourceSpec[],
): readonly { readonly topic: AclResourceSpec; readonly names: Names }[] {
  const [firstTopic] = topics;
  const [firstOther, ...more] = others;
  if (firstTopic === undefined) return [];
  const names = firstOther === undefined ? NO_NAMES : namesOf(firstOther);
  return [
    ...topics.map((topic) => ({ topic, names })),
    ...more.map((other) => ({ topic: firstTopic, names: namesOf(other) })),
  ];
}

function foldConsume(principal: string, rest: Rest): readonly FoldedGrant[] {
  const groups = rest.with('GROUP', 'READ');
  return pairs(rest.with('TOPIC', 'READ'), groups).map(({ topic, names }) => {
    rest.explain(expand(GRANTS.consume, { topics: [topic], groups: names }));
    return groups.length === 0
      ? { kind: 'read', principal, topic }
      : { kind: 'consume', principal, topic, groups: names };
  });
}

function foldProduce(principal: string, rest: Rest): readonly FoldedGrant[] {
  const topics = rest.with('TOPIC', 'WRITE');
  return pairs(topics, rest.with('TRANSACTIONAL_ID', 'WRITE')).map(({ topic, names }) => {
    const options = { topics: [topic], transactionalIds: names, brokersBefore28: false };
    rest.explain(expand(GRANTS.produce, options));
    return { kind: 'produce', principal, topic, transactionalIds: names };
  });
}

function foldDescribe(principal: string, rest: Rest): readonly FoldedGrant[] {
  return rest
    .with('TOPIC', 'DESCRIBE_CONFIGS')
    .filter((topic) => rest.has(topic, 'DESCRIBE'))
    .map((topic) => {
      rest.explain(expand(GRANTS.describe, { topics: [topic] }));
      return { kind: 'describe', principal, topic };
    });
}
