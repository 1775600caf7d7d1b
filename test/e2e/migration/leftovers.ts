import { CLUSTER, ENSEMBLE } from '../apps/orders';
import { kubectl } from '../support/kubectl';
import { expectEqual } from '../support/outcome';

/** The kinds of objects that a program makes, but Secrets. */
const KINDS = [
  'statefulset',
  'service',
  'poddisruptionbudget',
  'networkpolicy',
  'configmap',
  'lease',
  'serviceaccount',
  'role',
  'rolebinding',
  'job',
  'persistentvolumeclaim',
].join(',');

// Claims stay until their pods have ended.
const PATIENCE = { timeoutSeconds: 300 };

const labels = (name: string, instance: string): readonly string[] => [
  '-l',
  `app.kubernetes.io/name=${name},app.kubernetes.io/instance=${instance}`,
];

/** What is still there of a kind of these words, as `kind/name`. */
async function left(namespace: string, matching: RegExp): Promise<readonly string[]> {
  const names = await kubectl(['-n', namespace, 'get', `${KINDS},secret,pod`, '-o', 'name']);
  return names.split('\n').filter((name) => matching.test(name));
}

/** As docs/leaving-zookeeper.md says, "Afterwards". */
export async function removeEnsemble(namespace: string): Promise<void> {
  const ensemble = labels('zookeeper', ENSEMBLE);
  await kubectl(['-n', namespace, 'delete', KINDS, ...ensemble], PATIENCE);
  const secrets = ['nodes', 'client', 'ca', 'ca-cert'].map((one) => `${ENSEMBLE}-zookeeper-${one}`);
  await kubectl(['-n', namespace, 'delete', 'secret', '--ignore-not-found', ...secrets]);
  const remains = await left(namespace, new RegExp(`/.*${ENSEMBLE}-(?:zookeeper|network)`));
  expectEqual(remains, [], 'what is left of the ensemble');
}

/** As docs/leaving-zookeeper.md says, "Back". */
export async function removeControllers(namespace: string): Promise<void> {
  const name = `${CLUSTER}-controllers`;
  await kubectl([
    ...['-n', namespace, 'delete', '--ignore-not-found', `statefulset/${name}`],
    ...[`configmap/${name}`, `poddisruptionbudget/${CLUSTER}-kafka-controllers`],
  ]);
  await kubectl(['-n', namespace, 'delete', 'job', ...labels('kafka-roll-back', CLUSTER)]);
  const claims = `app.kubernetes.io/instance=${CLUSTER},cdk8s-kafka/pool=controllers`;
  await kubectl(['-n', namespace, 'delete', 'pvc', '-l', claims], PATIENCE);
  const remains = await left(namespace, /controllers|roll-back/);
  expectEqual(remains, [], 'what is left of the controllers');
}
