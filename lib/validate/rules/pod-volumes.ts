import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import type { KubernetesObject } from '../../spec/pod-template';
import type { Rule } from '../rule';
import type { Finding } from '../issue';
import { isDnsLabel, isObject } from './kubernetes-names';
import type { Check, Complaint } from './support';
import { item, named, NONE, poolProp, quoted, repeats } from './support';

type ClusterRule = Rule<ClusterModel>;
type ListProp = 'volumes' | 'volumeMounts' | 'containers' | 'initContainers';

/** One member of a list of the pods' additions, with the prop behind it. */
interface Added {
  readonly object: KubernetesObject;
  readonly prop: string;
}

/** What comes to a pool's pods: the cluster's additions, then the pool's own. */
function addedTo(cluster: ClusterModel, index: number, list: ListProp): readonly Added[] {
  const place = (
    objects: readonly KubernetesObject[] | undefined,
    prefix: string,
  ): readonly Added[] =>
    (objects ?? []).map((object, at) => ({
      object: isObject(object) ? object : {},
      prop: item(`${prefix}podTemplate.${list}`, at),
    }));
  return [
    ...place(cluster.spec.podTemplate?.[list], ''),
    ...place(cluster.pools[index]?.spec.podTemplate?.[list], `${poolProp(index)}.`),
  ];
}

