import * as apiextensions from '@pulumi/kubernetes/apiextensions';
import * as apps from '@pulumi/kubernetes/apps/v1';
import * as batch from '@pulumi/kubernetes/batch/v1';
import * as coordination from '@pulumi/kubernetes/coordination/v1';
import * as core from '@pulumi/kubernetes/core/v1';
import * as networking from '@pulumi/kubernetes/networking/v1';
import * as policy from '@pulumi/kubernetes/policy/v1';
import * as rbac from '@pulumi/kubernetes/rbac/v1';
import type * as pulumi from '@pulumi/pulumi';
import { withoutRepeats } from '../manifest/manifest';
import type { Manifest } from '../manifest/manifest';
import { CONTROLLER_LABEL } from '../render/manifests/labels';

type ResourceClass = new (
  name: string,
  args: never,
  options: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/**
 * Classes of the SDK, each loaded when it is first asked for. The generic CustomResource would give core kinds a type
 * that no other program uses (`kubernetes:v1:ConfigMap`), and would not hide the data of a Secret.
 */
const CLASSES: Readonly<Record<string, () => ResourceClass>> = {
  'apps/v1/StatefulSet': () => apps.StatefulSet,
  'batch/v1/CronJob': () => batch.CronJob,
  'batch/v1/Job': () => batch.Job,
  'coordination.k8s.io/v1/Lease': () => coordination.Lease,
  'networking.k8s.io/v1/NetworkPolicy': () => networking.NetworkPolicy,
  'policy/v1/PodDisruptionBudget': () => policy.PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1/Role': () => rbac.Role,
  'rbac.authorization.k8s.io/v1/RoleBinding': () => rbac.RoleBinding,
  'v1/ConfigMap': () => core.ConfigMap,
  'v1/Secret': () => core.Secret,
  'v1/Service': () => core.Service,
  'v1/ServiceAccount': () => core.ServiceAccount,
};

function classOf({ apiVersion, kind }: Manifest): ResourceClass {
  return CLASSES[`${apiVersion}/${kind}`]?.() ?? apiextensions.CustomResource;
}

/** Where the children stand, and how long their pods may take. */
export interface EmitOptions {
  readonly parent: pulumi.Resource;
  /** A child's URN has the type of its parent, not its name: two clusters may have objects of one name. */
  readonly prefix: string;
  readonly poolTimeouts: pulumi.CustomTimeouts;
}

interface Made {
  readonly manifest: Manifest;
  readonly resource: pulumi.CustomResource;
}

/** Makes each manifest a child, with a name that stays as long as the object does. */
export function emit(manifests: readonly Manifest[], options: EmitOptions): void {
  const made: Made[] = [];
  for (const manifest of withoutRepeats(manifests).toSorted((a, b) => rank(a) - rank(b))) {
    const name = `${options.prefix}/${manifest.kind}-${manifest.metadata.name}`;
    const before = made.filter((other) => comesAfter(manifest, other.manifest));
    const resource = new (classOf(manifest))(name, manifest as never, {
      parent: options.parent,
      dependsOn: before.map((other) => other.resource),
      ignoreChanges: writtenByOthers(manifest),
      ...(isPool(manifest) ? { customTimeouts: options.poolTimeouts } : {}),
    });
    made.push({ manifest, resource });
  }
}

/** The provider waits until pods stand behind these. */
const AWAIT_PODS = new Set(['Service', 'Ingress']);

const isPool = ({ kind }: Manifest): boolean => kind === 'StatefulSet';
const hasControllers = ({ metadata }: Manifest): boolean =>
  metadata.labels?.[CONTROLLER_LABEL] === 'true';

/** What a manifest comes after is of a lower rank; among equals the order stays that of the manifests. */
function rank(manifest: Manifest): number {
  if (isPool(manifest)) return hasControllers(manifest) ? 2 : 3;
  if (manifest.kind === 'Job') return 4;
  return manifest.kind === 'RoleBinding' ? 1 : 0;
}

/**
 * Whether one object comes after another, and on the way down before it.
 *
 * A pool comes after its files, or its nodes would roll into the old ones, and stops while it still has its rights.
 * It never comes after a Service: that waits for the pool's pods, and each would wait for the other until time is up.
 */
function comesAfter(manifest: Manifest, other: Manifest): boolean {
  if (isPool(manifest))
    return isPool(other) ? isFedBy(manifest, other) : !AWAIT_PODS.has(other.kind);
  // A run that began before its files and rights are there would be of something else, or of nothing.
  if (manifest.kind === 'Job') return true;
  // Who does not hold all the rights of a role himself may bind it only once it is there.
  return manifest.kind === 'RoleBinding' && other.kind === 'Role';
}

/**
 * Brokers come after controllers. They would start without any order; but a broker that stops when the controllers
 * are gone waits for them until it is killed, and has to recover its logs the next time.
 */
function isFedBy(pool: Manifest, other: Manifest): boolean {
  return !hasControllers(pool) && hasControllers(other);
}

const CONTENT: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ['data'],
  Lease: ['spec'],
  Secret: ['data'],
};

/**
 * The content of objects that are rendered without any: the nodes write it. Applied on the server's side it stays
 * as it is not ours; but once a refresh or an import had taken it into the state, the provider would replace the
 * ConfigMap for it, and the cluster would forget that it was founded.
 */
function writtenByOthers(manifest: Manifest): string[] {
  return (CONTENT[manifest.kind] ?? []).filter((field) => !(field in manifest));
}
