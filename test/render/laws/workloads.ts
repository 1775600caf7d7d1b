import { matches, ofKind, podsOf } from '../../support/kubernetes';
import type { Container, Mount } from '../../support/kubernetes';
import type { Law } from './law';
import { configOf, demand, filesOf, has, ofPods, unless } from './law';
import { madeSecrets, sourcesOf } from './sources';

export const setsSelectTheirPods: Law = ({ manifests }) =>
  unless(
    podsOf(manifests),
    ({ set, labels }) => {
      const others = ofKind(manifests, 'StatefulSet').filter((one) => one !== set);
      const selected = (one: typeof set): boolean => matches(one.spec.selector.matchLabels, labels);
      return selected(set) && !others.some(selected);
    },
    ({ name }) => `${name} is selected by another set, or not by its own`,
  );

/** The headless Service gives each pod its name in DNS, also before it is ready: the quorum needs it to become so. */
export const theGoverningServiceIsHeadless: Law = ({ manifests }) =>
  unless(
    podsOf(manifests),
    ({ set, labels }) => {
      const service = ofKind(manifests, 'Service').find(
        ({ metadata }) => metadata.name === set.spec.serviceName,
      );
      return (
        service?.spec.clusterIP === 'None' &&
        service.spec.publishNotReadyAddresses === true &&
        matches(service.spec.selector, labels)
      );
    },
    ({ name }) => `${name} has no headless Service`,
  );

const portsOf = (container: Container): NonNullable<Container['ports']> => container.ports ?? [];

/** Each port of a Service is a port of that number of a pod; of every pod that it selects, unless it is headless. */
export const servicePortsArePodPorts: Law = ({ manifests }) => {
  const pods = podsOf(manifests);
  return ofKind(manifests, 'Service').flatMap(({ metadata, spec }) => {
    const selected = pods.filter(({ labels }) => matches(spec.selector, labels));
    const opens = (port: (typeof spec.ports)[number]): number =>
      selected.filter(({ kafka }) =>
        portsOf(kafka).some(
          ({ name, containerPort }) => name === port.targetPort && containerPort === port.port,
        ),
      ).length;
    const enough = (count: number): boolean =>
      spec.clusterIP === 'None' ? count > 0 : count === selected.length;
    return [
      ...demand(selected.length > 0, `${metadata.name} selects no pod`),
      ...unless(
        spec.ports,
        (port) => enough(opens(port)),
        (port) => `${metadata.name}: port ${port.name}`,
      ),
    ];
  });
};

export const portNamesAreUniqueAndShort: Law = ofPods(({ kafka }) => {
  const names = portsOf(kafka).map(({ name }) => name);
  const numbers = portsOf(kafka).map(({ containerPort }) => containerPort);
  return [
    ...demand(new Set(names).size === names.length, 'repeats a port name'),
    ...demand(new Set(numbers).size === numbers.length, 'repeats a port'),
    ...unless(
      names,
      (name) => /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name),
      (name) => `port name ${name}`,
    ),
    ...demand(names.includes(probed(kafka)) || hasScript(kafka), 'is probed at no port'),
  ];
});

/** A probe that brings what a manifest must not hold. */
const hasScript = ({ readinessProbe: { exec } = {} }: Container): boolean =>
  exec?.command.some((word) => word.startsWith('/opt/cdk8s-kafka/bin/')) === true;

const probed = ({ readinessProbe: { tcpSocket, httpGet } = {} }: Container): string =>
  tcpSocket?.port ?? httpGet?.port ?? '';

export const mountsAndVolumesMatch: Law = ofPods(({ set, spec }) => {
  const claims = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  const volumes = [...spec.volumes.map(({ name }) => name), ...claims];
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const mounts = containers.flatMap(({ volumeMounts = [] }) =>
    volumeMounts.map(({ name }) => name),
  );
  return [
    ...demand(new Set(volumes).size === volumes.length, 'repeats the name of a volume'),
    ...mounts.filter((name) => !volumes.includes(name)).map((name) => `mount of no volume ${name}`),
    ...volumes
      .filter((name) => !mounts.includes(name))
      .map((name) => `volume ${name} is not mounted`),
    ...containers.flatMap(({ volumeMounts = [] }) => repeatedPaths(volumeMounts)),
  ];
});

function repeatedPaths(mounts: readonly Mount[]): readonly string[] {
  const paths = mounts.map(({ mountPath }) => mountPath);
  return paths.filter((path, index) => paths.indexOf(path) !== index);
}

// Kubernetes puts it into each namespace.
const GIVEN_CONFIG_MAPS: Readonly<Record<string, readonly string[]>> = {
  'kube-root-ca.crt': ['ca.crt'],
};

export const configMapsAndSecretsHaveTheirKeys: Law = ofPods(({ spec }, { manifests, secrets }) => {
  const known = { ...madeSecrets(manifests), ...secrets };
  return spec.volumes.flatMap(sourcesOf).flatMap(({ kind, name, items }) => {
    const made = has(manifests, kind, name) ? Object.keys(filesOf(manifests, name)) : undefined;
    const keys = kind === 'Secret' ? known[name] : (made ?? GIVEN_CONFIG_MAPS[name]);
    if (keys === undefined) return [`there is no ${kind} ${name}`];
    return (items ?? [])
      .filter(({ key }) => !keys.includes(key))
      .map(({ key }) => `${kind} ${name} has no key ${key}`);
  });
});

export const commandsAreMountedFiles: Law = ofPods(({ kafka, spec }, { manifests }) => {
  const { lifecycle, command = [] } = kafka;
  const commands = [command, ...(lifecycle === undefined ? [] : [lifecycle.preStop.exec.command])];
  return unless(
    commands,
    ([shell, file = '']) => {
      const slash = file.lastIndexOf('/');
      const mount = kafka.volumeMounts?.find(({ mountPath }) => mountPath === file.slice(0, slash));
      const volume = spec.volumes.find(({ name }) => name === mount?.name);
      const files = filesOf(manifests, volume?.configMap?.name ?? '');
      return shell === '/bin/sh' && Object.hasOwn(files, file.slice(slash + 1));
    },
    (command) => command.join(' '),
  );
});

/** Pod Security Standard `restricted`, and a root file system that nobody can write to. */
export const podsAreRestricted: Law = ofPods(({ spec, kafka }) => {
  const { runAsNonRoot, seccompProfile } = spec.securityContext;
  const { allowPrivilegeEscalation, capabilities, readOnlyRootFilesystem } =
    kafka.securityContext ?? {};
  return [
    ...demand(runAsNonRoot === true, 'may run as root'),
    ...demand(
      JSON.stringify(seccompProfile) === '{"type":"RuntimeDefault"}',
      'has no seccomp profile',
    ),
    ...demand(allowPrivilegeEscalation === false, 'may gain privileges'),
    ...demand(JSON.stringify(capabilities) === '{"drop":["ALL"]}', 'has capabilities'),
    ...demand(readOnlyRootFilesystem === true, 'may write to its image'),
  ];
});

/** The kubelet kills a pod after this time: the gate and the shutdown behind it must both fit in. */
export const thereIsTimeToStop: Law = ofPods((pod, rendered) => {
  const seconds = (variable: string): number =>
    Number(
      new RegExp(`^${variable}='(\\d+)'$`, 'm').exec(
        configOf(pod, rendered)['node.env'] ?? '',
      )?.[1] ?? 0,
    );
  const needed = seconds('STOP_WAIT_SECONDS') + seconds('STOP_LEASE_SECONDS');
  return demand(pod.spec.terminationGracePeriodSeconds > needed, 'is killed before it has stopped');
});
