import type { Construct } from 'constructs';
import type { ClusterFacts } from '../model/cluster-facts';
import type { ContentsModel } from '../model/contents-model';
import { completeReconciler } from '../model/reconciler';
import { ContentsLists } from '../props/contents-lists';
import { PIECE_BYTES, packedState, reconcilerManifests } from '../render/manifests/reconciler';
import type { Identified } from '../render/manifests/reconciler';
import type { ReconcilerSpec } from '../spec/reconciler';
import { validate } from '../validate/rule';
import { CONTENTS_RULES } from '../validate/rules/contents';
import { emitLazily } from './emit';
import { attachLateIssues } from './issues';

/**
 * The objects of the reconciler of one cluster. They are made with the first word about its contents, and what is in them
 * is read when the manifests are written.
 */
export class Ledger {
  private readonly lists: ContentsLists;
  private readonly reconciler: ReturnType<typeof completeReconciler>;
  private readonly emitted = new Set<string>();
  private rendered:
    { readonly of: ContentsModel; readonly manifests: readonly Identified[] } | undefined;
  private pieces = 0;
  private measured = 0;
  private unmeasured = 0;

  public constructor(
    private readonly scope: Construct,
    facts: ClusterFacts,
    private readonly reconcilerSpec: ReconcilerSpec | undefined,
  ) {
    this.reconciler = completeReconciler(reconcilerSpec, facts);
    this.lists = new ContentsLists(scope, facts, reconcilerSpec, (size) => {
      this.grow(size);
    });
    attachLateIssues(scope, () => validate(this.contents(), CONTENTS_RULES, facts.said));
  }

  /** Who asks for a reconciler gets it, also while there is nothing for it to do. */
  public open(): void {
    if (this.reconcilerSpec?.kind === 'job') this.grow(0);
  }

  /** All that has been said until now. */
  public contents(): ContentsModel {
    return this.lists.contents();
  }

  /** Whether there is one, which needs a certificate. */
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
