import { matches, ofKind, podsOf } from '../../support/kubernetes';
import type { PodSpec } from '../../support/kubernetes';
import type { Law } from './law';
import { demand, has, ofPods, unless } from './law';

/** Whether a pod may ask Kubernetes anything. */
const hasToken = ({ volumes }: PodSpec): boolean =>
  volumes.some(({ projected }) => JSON.stringify(projected ?? {}).includes('serviceAccountToken'));

export const serviceAccountsAndRolesAreThere: Law = ofPods(({ spec }, { manifests }) => {
  const name = spec.serviceAccountName;
  return ['ServiceAccount', ...(hasToken(spec) ? ['Role', 'RoleBinding'] : [])]
    .filter((kind) => !has(manifests, kind, name))
    .map((kind) => `there is no ${kind} ${name}`);
});

export const rightsAreForObjectsThatAreThere: Law = ({ manifests }) => {
  const kinds: Readonly<Record<string, string>> = {
    configmaps: 'ConfigMap',
    leases: 'Lease',
    secrets: 'Secret',
    services: 'Service',
    statefulsets: 'StatefulSet',
  };
  return ofKind(manifests, 'Role').flatMap(({ rules }) =>
    rules.flatMap(({ resources, resourceNames = [], verbs }) => [
      // Whoever creates something has no name for it yet that a role could hold.
      ...demand(
        resourceNames.length > 0 || verbs.join() === 'create',
        `all ${resources.join()} may be seen`,
      ),
      ...resources.flatMap((resource) =>
        unless(
          resourceNames,
          (name) =>
            resource === 'namespaces'
              ? manifests.every(({ metadata }) => metadata.namespace === name)
              : has(manifests, kinds[resource] ?? '', name),
          (name) => `a right for ${resource} ${name}, which is not there`,
        ),
      ),
    ]),
  );
};

export const everySetMaySeeItself: Law = ({ manifests }) => {
  const seen = ofKind(manifests, 'Role').flatMap(({ rules }) =>
    rules
      .filter(({ resources }) => resources.includes('statefulsets'))
      .flatMap((rule) => rule.resourceNames ?? []),
  );
  return unless(
    ofKind(manifests, 'StatefulSet')
      .filter(({ spec }) => hasToken(spec.template.spec))
      .map(({ metadata }) => metadata.name),
    (name) => seen.includes(name),
    (name) => name,
  );
};

/** Kubernetes evicts no pod that is in two budgets; one that is in none is not looked after. */
export const everyPodIsInOneBudget: Law = ({ manifests }) => {
  const budgets = ofKind(manifests, 'PodDisruptionBudget');
  const pods = podsOf(manifests);
  const holds = (budget: (typeof budgets)[number], pod: (typeof pods)[number]): boolean =>
    matches(budget.spec.selector.matchLabels, pod.labels);
  return [
    ...unless(
      pods,
      (pod) => budgets.filter((budget) => holds(budget, pod)).length === 1,
      (pod) => `${pod.name} is not in one budget`,
    ),
    ...unless(
      budgets,
      (budget) => pods.some((pod) => holds(budget, pod)),
      (budget) => `${budget.metadata.name} is for no pod`,
    ),
  ];
};

/** Ports of the kafka container that no rule is about; `closed` ones are meant to be so. */
export const everyPortHasARule: Law = ({ manifests }) => {
  const policies = ofKind(manifests, 'NetworkPolicy');
  return podsOf(manifests).flatMap(({ name, labels, kafka }) => {
    const policy = policies.find(({ spec }) => matches(spec.podSelector.matchLabels, labels));
    if (policy === undefined) return [`${name} is under no NetworkPolicy`];
    const allowed = (policy.spec.ingress ?? []).flatMap(({ ports }) =>
      ports.map(({ port }) => port),
    );
    return (kafka.ports ?? [])
      .filter(({ containerPort }) => !allowed.includes(containerPort))
      .map((port) => `${name}: port ${port.name} is closed`);
  });
};

/** In the API an empty list of peers is everybody, which nobody means who writes one. */
export const noRuleHasAnEmptyListOfPeers: Law = ({ manifests }) =>
  ofKind(manifests, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    (spec.ingress ?? []).filter(({ from }) => from?.length === 0).map(() => metadata.name),
  );

/** The ports between the nodes are for the nodes and named peers, never for everybody in a namespace. */
export const portsBetweenNodesAreForNodes: Law = ({ manifests }) =>
  ofKind(manifests, 'NetworkPolicy').flatMap(({ spec }) =>
    (spec.ingress ?? [])
      .filter(({ ports }) => ports.some(({ port }) => port === 9090 || port === 9091))
      .flatMap(({ ports, from = [{ podSelector: {} }] }) =>
        demand(
          !JSON.stringify(from).includes('"podSelector":{}}'),
          `port ${String(ports[0]?.port)} is open to everybody`,
        ),
      ),
  );

// A PKCS #12 store in the memory of a pod has a password because the format wants one: it is no secret.
const SECRET_TEXT =
  /-----BEGIN[ A-Z]*KEY|PRIVATE KEY|(?:password|passwd)\s*=[\s\\"]*(?!\$\{|\{\{|'?cdk8s-kafka['\\])[^\s\\"]/i;

export const noSecretIsInAManifest: Law = ({ manifests }) => [
  ...manifests
    .filter((one) => one.kind === 'Secret' && ('data' in one || 'stringData' in one))
    .map(({ metadata }) => `Secret ${metadata.name}`),
  ...manifests
    .filter((manifest) => !manifest.metadata.name.endsWith('-runtime'))
    .filter((manifest) => SECRET_TEXT.test(JSON.stringify(manifest)))
    .map(({ kind, metadata }) => `${kind} ${metadata.name} holds a secret`),
  ...ofKind(manifests, 'ConfigMap').flatMap(({ metadata, data = {} }) =>
    [...(data['server.properties'] ?? '').matchAll(/user_\S+?="(?!\$\{dir:)/g)].map(
      () => `${metadata.name} holds a password`,
    ),
  ),
];
