import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { identityOf, withoutRepeats } from '../manifest/manifest';
import type { Manifest } from '../manifest/manifest';
import { attachIssues } from './issues';

/** Who makes an object, by its identity, of each app. */
const makers = new WeakMap<IConstruct, Map<string, string>>();

/** Makes each manifest a child, with an id that stays as long as the object does. */
export function emit(scope: Construct, manifests: readonly Manifest[]): void {
  const distinct = withoutRepeats(manifests);
  for (const manifest of distinct) {
    new ApiObject(scope, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
  reportTaken(scope, distinct);
}

/** Of two objects with one name the later would take the place of the other when the manifests are applied. */
function reportTaken(scope: Construct, manifests: readonly Manifest[]): void {
  const { root, path } = scope.node;
  const known = makers.get(root) ?? new Map<string, string>();
  makers.set(root, known);
  const taken = manifests.filter((manifest) => known.has(identityOf(manifest)));
  for (const manifest of manifests) {
    if (!taken.includes(manifest)) known.set(identityOf(manifest), path);
  }
  const [first] = taken;
  if (first === undefined) return;
  const maker = known.get(identityOf(first)) ?? '';
  attachIssues(scope, [
    {
      code: 'ManifestRepeated',
      severity: 'error',
      path,
      prop: undefined,
      origin: undefined,
      message: `${String(taken.length)} objects are made by '${maker}' too, such as ${first.kind} '${first.metadata.name}'`,
      fix: 'give one of the two another name or namespace',
    },
  ]);
}
