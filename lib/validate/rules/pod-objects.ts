import type { ClusterModel } from '../../model/cluster-model';
import type { KubernetesObject, PodTemplateSpec } from '../../spec/pod-template';
import { nearest } from '../../util/nearest';
import type { Rule } from '../rule';
import { isObject } from './kubernetes-names';
import type { Complaint } from './support';
import { either, item, NONE, ofCluster, ofCommon, ofListeners, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

/** A kind of object that is passed through: its fields, and those that it cannot be without. */
interface Shape {
  readonly what: string;
  readonly fields: readonly string[];
  readonly required: readonly string[];
}

const AFFINITY: Shape = {
  what: 'an affinity',
  fields: ['nodeAffinity', 'podAffinity', 'podAntiAffinity'],
  required: [],
};
const TOLERATION: Shape = {
  what: 'a toleration',
  fields: ['key', 'operator', 'value', 'effect', 'tolerationSeconds'],
  required: [],
};
const SPREAD: Shape = {
  what: 'a topology spread constraint',
  fields: [
    'labelSelector',
    'matchLabelKeys',
    'maxSkew',
    'minDomains',
    'nodeAffinityPolicy',
    'nodeTaintsPolicy',
    'topologyKey',
    'whenUnsatisfiable',
  ],
  required: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
};
const PEER: Shape = {
  what: 'a NetworkPolicyPeer',
  fields: ['ipBlock', 'namespaceSelector', 'podSelector'],
  required: [],
};

function shapeComplaints(prop: string, value: unknown, shape: Shape): readonly Complaint[] {
  if (!isObject(value)) return [notAnObject(prop, shape)];
  const strange = Object.keys(value).filter((field) => !shape.fields.includes(field));
  const missing = shape.required.filter((field) => value[field] === undefined);
  return [
    ...strange.map((field) => ({
      prop: `${prop}.${field}`,
      message: `${shape.what} has no field ${quoted(field)}; allowed are ${either(shape.fields)}`,
      fix: `use '${nearest(field, shape.fields) ?? shape.fields[0] ?? ''}'`,
    })),
    ...missing.map((field) => ({
      prop: `${prop}.${field}`,
      message: `${shape.what} needs the field '${field}'`,
      fix: `set ${either(shape.required)}`,
    })),
  ];
}

const notAnObject = (prop: string, shape: Shape): Complaint => ({
  prop,
  message: `${prop} is no object, but ${shape.what} is one`,
  fix: `write ${shape.what} with fields as in the API of Kubernetes`,
});

function schedulingComplaints(template: PodTemplateSpec): readonly Complaint[] {
  const list = (prop: string, objects: readonly KubernetesObject[], shape: Shape): Complaint[] =>
    objects.flatMap((object, index) => shapeComplaints(item(prop, index), object, shape));
  const { affinity, tolerations, topologySpreadConstraints = [] } = template;
  return [
    ...(affinity === undefined ? [] : shapeComplaints('podTemplate.affinity', affinity, AFFINITY)),
    ...list('podTemplate.tolerations', tolerations, TOLERATION),
    ...list('podTemplate.topologySpreadConstraints', topologySpreadConstraints, SPREAD),
  ];
}

export const podSchedulingForm: ClusterRule = {
  code: 'PodSchedulingForm',
  severity: 'error',
  why: 'Kubernetes drops a field that it does not know, mostly without a word: the pods would land anywhere.',
  check: ofCommon(({ podTemplate }) =>
    podTemplate === undefined ? NONE : schedulingComplaints(podTemplate),
  ),
};

function peerComplaints(prop: string, peer: unknown): readonly Complaint[] {
  const complaints = shapeComplaints(prop, peer, PEER);
  if (complaints.length > 0 || !isObject(peer)) return complaints;
  const fields = Object.keys(peer);
  const message =
    fields.length === 0
      ? 'a NetworkPolicyPeer without a field is refused by Kubernetes'
      : 'a NetworkPolicyPeer has an ipBlock or selectors, not both';
  const fits = fields.length > 0 && (fields.length === 1 || !fields.includes('ipBlock'));
  return fits ? NONE : [{ prop, message, fix: 'write it as in { namespaceSelector: {} }' }];
}

const listenerPeers = ofListeners((listener) =>
  (listener.spec.networkPolicyPeers ?? []).flatMap((peer, index) =>
    peerComplaints(item('networkPolicyPeers', index), peer),
  ),
);
const adminPeers = ofCluster(({ spec }) =>
  spec.adminPeers.flatMap((peer, index) => peerComplaints(item('adminPeers', index), peer)),
);

const metricsPeers = ofCluster(({ spec }) =>
  (spec.metrics?.peers ?? []).flatMap((peer, index) =>
    peerComplaints(item('metrics.peers', index), peer),
  ),
);

export const networkPolicyPeer: ClusterRule = {
  code: 'NetworkPolicyPeer',
  severity: 'error',
  why: 'Kubernetes refuses a peer without a field, and drops fields that it does not know: what is left may let everybody in.',
  check: (cluster) => [...adminPeers(cluster), ...listenerPeers(cluster), ...metricsPeers(cluster)],
};

export const POD_OBJECT_RULES: readonly ClusterRule[] = [podSchedulingForm, networkPolicyPeer];
