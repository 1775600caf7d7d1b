import type { EnsembleModel } from '../../../model/zookeeper';
import type { Owner } from '../labels';

type Labels = Readonly<Record<string, string>>;

/** What selects the servers. No version: a selector can never change. */
export const ensembleSelector = ({ name }: EnsembleModel): Labels => ({
  'app.kubernetes.io/name': 'zookeeper',
  'app.kubernetes.io/instance': name,
});

export const ensembleOwner = (ensemble: EnsembleModel): Owner => ({
  namespace: ensemble.namespace,
  labels: {
    ...ensembleSelector(ensemble),
    'app.kubernetes.io/part-of': ensemble.name,
    'app.kubernetes.io/managed-by': 'cdk8s-kafka',
  },
});
