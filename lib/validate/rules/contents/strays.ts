import { quoted } from '../support';
import type { ContentsRule } from './support';
import { at, placeOf } from './support';

export const acrossClusters: ContentsRule = {
  code: 'AcrossClusters',
  severity: 'error',
  why: 'A right is kept by the cluster whose topic it is about, and means nobody there when the user is of another one.',
  check: ({ cluster, spec }) =>
    spec.strays.map(({ what, reason, home, said }) => {
      const where = home.said === undefined ? '' : ` (${placeOf(home.said)})`;
      return at(said, {
        prop: reason,
        message: `${what} is of cluster ${quoted(home.cluster)}${where}, and this is about cluster ${quoted(cluster.name)}`,
        fix: `declare it for cluster ${quoted(cluster.name)} too, and use that one here`,
      });
    }),
};
