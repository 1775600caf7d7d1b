import { destroyNamespace, waitForReady } from '../support/cluster';
import { type Group, defineGroup } from '../support/suite';
import { renewedCertificate, restAsks } from './rest-scenarios';
import { eachRight } from './rights';
import { type ConnectDeployment, deployConnect, waitForWorkers } from './deployment';
import {
  builtPlugins,
  coldStart,
  drift,
  endToEnd,
  killEachWorker,
  missingRight,
  removedAndBack,
  restIsClosed,
  replay,
  roll,
  rollBrokers,
} from './scenarios';

const NAMESPACE = 'e2e-connect';

/** Connect workers with least rights, and connectors kept true by the reconciler. */
export const connect: Group = defineGroup<ConnectDeployment>({
  name: 'connect',
  namespace: NAMESPACE,
  deploy: (scene) => deployConnect(NAMESPACE, scene),
  recovered: async () => {
    await waitForReady(NAMESPACE, 4, 240);
    await waitForWorkers(NAMESPACE, 180);
  },
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [
    { name: 'cold-start', smoke: true, run: coldStart },
    { name: 'end-to-end', smoke: true, run: endToEnd },
    { name: 'rest-is-closed', run: restIsClosed },
    { name: 'rest-asks', run: restAsks },
    { name: 'drift', run: drift },
    { name: 'kill-each-worker', run: killEachWorker },
    { name: 'missing-right', run: missingRight },
    { name: 'each-right', run: eachRight },
    { name: 'removed-and-back', run: removedAndBack },
    { name: 'roll-brokers', run: rollBrokers },
    { name: 'roll-workers', run: roll },
    { name: 'renewed-certificate', run: renewedCertificate },
    { name: 'built-plugins', run: builtPlugins },
    { name: 'replay', run: replay },
  ],
});
