import type { ClusterModel } from '../../../../lib/model/cluster-model';
import type { RuleCases } from '../../../../lib/testing/rule-tester';
import type { Rule } from '../../../../lib/validate/rule';

export interface ClusterRuleCases extends RuleCases<ClusterModel> {
  readonly rule: Rule<ClusterModel>;
}

/** The first invalid case of each is the example of `docs/rules.md`. */
export type Cases = readonly ClusterRuleCases[];
