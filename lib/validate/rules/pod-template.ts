import type { ClusterModel } from '../../model/cluster-model';
import type { PodTemplateSpec } from '../../spec/pod-template';
import type { Rule } from '../rule';
import { isDnsName, isLabelKey, isLabelValue } from './kubernetes-names';
import type { Check, Complaint } from './support';
import { entry, item, NONE, ofCommon, ofListeners, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;
type Labels = Readonly<Record<string, string>>;

/** A check of what is added to the pods, said of the cluster or of a pool. */
function ofTemplates(judge: (template: PodTemplateSpec) => readonly Complaint[]): Check {
  return ofCommon(({ podTemplate }) =>
    podTemplate === undefined
      ? NONE
      : judge(podTemplate).map((complaint) => ({
          ...complaint,
          prop: `podTemplate.${complaint.prop}`,
        })),
  );
}

function labelComplaints(prop: string, labels: Labels): readonly Complaint[] {
  return Object.entries(labels)
    .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
    .map(([key, value]) => ({
      prop: entry(prop, key),
      message: `${quoted(key)} with ${quoted(value)} is no label; allowed are up to 63 letters, digits, '-', '_' and '.', and a DNS name before a '/' in the key`,
      fix: "write it as in { 'example.com/team': 'payments' }",
    }));
}

const templateLabels = ofTemplates((template) => [
  ...labelComplaints('labels', template.labels),
  ...labelComplaints('nodeSelector', template.nodeSelector),
]);
const listenerLabels = ofListeners((listener) => labelComplaints('labels', listener.spec.labels));

export const labelForm: ClusterRule = {
  code: 'LabelForm',
  severity: 'error',
  why: 'Kubernetes refuses an object with a malformed label.',
  check: (cluster) => [...templateLabels(cluster), ...listenerLabels(cluster)],
};

function annotationComplaints(annotations: Labels): readonly Complaint[] {
  return Object.keys(annotations)
    .filter((key) => !isLabelKey(key.toLowerCase()))
    .map((key) => ({
      prop: entry('annotations', key),
      message: `${quoted(key)} is no key of an annotation; allowed are up to 63 letters, digits, '-', '_' and '.', and a DNS name before a '/'`,
      fix: "write it as in { 'prometheus.io/scrape': 'true' }",
    }));
}

const templateAnnotations = ofTemplates(({ annotations }) => annotationComplaints(annotations));
const listenerAnnotations = ofListeners(({ spec }) => annotationComplaints(spec.annotations));

export const annotationForm: ClusterRule = {
  code: 'AnnotationForm',
  severity: 'error',
  why: 'Kubernetes refuses an object with a malformed annotation.',
  check: (cluster) => [...templateAnnotations(cluster), ...listenerAnnotations(cluster)],
};

const RESERVED_LABELS: readonly string[] = [
  'app.kubernetes.io/instance',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
];

const OWN_PREFIX = 'cdk8s-kafka/';

function reservedComplaints(prop: string, labels: Labels): readonly Complaint[] {
  return Object.keys(labels)
    .filter((key) => RESERVED_LABELS.includes(key) || key.startsWith(OWN_PREFIX))
    .map((key) => ({
      prop: entry(prop, key),
      message: `${quoted(key)} is set by the library or by Kubernetes, and by it pods are found`,
      fix: 'use a key of your own',
    }));
}

const templateReserved = ofTemplates((template) => [
  ...reservedComplaints('labels', template.labels),
  ...reservedComplaints(
    'annotations',
    Object.fromEntries(
      Object.entries(template.annotations).filter(([key]) => key.startsWith(OWN_PREFIX)),
    ),
  ),
]);
const listenerReserved = ofListeners((listener) =>
  reservedComplaints('labels', listener.spec.labels),
);

export const labelReserved: ClusterRule = {
  code: 'LabelReserved',
  severity: 'error',
  why: 'Services, budgets and policies find the pods by these labels. Another value would be overwritten without a word.',
  check: (cluster) => [...templateReserved(cluster), ...listenerReserved(cluster)],
};

/** What the start script sets or reads. */
const RUNTIME_VARIABLES: ReadonlySet<string> = new Set([
  'BOOTSTRAP_BROKERS',
  'BOOTSTRAP_CONTROLLERS',
  'CLUSTER_ID',
  'CLUSTER_NAME',
  'FOUNDING_CONFIGMAP',
  'GC_LOGGING',
  'INITIAL_CONTROLLERS',
  'KEYSTORES',
  'LOG4J_FILE',
  'LOG_DIR',
  'LOG_DIRS',
  'METADATA_LOG_DIR',
  'METADATA_VERSION',
  'NODE_ID',
  'NODE_ROLES',
  'POD_NAME',
  'POD_NAMESPACE',
  'QUORUM',
  'RACK',
  'STATEFULSET',
  'STOP_LEASE',
  'STOP_LEASE_SECONDS',
  'STOP_WAIT_SECONDS',
  'TRUSTSTORES',
]);

export const envName: ClusterRule = {
  code: 'EnvName',
  severity: 'error',
  why: 'A shell cannot hand such a name on.',
  check: ofTemplates(({ env }) =>
    Object.keys(env)
      .filter((name) => !/^[A-Za-z_]\w*$/.test(name))
      .map((name) => ({
        prop: entry('env', name),
        message: `${quoted(name)} is no name of an environment variable; allowed are letters, digits and '_', first no digit`,
        fix: "use a name such as 'LANG'",
      })),
  ),
};

export const envReserved: ClusterRule = {
  code: 'EnvReserved',
  severity: 'error',
  why: 'The start script owns these variables: it would overwrite the value, or go astray with it.',
  check: ofTemplates(({ env }) =>
    Object.keys(env)
      .filter((name) => RUNTIME_VARIABLES.has(name) || name.startsWith('KAFKA_'))
      .map((name) => ({
        prop: entry('env', name),
        message: `the environment variable ${quoted(name)} belongs to the start script`,
        fix: 'use the props config, jvm and logging for what Kafka and Java should know',
      })),
  ),
};

export const envSecret: ClusterRule = {
  code: 'EnvSecret',
  severity: 'warning',
  why: 'The environment stands in the manifest, in the repository that holds it, and in every listing of the pod.',
  check: ofTemplates(({ env }) =>
    Object.entries(env)
      .filter(
        ([name, value]) =>
          /PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY/i.test(name) &&
          !/_(FILE|PATH|DIR)$/i.test(name) &&
          value !== '' &&
          !value.startsWith('/'),
      )
      .map(([name]) => ({
        prop: entry('env', name),
        message: `the environment variable ${quoted(name)} looks like a secret, and would stand readable in the manifest`,
        fix: 'mount a Secret with volumes and volumeMounts, and name its file',
      })),
  ),
};

export const objectNames: ClusterRule = {
  code: 'PodObjectName',
  severity: 'error',
  why: 'Kubernetes finds no object by such a name.',
  check: ofTemplates((template) => {
    const said = [
      { prop: 'priorityClassName', name: template.priorityClassName },
      { prop: 'schedulerName', name: template.schedulerName },
      ...template.imagePullSecrets.map((name, index) => ({
        prop: item('imagePullSecrets', index),
        name,
      })),
    ];
    return said.flatMap(({ prop, name }) =>
      name === undefined || isDnsName(name)
        ? []
        : [
            {
              prop,
              message: `${quoted(name)} is no name of an object; allowed are lower-case letters, digits, '-' and '.'`,
              fix: 'use the name of the object',
            },
          ],
    );
  }),
};

export const POD_TEMPLATE_RULES: readonly ClusterRule[] = [
  labelForm,
  labelReserved,
  annotationForm,
  envName,
  envReserved,
  envSecret,
  objectNames,
];
