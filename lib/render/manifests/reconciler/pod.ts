import type { ContentsModel } from '../../../model/contents-model';
import {
  desiredStateName,
  reconcilerRuntimeName,
  reconcilerSettingsName,
} from '../../../model/names';
import type { ReconcilerModel } from '../../../model/reconciler';
import { RECONCILER_BIN, RECONCILER_ETC, RECONCILER_RUN } from '../../../runtime/start-reconciler';
import type { RestAccessSpec } from '../../../spec/connect-rest';
import type { SecretKeySpec } from '../../../spec/listener';
import { sortedEntries, sortedSet } from '../../../util/sort';
import { SERVICE_ACCOUNT } from '../paths';
import { bytesQuantity } from '../quantities';
import { serviceAccountToken } from '../volumes';
import { DESIRED, IDENTITY, PASSWORDS, pieceFile, SASL, SETTINGS, SETTINGS_FILE } from './settings';

const MIB = 1024 * 1024;

type Volume = { readonly name: string } & Readonly<Record<string, unknown>>;
type Mounted = readonly [mountPath: string, volume: Volume];

/** The desired state as it is mounted. */
export interface Packed {
  readonly contents: ContentsModel;
  readonly pieces: number;
}

/** The reconciler for one run, with a verb: `apply`, or `drift`. */
export function reconcilerPod(reconciler: ReconcilerModel, packed: Packed, verb: string): object {
  const volumes = [...readOnly(reconciler, packed), ...writable()];
  const { imagePullSecrets, nodeSelector } = reconciler;
  return {
    serviceAccountName: reconciler.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: podSecurity(reconciler),
    ...(imagePullSecrets.length > 0
      ? { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }
      : {}),
    ...(Object.keys(nodeSelector).length > 0
      ? { nodeSelector: Object.fromEntries(sortedEntries(nodeSelector)) }
      : {}),
    containers: [container(reconciler, volumes, verb)],
    volumes: volumes.map(([, volume]) => volume),
  };
}

function podSecurity({ cluster: { uid } }: ReconcilerModel): object {
  const common = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  // OpenShift picks them from the range of the namespace.
  return uid === undefined ? common : { ...common, runAsUser: uid, runAsGroup: uid, fsGroup: uid };
}

function container(reconciler: ReconcilerModel, volumes: readonly Mounted[], verb: string): object {
  const { cpuRequest, cpuLimit, memoryBytes } = reconciler.resources;
  const memory = bytesQuantity(memoryBytes);
  const writes = writable().map(([path]) => path);
  return {
    name: 'reconciler',
    image: reconciler.image,
    imagePullPolicy: reconciler.imagePullPolicy,
    command: ['node', `${RECONCILER_BIN}/start.mjs`],
    args: [verb, '--settings', `${SETTINGS}/${SETTINGS_FILE}`],
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    resources: {
      requests: { cpu: cpuRequest, memory },
      limits: cpuLimit === undefined ? { memory } : { cpu: cpuLimit, memory },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: volumes.map(([mountPath, { name }]) =>
      writes.includes(mountPath) ? { name, mountPath } : { name, mountPath, readOnly: true },
    ),
  };
}

const writable = (): readonly Mounted[] => [
  [
    RECONCILER_RUN,
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: bytesQuantity(16 * MIB) } },
  ],
  ['/tmp', { name: 'tmp', emptyDir: { sizeLimit: bytesQuantity(64 * MIB) } }],
];

function readOnly(reconciler: ReconcilerModel, packed: Packed): readonly Mounted[] {
  const { name } = reconciler.cluster;
  return [
    [RECONCILER_BIN, { name: 'runtime', configMap: { name: reconcilerRuntimeName(name) } }],
    [SETTINGS, { name: 'settings', configMap: { name: reconcilerSettingsName(name) } }],
    [DESIRED, { name: 'desired', projected: { sources: pieces(name, packed.pieces) } }],
    ...credentials(reconciler),
    ...passwords(packed.contents),
    [SERVICE_ACCOUNT, serviceAccountToken()],
  ];
}

