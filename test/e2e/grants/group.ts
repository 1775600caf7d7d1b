import { destroyNamespace, waitForReady } from '../support/cluster';
import { type Group, defineGroup } from '../support/suite';
import { sameVerdicts } from './authorizer';
import { type GrantsDeployment, deployGrants } from './deployment';
import { mirrorMaker } from './mirror-maker';
import { everyRow, tools } from './scenarios';

const NAMESPACE = 'e2e-topics-grants';

/** The table of grants, row by row, with Kafka's own clients. */
export const grants: Group = defineGroup<GrantsDeployment>({
  name: 'grants',
  namespace: NAMESPACE,
  deploy: (scene) => deployGrants(NAMESPACE, scene, 1),
  recovered: () => waitForReady(NAMESPACE, 1, 240),
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [
    { name: 'authorizer', run: sameVerdicts },
    { name: 'every-row', run: everyRow },
    { name: 'tools', run: tools },
    { name: 'mirror-maker', run: mirrorMaker },
  ],
});
