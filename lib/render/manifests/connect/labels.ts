import type { ConnectModel } from '../../../model/connect';
import { namedLabels } from '../labels';
import type { Owner } from '../labels';

const NAME = 'kafka-connect';

/** What selects the workers. No version: a selector can never change. */
export const connectSelector = ({
  name,
}: Pick<ConnectModel, 'name'>): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': NAME,
  'app.kubernetes.io/instance': name,
});

export const connectOwner = ({ name, namespace }: ConnectModel): Owner => ({
  namespace,
  labels: namedLabels(NAME, name),
});
