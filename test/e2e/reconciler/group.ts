import { destroyNamespace, waitForReady } from '../support/cluster';
import { type Group, defineGroup } from '../support/suite';
import { commandLine, imported } from './command-line';
import { type ContentsDeployment, deployContents } from './deployment';
import { contract, guards, threeWay } from './engine';
import {
  cameBack,
  driftFound,
  everythingMade,
  faults,
  nothingToDo,
  programChanged,
} from './scenarios';

const NAMESPACE = 'e2e-reconciler';

/** Topics, users and ACLs kept true by Jobs in the cluster. */
export const reconciler: Group = defineGroup<ContentsDeployment>({
  name: 'reconciler',
  namespace: NAMESPACE,
  deploy: (scene) => deployContents(NAMESPACE, scene),
  recovered: () => waitForReady(NAMESPACE, 4, 240),
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [
    { name: 'everything-made', smoke: true, run: everythingMade },
    { name: 'nothing-to-do', run: nothingToDo },
    { name: 'drift-found', run: driftFound },
    { name: 'command-line', run: commandLine },
    { name: 'import', run: imported },
    { name: 'admin-contract', run: contract },
    { name: 'three-way', run: threeWay },
    { name: 'guards', run: guards },
    { name: 'program-came-back', run: cameBack },
    { name: 'program-changed', run: programChanged },
    { name: 'faults', run: faults },
  ],
});
