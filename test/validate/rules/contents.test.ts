import { ruleTester } from '../../../lib/testing/rule-tester';
import { validate } from '../../../lib/validate/rule';
import { CLUSTER_RULES } from '../../../lib/validate/rules';
import { CONTENTS_RULES } from '../../../lib/validate/rules/contents';
import { isAddress } from '../../../lib/validate/rules/contents/addresses';
import { acl, contents, quota, said, scram, topic, user } from '../../support/contents';
import { CONTENTS_CASES } from './cases/contents';

describe('each rule', () => {
  test.each(CONTENTS_CASES.map((cases) => [cases.rule.code, cases] as const))('%s', (_, cases) => {
    ruleTester(cases.rule, cases);
  });
});

describe('the table of rules', () => {
  test('has cases for each rule, and each of its rules once', () => {
    const codes = CONTENTS_RULES.map(({ code }) => code);
    expect(CONTENTS_CASES.map(({ rule }) => rule.code).sort()).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('has no code of a rule of clusters', () => {
    const others = new Set(CLUSTER_RULES.map(({ code }) => code));
    expect(CONTENTS_RULES.filter(({ code }) => others.has(code))).toEqual([]);
  });

  test('has codes in Pascal case, and reasons in sentences', () => {
    const odd = CONTENTS_RULES.filter(
      ({ code, why }) => !/^([A-Z][a-z]+)+$/.test(code) || !/^\S[^]*\.$/.test(why),
    );
    expect(odd.map(({ code }) => code)).toEqual([]);
  });

  test('has nothing against what is in order', () => {
    const model = contents({
      topics: [topic('orders', { config: { 'min.insync.replicas': '2' } })],
      users: [user('shop'), user('billing', { authentication: scram() })],
      quotas: [quota({ user: null }, { producerByteRate: 1024 })],
      acls: [acl()],
    });
    expect(validate(model, CONTENTS_RULES, said('app'))).toEqual([]);
  });

  test('says where: at the noun that is to blame', () => {
    const origin = 'app.ts:2:2';
    const model = contents({
      topics: [topic('t', { partitions: 0, said: { path: 'app/t', origin } })],
    });
    expect(
      validate(model, CONTENTS_RULES, said('app/orders')).map((issue) => [
        issue.code,
        issue.path,
        issue.origin,
      ]),
    ).toEqual([['TopicPartitions', 'app/t', origin]]);
  });

  test('names both culprits', () => {
    const [issue] = validate(
      contents({ topics: [topic('a.b'), topic('a_b')] }),
      CONTENTS_RULES,
      said('app'),
    );
    expect(issue?.message).toBe(
      "topic 'a_b' is the same as 'a.b' at app/a.b in the names of metrics",
    );
  });
});

test.each([
  ['10.0.0.7', true],
  ['256.0.0.1', false],
  ['10.0.0', false],
  ['::', true],
  ['fe80::1', true],
  ['1:2:3:4:5:6:7:8', true],
  ['1:2:3:4:5:6:7', false],
  ['1::2::3', false],
  ['web', false],
])('whether %s is an address: %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});