/** A check of each pool's pods. What the cluster's additions are blamed for is said once, not for each pool. */
function ofPods(
  judge: (cluster: ClusterModel, pool: PoolModel, index: number) => readonly Complaint[],
): Check {
  return (cluster) => {
    const findings = cluster.pools.flatMap((pool, index): readonly Finding[] =>
      judge(cluster, pool, index).map((complaint) => ({
        ...complaint,
        origin: complaint.prop.startsWith('nodePools[') ? pool.spec.origin : undefined,
      })),
    );
    const again = new Set(repeats(findings, ({ prop }) => prop ?? '').map(({ index }) => index));
    return findings.filter((_, index) => !again.has(index));
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names of the volumes that the library makes; those of listeners and of users' Secrets begin alike. */
const OWN_VOLUMES =
  /^(?:runtime|config|node|cluster-ca|clients-ca|kube-api-access|run|tmp|data|data-.*|listener-.*|secret-.*)$/;

export const podVolumeName: ClusterRule = {
  code: 'PodVolumeName',
  severity: 'error',
  why: 'Volumes of a pod are told apart by name.',
  check: ofPods((cluster, _pool, index) => {
    const volumes = addedTo(cluster, index, 'volumes');
    const names = volumes.map(({ object }) => text(object['name']));
    return volumes.flatMap(({ prop }, at) => {
      const name = names[at] ?? '';
      const problem = !isDnsLabel(name)
        ? 'no DNS label'
        : OWN_VOLUMES.test(name)
          ? "a name of the library's own volumes"
          : names.indexOf(name) < at
            ? `also the name of ${volumes[names.indexOf(name)]?.prop ?? ''}`
            : undefined;
      return problem === undefined
        ? []
        : [
            {
              prop,
              message: `a volume is called ${quoted(name)}, which is ${problem}`,
              fix: "set name to lower-case letters, digits and '-' that no other volume has",
            },
          ];
    });
  }),
};

/** Containers of a pod that the library makes. */
const KAFKA = 'kafka';

export const podContainer: ClusterRule = {
  code: 'PodContainer',
  severity: 'error',
  why: 'Kubernetes refuses a container without a name of its own or without an image.',
  check: ofPods((cluster, _pool, index) => {
    const containers = [
      ...addedTo(cluster, index, 'initContainers'),
      ...addedTo(cluster, index, 'containers'),
    ];
    const names = containers.map(({ object }) => text(object['name']));
    return containers.flatMap(({ object, prop }, at) => {
      const name = names[at] ?? '';
      const problem = containerProblem(name, object['image']);
      const other = containers[names.indexOf(name)];
      if (problem !== undefined) return [{ prop, ...problem }];
      if (names.indexOf(name) === at) return [];
      return [
        {
          prop,
          message: `a container is called ${quoted(name)} like ${other?.prop ?? ''}`,
          fix: 'give each container a name of its own',
        },
      ];
    });
  }),
};

function containerProblem(name: string, image: unknown): Omit<Complaint, 'prop'> | undefined {
  if (!isDnsLabel(name))
    return {
      message: `a container is called ${quoted(name)}, which is no DNS label`,
      fix: "set name to lower-case letters, digits and '-'",
    };
  if (name === KAFKA)
    return {
      message: `a container is called '${KAFKA}', which is the name of the library's own`,
      fix: 'give it another name',
    };
  if (text(image) !== '') return undefined;
  return { message: `container ${quoted(name)} has no image`, fix: 'set image' };
}

export const podMountVolume: ClusterRule = {
  code: 'PodMountVolume',
  severity: 'error',
  why: 'Kubernetes refuses a pod that mounts what is not there. Volumes of the library have their own place.',
  check: ofPods((cluster, _pool, index) => {
    const volumes = addedTo(cluster, index, 'volumes').map(({ object }) => object['name']);
    return addedTo(cluster, index, 'volumeMounts')
      .filter(({ object }) => !volumes.includes(object['name']))
      .map(({ object, prop }) => ({
        prop,
        message: `a mount is of volume ${quoted(text(object['name']))}, which is not among podTemplate.volumes`,
        fix: 'add the volume to podTemplate.volumes, or correct the name',
      }));
  }),
};

/** Folders that belong to the library, as do the nodes' data; nothing may be mounted there, below, or above. */
const OWN_FOLDERS: readonly string[] = [
  '/opt/cdk8s-kafka',
  '/var/run/cdk8s-kafka',
  '/var/run/secrets/kubernetes.io/serviceaccount',
];

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

function pathProblem(path: string, cluster: ClusterModel, pool: PoolModel): string | undefined {
  if (!/^\/[^:]*$/.test(path) || /\/\.\.?(\/|$)/.test(path)) return 'no absolute path';
  const folder = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  const data = pool.storage.volumes.map(({ mountPath }) => mountPath);
  const own = [...OWN_FOLDERS, ...data].find((one) => isBelow(folder, one) || isBelow(one, folder));
  if (own !== undefined) return `at, above or below ${quoted(own)}, which the library mounts`;
  if (folder === '/tmp') return "the place of the library's own volume";
  const { bin, libs, imageVolumes } = cluster.imageProfile;
  const program = [bin, libs.replace(/\/\*$/, '')].find((one) => isBelow(one, folder));
  if (program !== undefined) return `above ${quoted(program)}, and would hide Kafka itself`;
  // Container runtimes lay a volume of the image over what is mounted above it: on a disk of the host, gone with the pod.
  const hidden = imageVolumes.find((one) => one !== folder && isBelow(one, folder));
  if (hidden === undefined) return undefined;
  return `above ${quoted(hidden)}, where the image has a volume of its own that would hide a part of the mount`;
}

export const podMountPath: ClusterRule = {
  code: 'PodMountPath',
  severity: 'error',
  why: "A mount that meets another hides it, or is hidden by it. An image's own volumes lie on the host's disk and are gone with the pod: data written there is lost.",
  check: ofPods((cluster, pool, index) => {
    const mounts = addedTo(cluster, index, 'volumeMounts');
    const paths = mounts.map(({ object }) => text(object['mountPath']));
    return mounts.flatMap(({ prop }, at) => {
      const path = paths[at] ?? '';
      const twice = paths.indexOf(path) < at;
      const problem =
        pathProblem(path, cluster, pool) ??
        (twice ? `also that of ${mounts[paths.indexOf(path)]?.prop ?? ''}` : undefined);
      if (problem === undefined) return NONE;
      return [
        {
          prop: `${prop}.mountPath`,
          message: `a mount in ${named(pool)} has the path ${quoted(path)}, which is ${problem}`,
          fix: "mount it at a path of its own, such as '/mnt/plugins'",
        },
      ];
    });
  }),
};

export const podContainerUser: ClusterRule = {
  code: 'PodContainerUser',
  severity: 'warning',
  why: "OpenShift's `restricted-v2` gives each namespace a range of users, and refuses a pod that names one of its own.",
  check: ofPods((cluster, _pool, index) => {
    if (cluster.platform.kind !== 'openshift') return NONE;
    return (['initContainers', 'containers'] as const)
      .flatMap((list) => addedTo(cluster, index, list))
      .flatMap(({ object, prop }) => {
        const context = object['securityContext'];
        if (!isObject(context) || context['runAsUser'] === undefined) return [];
        return [
          {
            prop: `${prop}.securityContext.runAsUser`,
            message: `container ${quoted(text(object['name']))} names its user, which OpenShift refuses unless the namespace was given more than restricted-v2`,
            fix: 'leave runAsUser out',
          },
        ];
      });
  }),
};

export const POD_VOLUME_RULES: readonly ClusterRule[] = [
  podVolumeName,
  podContainer,
  podContainerUser,
  podMountVolume,
  podMountPath,
];
