import { getProperties } from 'properties-file';
import type { Manifest } from '../../manifest/manifest';
import { sortedSet } from '../../util/sort';
import { isConfigMap } from './desired';

const INSTANCE = 'app.kubernetes.io/instance';
const SERVER_PROPERTIES = 'server.properties';

/** Who may do everything, by the configuration of the nodes; of a cluster of elsewhere nobody knows. */
export function superUsersOf(
  manifests: readonly Manifest[],
  cluster: string,
  namespace: string | undefined,
): readonly string[] {
  const texts = manifests
    .filter(isConfigMap)
    .filter(
      ({ metadata }) => metadata.labels?.[INSTANCE] === cluster && metadata.namespace === namespace,
    )
    .flatMap(({ data }) => data?.[SERVER_PROPERTIES] ?? []);
  const said = texts.flatMap((text) => (getProperties(text)['super.users'] ?? '').split(';'));
  return sortedSet(said.map((principal) => principal.trim()).filter((one) => one !== ''));
}
