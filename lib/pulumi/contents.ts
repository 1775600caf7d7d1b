import * as pulumi from '@pulumi/pulumi';
import type { ClusterFacts } from '../model/cluster-facts';
import type { ContentsModel } from '../model/contents-model';
import { completeReconciler } from '../model/reconciler';
import type { ReconcilerModel } from '../model/reconciler';
import { ContentsLists } from '../props/contents-lists';
import { packedState, PIECE_BYTES, reconcilerManifests } from '../render/manifests/reconciler';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { Manifest } from '../manifest/manifest';
import { validate } from '../validate/rule';
import { CONTENTS_RULES } from '../validate/rules/contents';
import { emit } from './emit';
import { logWarnings, refuseErrors } from './issues';

/** What is made once the whole program has spoken. */
export interface LateObjects {
  readonly component: pulumi.ComponentResource;
  readonly prefix: string;
  /** What is done about waiting for pods. */
  readonly awaited: (manifest: Manifest) => Manifest;
  /** Further objects that hold contents: the requests for certificates. */
  readonly more: (contents: ContentsModel, withReconciler: boolean) => readonly Manifest[];
}

/**
 * Gathers the contents of a cluster, and makes the objects that hold them when the program has come to its end, or to its
 * first await. Pulumi knows no value that is read later than its resource is registered, so it is the objects that wait.
 */
export function gatherContents(
  facts: ClusterFacts,
  spec: ReconcilerSpec | undefined,
  late: LateObjects,
): void {
  const reconciler = completeReconciler(spec, facts);
  let sealed = false;
  let waiting = false;
  const wait = (): void => {
    if (sealed) throw tooLate(facts.name);
    if (waiting) return;
    waiting = true;
    // Without it Pulumi might take the program for done.
    const done = pulumi.runtime.rpcKeepAlive();
    setImmediate(() => {
      sealed = true;
      try {
        seal(lists.contents(), said || spec?.kind === 'job' ? reconciler : undefined, late);
      } finally {
        done();
      }
    });
  };
  let said = false;
  const lists = new ContentsLists(late.component, facts, spec, () => {
    wait();
    said = true;
  });
  wait();
}

function seal(
  contents: ContentsModel,
  reconciler: ReconcilerModel | undefined,
  { component, prefix, more, awaited }: LateObjects,
): void {
  const issues = validate(contents, CONTENTS_RULES, contents.cluster.said);
  refuseErrors(issues);
  logWarnings(issues, component);
  const pieces = Math.max(1, Math.ceil(packedState(contents).length / PIECE_BYTES));
  const own = reconciler === undefined ? [] : reconcilerManifests(reconciler, contents, pieces);
  const all = [
    ...more(contents, reconciler !== undefined),
    ...own.map(({ manifest }) => awaited(manifest)),
  ];
  emit(all, {
    parent: component,
    prefix,
    poolTimeouts: {},
  });
}

const tooLate = (cluster: string): pulumi.RunError =>
  new pulumi.RunError(
    `cluster '${cluster}': topics, users and grants are declared before the program first awaits something; ` +
      'this one came after the objects that hold them were made (ContentsTooLate)',
  );