function pieces(cluster: string, count: number): readonly object[] {
  return Array.from({ length: count }, (_, piece) => ({
    configMap: {
      name: desiredStateName(cluster, piece),
      items: [{ key: 'desired.gz', path: pieceFile(piece) }],
    },
  }));
}

const projected = ({ secretName, key }: SecretKeySpec, path: string): object => ({
  secret: { name: secretName, items: [{ key, path }] },
});

function credentials(reconciler: ReconcilerModel): readonly Mounted[] {
  return [...trust(reconciler), ...identity(reconciler), ...sasl(reconciler)];
}

function trust(reconciler: ReconcilerModel): readonly Mounted[] {
  const { tls } = reconciler.cluster.connection;
  if (tls === undefined || tls.kind === 'publicCa') return [];
  const sources = tls.kind === 'cluster' ? clusterTrust(reconciler) : [projected(tls.ca, 'ca.crt')];
  return [volume(`${RECONCILER_ETC}/ca`, { name: 'ca', projected: { sources } })];
}

function identity({ cluster, certificateSecretName }: ReconcilerModel): readonly Mounted[] {
  const { authentication } = cluster.connection;
  if (authentication?.kind === 'tls') return [volume(IDENTITY, identityVolume(authentication))];
  if (authentication?.kind !== 'cluster') return [];
  const own = { secretName: certificateSecretName, certificate: 'tls.crt', key: 'tls.key' };
  return [volume(IDENTITY, identityVolume(own))];
}

function sasl({ cluster }: ReconcilerModel): readonly Mounted[] {
  const { authentication } = cluster.connection;
  if (authentication?.kind !== 'sasl') return [];
  const { username, password } = authentication;
  const sources = [projected(username, 'username'), projected(password, 'password')];
  return [volume(SASL, { name: 'sasl', projected: { sources } })];
}

const volume = (mountPath: string, one: Volume): Mounted => [mountPath, one];

const identityVolume = (identity: {
  readonly secretName: string;
  readonly certificate: string;
  readonly key: string;
}): Volume => ({
  name: 'identity',
  secret: {
    secretName: identity.secretName,
    items: [
      { key: identity.certificate, path: 'tls.crt' },
      { key: identity.key, path: 'tls.key' },
    ],
  },
});

/** The CAs of the nodes: what the nodes trust themselves, but from where the reconciler may take it. */
function clusterTrust({ cluster, certificateSecretName }: ReconcilerModel): readonly object[] {
  const { identities, trust } = cluster;
  // Both the CA as it is and the one that signed: while a CA is exchanged they differ.
  const issuer = { secretName: certificateSecretName, key: 'ca.crt' };
  return [
    ...trust.map((source) => projected(source, source.file)),
    ...(identities.kind === 'certManager' ? [projected(issuer, 'own-issuer.crt')] : []),
  ];
}

const accessKeys = ({ cas, user }: RestAccessSpec): readonly SecretKeySpec[] => [
  ...cas,
  ...(user === undefined ? [] : [user.username, user.password]),
];

/** What somebody else fills: passwords of users, and what the REST API of Connect asks for. One that is missing must not keep the pod from starting: the run says so. */
function passwords({ users, spec: { connectClusters } }: ContentsModel): readonly Mounted[] {
  const references: readonly SecretKeySpec[] = [
    ...users.flatMap(({ scram }) => (scram?.password.kind === 'secret' ? [scram.password] : [])),
    ...connectClusters.flatMap(({ access }) => (access === undefined ? [] : accessKeys(access))),
  ];
  if (references.length === 0) return [];
  const sources = sortedSet(references.map(({ secretName }) => secretName)).map((name) => ({
    secret: {
      name,
      items: sortedSet(
        references.filter(({ secretName }) => secretName === name).map(({ key }) => key),
      ).map((key) => ({ key, path: `${name}/${key}` })),
      optional: true,
    },
  }));
  return [volume(PASSWORDS, { name: 'passwords', projected: { sources } })];
}
