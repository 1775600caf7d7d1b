import * as access from './access';
import * as configuration from './configuration';
import type { Law } from './law';
import * as names from './names';
import * as workloads from './workloads';

/** Everything that must hold of the manifests of every cluster, by name. */
export const LAWS: Readonly<Record<string, Law>> = {
  ...names,
  ...workloads,
  ...access,
  ...configuration,
};
