import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import type { ClusterFacts } from '../model/cluster-facts';
import type { UserModel } from '../model/contents-model';
import { bindUser, endpointsFor } from '../model/user-binding';
import type { BindingSpec } from '../model/user-binding';
import { boundWorkload } from '../render/manifests/bound-workload';
import type { Issue } from '../validate/issue';
import { attachIssues } from './issues';

/** Who a workload's containers are already. */
interface Bound {
  readonly user: UserModel;
  readonly cluster: ClusterFacts;
  readonly containers: readonly string[] | undefined;
  readonly origin: string | undefined;
}

const bindings = new WeakMap<IConstruct, readonly Bound[]>();

/** Gives a workload what its containers need to be a user, when it is written. */
export function bind(
  workload: IConstruct,
  user: UserModel,
  cluster: ClusterFacts,
  said: BindingSpec & { readonly origin: string | undefined },
): void {
  const object = apiObjectOf(workload);
  const binding = bindUser(user, cluster, said);
  const problem = problemOf(workload, user, cluster, said);
  if (problem !== undefined) {
    const { message, fix } = problem;
    const place = { path: workload.node.path, prop: undefined, origin: said.origin };
    attachIssues(workload, [
      { code: 'UserBindingImpossible', severity: 'error', message, fix, ...place },
    ]);
  }
  if (object === undefined || binding === undefined) return;
  const { containers, origin } = said;
  bindings.set(workload, [
    ...(bindings.get(workload) ?? []),
    { user, cluster, containers, origin },
  ]);
  // A patch could only be made from what the workload is now, and containers may still be added to it.
  const written = object.toJson.bind(object) as () => Manifest;
  object.toJson = () => boundWorkload(written(), binding);
}

function problemOf(
  workload: IConstruct,
  user: UserModel,
  cluster: ClusterFacts,
  said: BindingSpec,
): Pick<Issue, 'message' | 'fix'> | undefined {
  const { listener } = said;
  const object = apiObjectOf(workload);
  if (object === undefined)
    return {
      message: `'${workload.node.path}' is no workload: it has no Kubernetes object of its own`,
      fix: 'bind an ApiObject, or a workload of cdk8s-plus',
    };
  const namespace = object.metadata.namespace ?? Chart.of(object).namespace;
  if (namespace !== undefined && namespace !== cluster.namespace)
    return {
      message: `workload '${workload.node.path}' is in namespace '${namespace}', and the Secret of user '${user.name}' in '${cluster.namespace}', from where no pod of another namespace gets it`,
      fix: `put the workload into '${cluster.namespace}', or copy the Secrets`,
    };
  const twice = twoUsers(workload, said, { user, cluster });
  if (twice !== undefined) return twice;
  const fitting = endpointsFor(user, cluster);
  if (fitting.some((one) => listener === undefined || one.listener === listener)) return undefined;
  const names = fitting.map((one) => `'${one.listener ?? ''}'`).join(', ');
  return {
    message: `${listener === undefined ? 'no listener' : `listener '${listener}'`} of cluster '${cluster.name}' ${listener === undefined ? 'takes' : 'does not take'} users like '${user.name}'`,
    fix: names === '' ? 'give the cluster a listener with their authentication' : `use ${names}`,
  };
}

/** The containers of a workload are one user each: the variables of two have the same names. */
function twoUsers(
  workload: IConstruct,
  said: BindingSpec,
  { user, cluster }: Pick<Bound, 'user' | 'cluster'>,
): Pick<Issue, 'message' | 'fix'> | undefined {
  const other = bindings.get(workload)?.find((bound) => isAnother(bound, said, { user, cluster }));
  if (other === undefined) return undefined;
  const where = other.origin === undefined ? '' : ` (${other.origin})`;
  return {
    message: `workload '${workload.node.path}' would be user '${user.name}' of cluster '${cluster.name}', and is user '${other.user.name}' of cluster '${other.cluster.name}'${where}: the variables of both have the same names`,
    fix: 'bind different containers to the two, by `containers`',
  };
}

/** Whether a container would be two users. */
function isAnother(
  bound: Bound,
  { containers }: BindingSpec,
  { user, cluster }: Pick<Bound, 'user' | 'cluster'>,
): boolean {
  const isSame = bound.user.principal === user.principal && bound.cluster === cluster;
  const meets =
    bound.containers === undefined ||
    containers === undefined ||
    bound.containers.some((name) => containers.includes(name));
  return !isSame && meets;
}

/** The object of a workload: itself, or as cdk8s-plus has it. */
function apiObjectOf(workload: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(workload)) return workload;
  const child = workload.node.defaultChild;
  return child !== undefined && ApiObject.isApiObject(child) ? child : undefined;
}
