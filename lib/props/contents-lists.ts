import { aclsOf, kafkaAclsCommands } from '../acl';
import type { AclGrant } from '../acl';
import type { ClusterFacts } from '../model/cluster-facts';
import { completeContents } from '../model/contents';
import type { ContentsModel, UserModel } from '../model/contents-model';
import { completeUser } from '../model/users';
import type { AclPermission } from '../spec/acl';
import type { ContentsSpec } from '../spec/contents';
import { NO_CONTENTS } from '../spec/contents';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { Said } from '../spec/said';
import { UsageError } from '../util/errors';
import { GrantResult } from './grantee';
import type { IKafkaGrantee } from './grantee';

type Lists = { readonly [K in keyof ContentsSpec]: ContentsSpec[K][number][] };

const copyOf = (lists: ContentsSpec): Lists => ({
  topics: [...lists.topics],
  topicReferences: [...lists.topicReferences],
  users: [...lists.users],
  quotas: [...lists.quotas],
  acls: [...lists.acls],
  refusedGrants: [...lists.refusedGrants],
  strays: [...lists.strays],
  streamsApplications: [...lists.streamsApplications],
  connectClusters: [...lists.connectClusters],
  connectors: [...lists.connectors],
});

/** A topic, and what stands for its cluster in the program. */
export interface NamedTopic {
  readonly topicName: string;
  readonly cluster: object;
}

/** A request for rights, as somebody wrote it. */
export interface GrantRequest {
  readonly grants: readonly AclGrant[];
  readonly permission: AclPermission;
  readonly host: string;
  /** `orders.grants.consume(group: billing)`. */
  readonly reason: string;
  /** What it was written at. */
  readonly path: string;
  readonly origin: string | undefined;
}

/** The contents of each cluster, by what stands for it in the program. */
const known = new WeakMap<object, ContentsLists>();

/** The cluster that a user is of, and where it was said; of grantees of other libraries nobody knows it. */
const homes = new WeakMap<IKafkaGrantee, { readonly lists: ContentsLists; readonly said: Said }>();

/** What the program says about the contents of one cluster, gathered in whatever order it says so. */
export class ContentsLists {
  /** Those of a cluster, be it a construct or a component. */
  public static of(cluster: object): ContentsLists {
    const lists = known.get(cluster);
    if (lists !== undefined) return lists;
    throw new UsageError(
      'ClusterUnknown',
      'this is no Kafka cluster of this library; use new KafkaCluster or KafkaCluster.fromBootstrap',
    );
  }

  private readonly lists = copyOf(NO_CONTENTS);
  private complete: ContentsModel | undefined;

  public constructor(
    cluster: object,
    public readonly facts: ClusterFacts,
    private readonly reconciler: ReconcilerSpec | undefined,
    /** Called with the size of what was added. */
    private readonly onAdd: (size: number) => void,
  ) {
    known.set(cluster, this);
  }

  /** Adds one member to a list of the contents. */
  public add<K extends keyof ContentsSpec>(list: K, member: ContentsSpec[K][number]): void {
    this.addAll(list, [member]);
  }

  /** Adds members to a list of the contents. */
  public addAll<K extends keyof ContentsSpec>(
    list: K,
    members: readonly ContentsSpec[K][number][],
  ): void {
    // One by one: a spread of ten thousand would be too many arguments.
    for (const member of members) this.lists[list].push(member);
    this.complete = undefined;
    this.onAdd(JSON.stringify(members).length);
  }

  /** Puts the ACLs of a request among the contents, or says what to do instead. */
  public grant(grantee: IKafkaGrantee, request: GrantRequest): GrantResult {
    const { reason, path, origin, host, permission, grants } = request;
    const { principal } = grantee;
    const acls = aclsOf(grants, { principal, host, origin: { reason, path, origin } }, permission);
    const home = homes.get(grantee);
    const isStranger = home !== undefined && home.lists !== this;
    if (grantee.managed && !isStranger) {
      this.addAll('acls', acls);
      return GrantResult._of(true, []);
    }
    const said = { path, origin };
    if (isStranger) {
      const { lists, said: where } = home;
      const what = `user '${principal}'`;
      this.add('strays', { what, reason, home: { cluster: lists.facts.name, said: where }, said });
    } else this.add('refusedGrants', { acls, said });
    const server = this.facts.endpoints[0]?.bootstrapServers ?? '';
    return GrantResult._of(false, kafkaAclsCommands(acls, server));
  }

  /** Notes that somebody is a user of this cluster. */
  public claim(grantee: IKafkaGrantee, said: Said): void {
    homes.set(grantee, { lists: this, said });
  }

  /** Names of topics for a grant; those of another cluster are noted. */
  public topicNames(
    topics: readonly NamedTopic[],
    of: Pick<GrantRequest, 'reason'> & Said,
  ): readonly string[] {
    const { reason, path, origin } = of;
    for (const { topicName, cluster } of topics) {
      const { lists, facts } = ContentsLists.of(cluster);
      if (facts === this.facts) continue;
      const where = lists.topics.find(({ name }) => name === topicName)?.said;
      const home = { cluster: facts.name, said: where };
      this.add('strays', { what: `topic '${topicName}'`, reason, home, said: { path, origin } });
    }
    return topics.map(({ topicName }) => topicName);
  }

  /** A user of the program by its principal, if it is one. */
  public user(principal: string): UserModel | undefined {
    return this.lists.users
      .map((user) => completeUser(user, this.facts))
      .find((user) => user.principal === principal);
  }

  /** All that has been said until now. */
  public contents(): ContentsModel {
    this.complete ??= completeContents(copyOf(this.lists), this.facts, this.reconciler);
    return this.complete;
  }
}
