import { ApiObject, Lazy } from 'cdk8s';
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

/** A manifest under an id that stays when its name changes with its content. */
interface Identified {
  readonly id: string;
  readonly manifest: Manifest;
}

/**
 * Makes the manifests children that are not there yet, and reads what is in them, names included, when the output is
 * written: what they are made from may still grow.
 */
export function emitLazily(
  scope: Construct,
  emitted: Set<string>,
  current: () => readonly Identified[],
): void {
  const fresh = current().filter(({ id }) => !emitted.has(id));
  for (const { id, manifest } of fresh) {
    emitted.add(id);
    const read = (): Manifest => current().find((one) => one.id === id)?.manifest ?? manifest;
    const { apiVersion, kind, metadata, ...fields } = manifest;
    new ApiObject(scope, id, {
      apiVersion,
      kind,
      metadata: { ...metadata, name: Lazy.any({ produce: () => read().metadata.name }) as string },
      ...Object.fromEntries(
        Object.keys(fields).map((field) => [field, Lazy.any({ produce: () => read()[field] })]),
      ),
    });
  }
  reportTaken(
    scope,
    fresh.map(({ manifest }) => manifest),
  );
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
