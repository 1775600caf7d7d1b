import { destroyNamespace, waitForReady } from '../support/cluster';
import { type Group, defineGroup } from '../support/suite';
import { type OutsideDeployment, deployOutside, destroyOutside } from './deployment';
import { mixed } from './inside';
import { ownAddress } from './own-address';
import {
  closedListener,
  everyWayIn,
  movedBroker,
  oneBrokerMore,
  otherAuthentication,
} from './scenarios';

const NAMESPACE = 'e2e-outside';

/** Every way in from outside, on one small cluster. */
export const outside: Group = defineGroup<OutsideDeployment>({
  name: 'outside',
  namespace: NAMESPACE,
  deploy: (scene) => deployOutside(NAMESPACE, scene),
  recovered: ({ options }) => waitForReady(NAMESPACE, 1 + options.brokers, 240),
  destroy: async () => {
    await destroyOutside(NAMESPACE);
    await destroyNamespace(NAMESPACE);
  },
  scenarios: [
    { name: 'every-way-in', run: everyWayIn },
    { name: 'mixed', run: mixed },
    { name: 'own-address', run: ownAddress },
    { name: 'closed-listener', run: closedListener },
    { name: 'moved-broker', run: movedBroker },
    { name: 'other-authentication', run: otherAuthentication },
    { name: 'one-broker-more', run: oneBrokerMore },
  ],
});
