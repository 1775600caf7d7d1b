import fc from 'fast-check';
import { k8s } from 'cdk8s-plus-27';
import type { Manifest } from '../../lib/manifest/manifest';
import { complete } from '../../lib/model/complete';
import { renderManifests } from '../../lib/render/manifests';
import { plausibleClusterSpec } from '../support/arbitraries';
import { clusterSpec } from '../support/build';
import { goldenCases } from '../support/golden';

/**
 * The types that others generated from Kubernetes' own description: a field that they do not know is lost on the way
 * through them.
 */
const TYPES: Readonly<Record<string, (manifest: object) => unknown>> = {
  'v1 ConfigMap': (one) => k8s.KubeConfigMap.manifest(one) as unknown,
  'v1 Secret': (one) => k8s.KubeSecret.manifest(one) as unknown,
  'v1 Service': (one) => k8s.KubeService.manifest(one) as unknown,
  'v1 ServiceAccount': (one) => k8s.KubeServiceAccount.manifest(one) as unknown,
  'apps/v1 Deployment': (one) => k8s.KubeDeployment.manifest(one) as unknown,
  'apps/v1 StatefulSet': (one) => k8s.KubeStatefulSet.manifest(one) as unknown,
  'batch/v1 CronJob': (one) => k8s.KubeCronJob.manifest(one) as unknown,
  'batch/v1 Job': (one) => k8s.KubeJob.manifest(one) as unknown,
  'coordination.k8s.io/v1 Lease': (one) => k8s.KubeLease.manifest(one) as unknown,
  'networking.k8s.io/v1 Ingress': (one) => k8s.KubeIngress.manifest(one) as unknown,
  'networking.k8s.io/v1 NetworkPolicy': (one) => k8s.KubeNetworkPolicy.manifest(one) as unknown,
  'policy/v1 PodDisruptionBudget': (one) => k8s.KubePodDisruptionBudget.manifest(one) as unknown,
  'rbac.authorization.k8s.io/v1 Role': (one) => k8s.KubeRole.manifest(one) as unknown,
  'rbac.authorization.k8s.io/v1 RoleBinding': (one) =>
    k8s.KubeRoleBinding.manifest(one as k8s.KubeRoleBindingProps) as unknown,
};

const NOT_KUBERNETES =
  /^(cert-manager\.io|external-secrets\.io|generators\.external-secrets\.io|route\.openshift\.io|build\.openshift\.io|image\.openshift\.io|gateway\.networking\.k8s\.io|traefik\.io|monitoring\.coreos\.com)\//;

// jsii's camel case.
const RENAMED: Readonly<Record<string, string>> = {
  clusterIP: 'clusterIp',
  downwardAPI: 'downwardApi',
  loadBalancerIP: 'loadBalancerIp',
};

/** With the classes that the generated types have for quantities and for ports by number or name. */
function typed(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((member) => typed(member, path));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        RENAMED[key] ?? key,
        typed(member, [...path, key]),
      ]),
    );
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (isQuantity(path)) return k8s.Quantity.fromString(String(value));
  if (!isIntOrString(path)) return value;
  return typeof value === 'number'
    ? k8s.IntOrString.fromNumber(value)
    : k8s.IntOrString.fromString(value);
}

const isQuantity = (path: readonly string[]): boolean =>
  path.at(-1) === 'sizeLimit' ||
  (path.at(-3) === 'resources' && ['requests', 'limits'].includes(path.at(-2) ?? ''));

const isIntOrString = (path: readonly string[]): boolean =>
  ['targetPort', 'maxUnavailable'].includes(path.at(-1) ?? '') ||
  (path.at(-1) === 'port' &&
    (['tcpSocket', 'httpGet'].includes(path.at(-2) ?? '') || path.includes('ingress')));

/** What came after the version of the types. */
const NEWER = ['appArmorProfile'];

const withoutNewer = (manifest: Manifest): Manifest =>
  JSON.parse(
    JSON.stringify(manifest, (key, value: unknown) => (NEWER.includes(key) ? undefined : value)),
  ) as Manifest;

function throughTypes(manifest: Manifest): unknown {
  const convert = TYPES[`${manifest.apiVersion} ${manifest.kind}`];
  return convert?.(typed(manifest, []) as object);
}

function expectKnown(manifests: readonly Manifest[]): void {
  const ours = manifests
    .filter(({ apiVersion }) => !NOT_KUBERNETES.test(apiVersion))
    .map(withoutNewer);
  expect(ours.length).toBeGreaterThan(0);
  for (const manifest of ours) expect(throughTypes(manifest)).toEqual(manifest);
}

describe("Kubernetes' own types know all fields", () => {
  test.each(goldenCases().map((one) => [one.name, one.manifests] as const))(
    'golden %s',
    (_, manifests) => {
      expectKnown(manifests);
    },
  );

  test('of whatever somebody might write', () => {
    fc.assert(
      fc.property(plausibleClusterSpec, (spec) => {
        expectKnown(renderManifests(complete(spec)));
      }),
      { numRuns: 20 },
    );
  });

  test('and a field that they do not know is noticed', () => {
    const [account] = renderManifests(complete(clusterSpec()));
    const odd = { ...account, colour: 'red' } as unknown as Manifest;
    expect(throughTypes(odd)).not.toEqual(odd);
  });
});
