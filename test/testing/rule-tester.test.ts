import { ruleTester } from '../../lib/testing/rule-tester';
import type { Rule } from '../../lib/validate/rule';

const at = (
  prop: string | undefined,
  message = 'a number is odd',
  fix: string | undefined = 'add 1',
) => ({
  prop,
  message,
  fix,
  origin: undefined,
});

/** Odd numbers are blamed, by their place. */
const even: Rule<readonly number[]> = {
  code: 'NumberEven',
  severity: 'error',
  why: 'An example.',
  check: (numbers) =>
    numbers.flatMap((number, index) => (number % 2 === 0 ? [] : [at(`[${String(index)}]`)])),
};

const checks = (check: Rule<number>['check']): Rule<number> => ({ ...even, check });

describe('ruleTester', () => {
  test('says nothing when all cases are as said', () => {
    expect(() => {
      ruleTester(even, {
        valid: [[], [2]],
        invalid: [
          [
            [2, 3, 5],
            ['[1]', '[2]'],
          ],
        ],
      });
    }).not.toThrow();
  });

  test('names all cases that are not', () => {
    expect(() => {
      ruleTester(even, { valid: [[1], [2]], invalid: [[[2], ['[0]']]] });
    }).toThrow(
      'rule NumberEven: valid[0] blames [0] and should blame nothing; ' +
        'invalid[0] blames nothing and should blame [0] (RuleTestFailed)',
    );
  });

  test('wants cases of both kinds', () => {
    expect(() => {
      ruleTester(even, { valid: [], invalid: [] });
    }).toThrow('there is no valid case; there is no invalid case');
  });

  test('wants the same answer to the same question', () => {
    let asked = 0;
    const moody = checks(() => (asked++ % 2 === 0 ? [] : [at(undefined)]));
    expect(() => {
      ruleTester(moody, { valid: [1], invalid: [] });
    }).toThrow('valid[0] is judged otherwise when asked again');
  });

  test('wants a message that is no sentence, and a way out', () => {
    const curt = checks((number) => (number === 0 ? [] : [at('[0]', 'Wrong.', '')]));
    expect(() => {
      ruleTester(curt, { valid: [0], invalid: [[1, ['[0]']]] });
    }).toThrow(
      'invalid[0] has a message that is empty or a sentence: Wrong.; invalid[0] has no way out',
    );
  });
});
