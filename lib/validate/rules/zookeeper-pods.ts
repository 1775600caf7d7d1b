import type { ClusterModel } from '../../model/cluster-model';
import type { EnsembleModel } from '../../model/zookeeper';
import type { Finding } from '../issue';
import type { Rule } from '../rule';
import {
  certificateIssuer,
  certificateRenewBefore,
  certificateValidity,
  certificateValidityDays,
  secretReference,
} from './certificates';
import { rollingMaxWait, rollingShutdown } from './rolling';
import { POD_RULES, podWords, STAND_IN_POOL, standInOf } from './stand-in';

/** What holds of the pods and certificates of Kafka, and of the servers' as well. */
const SHARED: readonly Rule<ClusterModel>[] = [
  ...POD_RULES,
  certificateValidity,
  certificateValidityDays,
  certificateRenewBefore,
  certificateIssuer,
  secretReference,
  rollingMaxWait,
  rollingShutdown,
];

const POOL = 'servers';

const standIn = (ensemble: EnsembleModel): ClusterModel =>
  standInOf(ensemble, ({ spec, version, image }) => ({
    version: version.version,
    nodePools: [{ ...STAND_IN_POOL, name: POOL }],
    image: spec.image && {
      ...spec.image,
      image: image.reference === '' ? undefined : image.reference,
    },
    certificates: spec.certificates,
    platform: spec.platform,
    rolling: spec.rolling,
    ...podWords(spec),
  }));

const inItsWords = (finding: Finding): Finding => ({
  ...finding,
  prop: finding.prop?.replace(/^nodePools\[0\]\./, ''),
  message: finding.message.replace(`pool '${POOL}'`, 'each server'),
});

export const ENSEMBLE_POD_RULES: readonly Rule<EnsembleModel>[] = SHARED.map((rule) => ({
  ...rule,
  check: (ensemble) => rule.check(standIn(ensemble)).map(inItsWords),
}));
