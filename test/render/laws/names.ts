import { identityOf } from '../../../lib/manifest/manifest';
import { ofKind } from '../../support/kubernetes';
import type { Labels } from '../../support/kubernetes';
import type { Law } from './law';
import { unless } from './law';

/** No two objects are one. */
export const identitiesAreUnique: Law = ({ manifests }) => {
  const identities = manifests.map(identityOf);
  return identities.filter((identity, index) => identities.indexOf(identity) !== index);
};

export const allLieInOneNamespace: Law = ({ manifests }) => {
  const [first] = manifests;
  return unless(
    manifests,
    ({ metadata }) =>
      metadata.namespace !== undefined && metadata.namespace === first?.metadata.namespace,
    ({ kind, metadata }) => `${kind} ${metadata.name} is in ${String(metadata.namespace)}`,
  );
};

// RFC 1123, and RFC 1035 for what becomes a name in DNS.
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SERVICE = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
// Kubernetes makes a label of the set's name, a hyphen and a hash of ten characters.
const SET = /^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/;
const FORMS: Readonly<Record<string, RegExp>> = { Service: SERVICE, StatefulSet: SET };

export const namesAreDnsNames: Law = ({ manifests }) =>
  unless(
    manifests,
    ({ kind, metadata }) => (FORMS[kind] ?? LABEL).test(metadata.name),
    ({ kind, metadata }) => `${kind} ${metadata.name}`,
  );

const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_NAME = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

export const labelsAreLabels: Law = ({ manifests }) => {
  const sets = ofKind(manifests, 'StatefulSet').map((set) => set.spec.template.metadata.labels);
  const all: readonly Labels[] = [
    ...manifests.map(({ metadata }) => metadata.labels ?? {}),
    ...sets,
  ];
  return unless(
    all.flatMap((labels) => Object.entries(labels)),
    ([label, value]) => LABEL_NAME.test(label) && LABEL_VALUE.test(value),
    ([label, value]) => `${label}=${value}`,
  );
};

/** Selectors and claim templates can never change, so nothing that changes may be in them. */
export const selectorsHoldNothingThatChanges: Law = ({ manifests }) => {
  const sets = ofKind(manifests, 'StatefulSet').flatMap(({ spec }) => [
    spec.selector.matchLabels,
    ...(spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.labels ?? {}),
    ...(spec.template.spec.topologySpreadConstraints ?? []).map(
      (one) => one.labelSelector.matchLabels,
    ),
  ]);
  const others = [
    ...ofKind(manifests, 'Service').map(({ spec }) => spec.selector),
    ...ofKind(manifests, 'PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels),
    ...ofKind(manifests, 'NetworkPolicy').map(({ spec }) => spec.podSelector.matchLabels),
  ];
  const stable =
    /^(app\.kubernetes\.io\/(name|instance)|cdk8s-kafka\/(pool|broker|controller)|statefulset\.kubernetes\.io\/pod-name)$/;
  return [...sets, ...others].flatMap((labels) =>
    Object.keys(labels).filter((label) => !stable.test(label)),
  );
};
