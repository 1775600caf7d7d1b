import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { parseProperties } from '../render/laws/properties';
import { madeSecrets } from '../render/laws/sources';
import { filesOf } from '../render/laws/law';
import { ofKind, podsOf } from '../support/kubernetes';
import type { Pod } from '../support/kubernetes';

/** What clients, volumes and tools see of a cluster, a text for each. */
export type Facts = readonly string[];

interface PodSet extends Manifest {
  readonly spec: {
    readonly pods: readonly {
      readonly metadata: { readonly name: string };
      readonly spec: Pod['spec'];
    }[];
  };
}

/** Of what Strimzi's operator made. */
export function factsOfStrimzi(text: string): Facts {
  const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  const pods = manifests
    .filter(({ kind }) => kind === 'StrimziPodSet')
    .flatMap((set) => (set as unknown as PodSet).spec.pods);
  return [
    ...objects(manifests),
    ...manifests
      .filter(({ kind }) => kind === 'Secret')
      .map(({ metadata }) => `Secret/${metadata.name}`),
    ...manifests
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map(({ metadata }) => `PersistentVolumeClaim/${metadata.name}`),
    ...pods.flatMap(({ metadata, spec }) => podFacts(metadata.name, spec)),
    ...pods.flatMap(({ metadata: { name } }) =>
      configFacts(name, filesOf(manifests, name)['server.config'] ?? ''),
    ),
  ];
}

/** Of what our manifests become: sets make pods and claims, certificates make Secrets. */
export function factsOfOurs(manifests: readonly Manifest[]): Facts {
  const pods = podsOf(manifests);
  const claims = pods.flatMap(({ name, set }) =>
    (set.spec.volumeClaimTemplates ?? []).map(
      (claim) => `PersistentVolumeClaim/${claim.metadata.name}-${name}`,
    ),
  );
  return [
    ...objects(manifests),
    ...Object.keys(madeSecrets(manifests)).map((name) => `Secret/${name}`),
    ...claims,
    ...pods.flatMap(({ name, spec }) => podFacts(name, spec)),
    ...pods.flatMap((pod) => configFacts(pod.name, propertiesOf(pod, manifests))),
  ];
}

function propertiesOf({ name, nodeId, set }: Pod, manifests: readonly Manifest[]): string {
  return (
    (filesOf(manifests, set.metadata.name)['server.properties'] ?? '')
      .replaceAll('${env:POD_NAME}', name)
      .replaceAll('${env:NODE_ID}', String(nodeId))
      // Our nodes call each other by whole names, for one question to DNS instead of three.
      .replace(/\.svc\.cluster\.local:(9090|9091)/g, '.svc:$1')
  );
}

const COMPARED_KINDS = [
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'Service',
];

function objects(manifests: readonly Manifest[]): Facts {
  const services = ofKind(manifests, 'Service').flatMap(({ metadata, spec }) =>
    spec.ports.map(
      (port) => `Service/${metadata.name} ${port.name} ${String(port.port)} to ${port.targetPort}`,
    ),
  );
  const headless = ofKind(manifests, 'Service')
    .filter(({ spec }) => spec.clusterIP === 'None' && spec.publishNotReadyAddresses === true)
    .map(
      ({ metadata }) => `Service/${metadata.name} is headless, also for pods that are not ready`,
    );
  const named = manifests
    .filter(({ kind }) => COMPARED_KINDS.includes(kind))
    .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  return [...named, ...services, ...headless];
}

function podFacts(name: string, spec: Pod['spec']): Facts {
  const [kafka] = spec.containers;
  return [
    `Pod/${name}`,
    `Pod/${name} service account ${spec.serviceAccountName}`,
    ...(kafka?.ports ?? []).map(
      (port) => `Pod/${name} port ${port.name} ${String(port.containerPort)}`,
    ),
    ...(kafka?.volumeMounts ?? [])
      .filter(({ mountPath }) => mountPath.startsWith('/var/lib/kafka'))
      .map((mount) => `Pod/${name} volume ${mount.mountPath}`),
  ];
}

const LISTS = [
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
  'controller.quorum.voters',
  'log.dirs',
];
// How certificates reach the process, and whom they name, is each one's own business.
const OWN_WAY = /ssl\.(keystore|truststore)\.|ssl\.allow\.san\.changes|config\.providers/;

function configFacts(pod: string, text: string): Facts {
  return parseProperties(text)
    .filter(([key]) => !OWN_WAY.test(key))
    .flatMap(([key, value]) =>
      (LISTS.includes(key) ? value.split(',') : [value]).map((item) => [key, item] as const),
    )
    .map(([key, value]) => `${pod} ${key}=${value.replace(/ ?;$/, ';')}`);
}
