import type { ClusterModel } from '../../../model/cluster-model';
import type { ConnectModel } from '../../../model/connect';
import type { ClusterSpec } from '../../../spec/cluster';
import type { Rule } from '../../rule';
import { imageMissing } from '../image-platform';
import { POD_RULES, podWords, standInOf } from '../stand-in';
import type { ConnectRule } from './support';

/** What holds of the pods of Kafka, and of the workers' as well. */
const SHARED: readonly Rule<ClusterModel>[] = [...POD_RULES, imageMissing];

const standIn = (connect: ConnectModel): ClusterModel => standInOf(connect, said);

function said({ spec, image }: ConnectModel): Partial<ClusterSpec> {
  const { reference, ...given } = image;
  return {
    image: { ...given, image: reference === '' ? undefined : reference },
    ...podWords(spec),
    adminPeers: spec.restPeers,
  };
}

/** The prop of the workers that stands where a cluster has another. */
function propOf(prop: string | undefined, { spec }: ConnectModel): string | undefined {
  if (prop === 'image' && spec.build !== undefined) return 'build';
  return prop?.replace(/^adminPeers/, 'restPeers');
}

export const CONNECT_POD_RULES: readonly ConnectRule[] = SHARED.map((rule) => ({
  ...rule,
  check: (connect) =>
    rule
      .check(standIn(connect))
      .map((finding) => ({ ...finding, prop: propOf(finding.prop, connect) })),
}));
