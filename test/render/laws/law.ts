import type { Manifest } from '../../../lib/manifest/manifest';
import { ofKind, podsOf } from '../../support/kubernetes';
import type { Pod } from '../../support/kubernetes';

/** What a law judges: the manifests of one cluster and the Secrets that its user brings. */
export interface Rendered {
  readonly manifests: readonly Manifest[];
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

/** Something that must hold of all manifests; its breaches, as texts. */
export type Law = (rendered: Rendered) => readonly string[];

/** A law about each pod, judged at the first and the last of each set: those between differ in the number only. */
export function ofPods(judge: (pod: Pod, rendered: Rendered) => readonly string[]): Law {
  return (rendered) => {
    const pods = podsOf(rendered.manifests);
    const edges = pods.filter(
      (pod, index) => pods[index - 1]?.set !== pod.set || pods[index + 1]?.set !== pod.set,
    );
    return edges.flatMap((pod) => judge(pod, rendered).map((breach) => `${pod.name}: ${breach}`));
  };
}

/** A text for each member that is not as it must be. */
export function unless<T>(
  members: readonly T[],
  holds: (member: T) => boolean,
  describe: (member: T) => string,
): readonly string[] {
  return members.filter((member) => !holds(member)).map(describe);
}

/** A text if something does not hold. */
export const demand = (holds: boolean, breach: string): readonly string[] =>
  holds ? [] : [breach];

export const has = (manifests: readonly Manifest[], kind: string, name: string): boolean =>
  manifests.some((one) => one.kind === kind && one.metadata.name === name);

/** The files of a mounted ConfigMap of the manifests. */
export function filesOf(
  manifests: readonly Manifest[],
  name: string,
): Readonly<Record<string, string>> {
  const map = ofKind(manifests, 'ConfigMap').find(({ metadata }) => metadata.name === name);
  return { ...map?.data, ...map?.binaryData };
}

/** The configuration files of a pod. */
export function configOf(pod: Pod, { manifests }: Rendered): Readonly<Record<string, string>> {
  const mounted = pod.spec.volumes.find(({ name }) => name === 'config')?.configMap;
  return filesOf(manifests, mounted?.name ?? '');
}
