/** Metadata of a Kubernetes object. */
export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Mutable as cdk8s has it. */
  readonly finalizers?: string[];
}

/** A Kubernetes object as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** What tells two objects apart in a Kubernetes cluster. */
export function identityOf(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return [groupOf(manifest.apiVersion), manifest.kind, namespace ?? '', name].join('/');
}

/** The API group, without its version: an object keeps its identity when its version moves on. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Drops what repeats an identity; a rule reports the repetition in the user's terms. */
export function withoutRepeats(manifests: readonly Manifest[]): readonly Manifest[] {
  const seen = new Set<string>();
  return manifests.filter((manifest) => {
    const identity = identityOf(manifest);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
