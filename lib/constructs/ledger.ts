import type { Construct, IConstruct } from 'constructs';
import { NO_CONTENTS } from '../spec/contents';
import type { ContentsSpec } from '../spec/contents';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { ClusterFacts } from '../model/cluster-facts';
import { completeContents } from '../model/contents';
import type { ContentsModel } from '../model/contents-model';
import { completeReconciler } from '../model/reconciler';
import { PIECE_BYTES, packedState, reconcilerManifests } from '../render/manifests/reconciler';
import type { Identified } from '../render/manifests/reconciler';
import { UsageError } from '../util/errors';
import { validate } from '../validate/rule';
import { CONTENTS_RULES } from '../validate/rules/contents';
import { emitLazily } from './emit';
import { attachLateIssues } from './issues';

/** The ledger of each cluster, by its construct. */
const ledgers = new WeakMap<IConstruct, Ledger>();

type Lists = { readonly [K in keyof ContentsSpec]: ContentsSpec[K][number][] };

const emptyLists = (): Lists => copyOf(NO_CONTENTS);

const copyOf = (lists: ContentsSpec): Lists => ({
  topics: [...lists.topics],
  topicReferences: [...lists.topicReferences],
  users: [...lists.users],
  quotas: [...lists.quotas],
  acls: [...lists.acls],
  refusedGrants: [...lists.refusedGrants],
  streamsApplications: [...lists.streamsApplications],
});

/**
 * What the program says about the contents of one cluster, gathered in whatever order it says so. The reconciler's
 * objects are made with the first word of it, and what is in them is read when the manifests are written.
 */
export class Ledger {
  /** The ledger of a cluster. */
  public static of(cluster: IConstruct): Ledger {
    const ledger = ledgers.get(cluster);
    if (ledger !== undefined) return ledger;
    throw new UsageError(
      'ClusterUnknown',
      `'${cluster.node.path}' is no Kafka cluster of this library; use new KafkaCluster or KafkaCluster.fromBootstrap`,
    );
  }

  private readonly lists = emptyLists();
  private readonly reconciler: ReturnType<typeof completeReconciler>;
  private readonly emitted = new Set<string>();
  private known: ContentsModel | undefined;
  private rendered:
    { readonly of: ContentsModel; readonly manifests: readonly Identified[] } | undefined;
  private pieces = 0;
  private measured = 0;
  private unmeasured = 0;

  public constructor(
    private readonly scope: Construct,
    public readonly facts: ClusterFacts,
    private readonly reconcilerSpec: ReconcilerSpec | undefined,
  ) {
    ledgers.set(scope, this);
    this.reconciler = completeReconciler(reconcilerSpec, facts);
    attachLateIssues(scope, () => validate(this.contents(), CONTENTS_RULES, facts.said));
  }

  /** Who asks for a reconciler gets it, also while there is nothing for it to do. */
  public open(): void {
    if (this.reconcilerSpec?.kind === 'job') this.grow(0);
  }

  /** Adds one member to a list of the contents. */
  public add<K extends keyof ContentsSpec>(list: K, member: ContentsSpec[K][number]): void {
    this.addAll(list, [member]);
  }

  public addAll<K extends keyof ContentsSpec>(
    list: K,
    members: readonly ContentsSpec[K][number][],
  ): void {
    // One by one: a spread of ten thousand would be too many arguments.
    for (const member of members) this.lists[list].push(member);
    this.known = undefined;
    this.grow(JSON.stringify(members).length);
  }

  /** All that has been said until now. */
  public contents(): ContentsModel {
    this.known ??= completeContents(copyOf(this.lists), this.facts, this.reconcilerSpec);
    return this.known;
  }

  /** What the reconciler needs of certificates, if there is one. */
  public get hasReconciler(): boolean {
    return this.pieces > 0;
  }

  /**
   * Sees to it that there are objects for the desired state, whatever size it gets to. Packed it is never longer than
   * it was when last measured and all that came since.
   */
  private grow(added: number): void {
    if (this.reconciler === undefined) return;
    this.unmeasured += added;
    if (this.pieces > 0 && this.measured + this.unmeasured <= this.pieces * PIECE_BYTES) return;
    this.measured = packedState(this.contents()).length;
    this.unmeasured = 0;
    // With room for a good deal more, or the next word would ask for another measurement.
    const wanted = Math.ceil((this.measured * 1.25) / PIECE_BYTES + 0.25);
    this.pieces = Math.max(this.pieces, wanted);
    emitLazily(this.scope, this.emitted, () => this.manifests());
  }

  private manifests(): readonly Identified[] {
    const contents = this.contents();
    if (this.reconciler === undefined) return [];
    if (this.rendered?.of !== contents) {
      const manifests = reconcilerManifests(this.reconciler, contents, this.pieces);
      this.rendered = { of: contents, manifests };
    }
    return this.rendered.manifests;
  }
}
