import { UsageError } from '../util/errors';
import type { Rule } from '../validate/rule';

/** What a rule has to say about some models. */
export interface RuleCases<M> {
  /** Models about which it says nothing. */
  readonly valid: readonly M[];
  /** Models with the props that it blames, in the order of its findings. */
  readonly invalid: readonly (readonly [model: M, props: readonly (string | undefined)[]])[];
}

/**
 * Tests a rule with a table of models, in any test framework: it throws when a case is not as said, and names all such
 * cases. A rule needs cases of both kinds, says the same when asked twice, and has a message and a way out.
 */
export function ruleTester<M>(rule: Rule<M>, cases: RuleCases<M>): void {
  const problems = [
    ...(cases.valid.length === 0 ? ['there is no valid case'] : []),
    ...(cases.invalid.length === 0 ? ['there is no invalid case'] : []),
    ...cases.valid.flatMap((model, index) =>
      problemsOf(rule, model, []).map((problem) => `valid[${String(index)}] ${problem}`),
    ),
    ...cases.invalid.flatMap(([model, props], index) =>
      problemsOf(rule, model, props).map((problem) => `invalid[${String(index)}] ${problem}`),
    ),
  ];
  if (problems.length === 0) return;
  throw new UsageError('RuleTestFailed', `rule ${rule.code}: ${problems.join('; ')}`);
}

function problemsOf<M>(
  rule: Rule<M>,
  model: M,
  props: readonly (string | undefined)[],
): readonly string[] {
  const findings = rule.check(model);
  const blamed = findings.map(({ prop }) => prop);
  const unclear = findings.find(({ message }) => message === '' || /[.!]$/.test(message));
  return [
    ...(same(blamed, props) ? [] : [`blames ${listed(blamed)} and should blame ${listed(props)}`]),
    ...(same(findings, rule.check(model)) ? [] : ['is judged otherwise when asked again']),
    ...(unclear === undefined
      ? []
      : [`has a message that is empty or a sentence: ${unclear.message}`]),
    ...(findings.every(({ fix }) => fix !== undefined && fix !== '') ? [] : ['has no way out']),
  ];
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function listed(props: readonly (string | undefined)[]): string {
  return props.length === 0 ? 'nothing' : props.map((prop) => prop ?? '(no prop)').join(', ');
}
