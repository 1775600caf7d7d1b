import type { Manifest } from '../../manifest/manifest';
import type { BoundVariable, UserBinding } from '../../model/user-binding';

type Json = Readonly<Record<string, unknown>>;

/** Where the pod is in an object of each kind; of any other kind where most have it. */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};
const TEMPLATE = ['spec', 'template', 'spec'];

/** Pieces of a pod, as the Kubernetes API has them. */
interface BoundPod {
  readonly env: readonly Json[];
  readonly volumeMounts: readonly Json[];
  readonly volumes: readonly Json[];
}

/** What a pod of a client has besides its own, in pieces. */
export const boundPod = (binding: UserBinding): BoundPod => ({
  env: binding.variables.map(variable),
  volumeMounts: mounts(binding),
  volumes: volumes(binding),
});

/** The same workload, whose containers have what a client needs to be a user. */
export function boundWorkload(workload: Manifest, said: UserBinding): Manifest {
  const path = POD_PATHS[workload.kind] ?? TEMPLATE;
  return changeAt(workload, path, (pod) => {
    const own = listOf(pod['volumes']);
    const binding = { ...said, volumeName: freeName(said.volumeName, own) };
    return {
      ...pod,
      containers: listOf(pod['containers']).map((one) => boundContainer(one, binding)),
      ...(pod['initContainers'] === undefined
        ? {}
        : {
            initContainers: listOf(pod['initContainers']).map((one) =>
              boundContainer(one, binding),
            ),
          }),
      volumes: [...own, ...volumes(binding)],
    };
  }) as Manifest;
}

/** A pod whose containers are several users has a volume for each of them. */
function freeName(wanted: string, volumes: readonly Json[]): string {
  const taken = volumes.map(({ name }) => name);
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted}-${String(number)}`;
  return name;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

function changeAt(object: Json, path: readonly string[], change: (pod: Json) => Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return change(object);
  const member = object[head];
  return { ...object, [head]: changeAt(isObject(member) ? member : {}, rest, change) };
}

function boundContainer(container: Json, binding: UserBinding): Json {
  const { containers, variables, files } = binding;
  if (containers !== undefined && !containers.includes(String(container['name']))) return container;
  const own = listOf(container['env']);
  const named = own.map(({ name }) => name);
  return {
    ...container,
    // What the workload says itself stays.
    env: [...own, ...variables.filter(({ name }) => !named.includes(name)).map(variable)],
    ...(files.length === 0
      ? {}
      : {
          volumeMounts: [...listOf(container['volumeMounts']), ...mounts(binding)],
        }),
  };
}

function variable({ name, value, secret }: BoundVariable): Json {
  if (secret === undefined) return { name, value };
  return { name, valueFrom: { secretKeyRef: { name: secret.secretName, key: secret.key } } };
}

const mounts = ({ files, volumeName, mountPath }: UserBinding): readonly Json[] =>
  files.length === 0 ? [] : [{ name: volumeName, mountPath, readOnly: true }];

function volumes({ files, volumeName }: UserBinding): readonly Json[] {
  if (files.length === 0) return [];
  const sources = files.map(({ secretName, key, path, optional }) => ({
    secret: { name: secretName, items: [{ key, path }], ...(optional ? { optional } : {}) },
  }));
  return [{ name: volumeName, projected: { sources } }];
}
