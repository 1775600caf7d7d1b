import { type GrantsDeployment, deployGrants } from '../grants/deployment';
import { destroyNamespace, waitForReady } from '../support/cluster';
import { type Group, defineGroup } from '../support/suite';
import { atTheFloor } from './scenarios';

const NAMESPACE = 'e2e-topics-scale';

/** Many objects on a cluster of three brokers: what the engine needs, beside what Kafka does. */
export const scale: Group = defineGroup<GrantsDeployment>({
  name: 'scale',
  namespace: NAMESPACE,
  deploy: (scene) => deployGrants(NAMESPACE, scene, 4),
  recovered: () => waitForReady(NAMESPACE, 4, 240),
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [{ name: 'at-the-floor', run: atTheFloor }],
});
