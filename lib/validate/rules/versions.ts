import type { ClusterModel } from '../../model/cluster-model';
import { versionAdvice } from '../../versions/facts';
import type { Rule } from '../rule';
import { NONE, ofCluster, quoted } from './support';

export const versionUnknown: Rule<ClusterModel> = {
  code: 'VersionUnknown',
  severity: 'error',
  why: 'Options, features and the format of metadata follow from the version; of others nothing is known here.',
  check: ofCluster(({ spec, versionKnown }) =>
    versionKnown
      ? NONE
      : [
          {
            prop: 'version',
            message: `kafka version ${quoted(spec.version ?? '')} is not known`,
            fix: versionAdvice(spec.version ?? ''),
          },
        ],
  ),
};

export const VERSION_RULES: readonly Rule<ClusterModel>[] = [versionUnknown];
