import type { ContentsModel } from '../../../../../lib/model/contents-model';
import type { RuleCases } from '../../../../../lib/testing/rule-tester';
import { CONTENTS_RULES } from '../../../../../lib/validate/rules/contents';
import type { ContentsRule } from '../../../../../lib/validate/rules/contents';

export interface ContentsRuleCases extends RuleCases<ContentsModel> {
  readonly rule: ContentsRule;
}

/** Cases of the rule of a code. */
export function casesOf(code: string, cases: RuleCases<ContentsModel>): ContentsRuleCases {
  const rule = CONTENTS_RULES.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`there is no rule ${code}`);
  return { rule, ...cases };
}
