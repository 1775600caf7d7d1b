import { SAFETY_PROMISES } from '../../lib/reconcile/policy/promises';
import { SAFETY_RULE_NAMES } from '../../lib/spec/safety';
import { CONTENTS_RULES } from '../../lib/validate/rules/contents';

/** Of connectors, which are no part of Kafka. */
const OF_CONNECT = ['ConnectorOffsets'];

test('the dangers that are known are 24', () => {
  expect(SAFETY_PROMISES).toHaveLength(24);
  expect(new Set(SAFETY_PROMISES.map(({ says }) => says)).size).toBe(24);
});

test.each(SAFETY_PROMISES)('$says: something holds it', ({ rules, codes, always }) => {
  expect(rules.length + codes.length + (always === undefined ? 0 : 1)).toBeGreaterThan(0);
});

test('each row of the safety table is for one of them', () => {
  const named = new Set([...SAFETY_PROMISES.flatMap(({ rules }) => rules), ...OF_CONNECT]);
  expect([...named].sort()).toEqual([...SAFETY_RULE_NAMES].sort());
});

test('the rules of programs that are named are there', () => {
  const codes = CONTENTS_RULES.map(({ code }) => code);
  expect(
    SAFETY_PROMISES.flatMap((one) => one.codes).filter((code) => !codes.includes(code)),
  ).toEqual([]);
});
