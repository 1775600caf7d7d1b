import fc from 'fast-check';
import { renderConnect } from '../../../lib/render/manifests/connect';
import { ruleTester } from '../../../lib/testing/rule-tester';
import { validate } from '../../../lib/validate/rule';
import { CLUSTER_RULES } from '../../../lib/validate/rules';
import { CONNECT_RULES, OWN_CONNECT_RULES } from '../../../lib/validate/rules/connect';
import { jvm, podTemplate } from '../../support/build';
import { connect } from '../../support/connect';
import { CONNECT_CASES } from './cases/connect';

describe('each rule of Connect workers', () => {
  test.each(CONNECT_CASES.map((cases) => [cases.rule.code, cases] as const))('%s', (_, cases) => {
    ruleTester(cases.rule, cases);
  });
});

describe('the table of rules of Connect workers', () => {
  test('has cases for each rule', () => {
    expect(CONNECT_CASES.map(({ rule }) => rule.code)).toEqual(
      OWN_CONNECT_RULES.map(({ code }) => code),
    );
  });

  test('has no code of a rule of clusters but for those that they share', () => {
    const others = new Set(CLUSTER_RULES.map(({ code }) => code));
    expect(OWN_CONNECT_RULES.filter(({ code }) => others.has(code))).toEqual([]);
  });

  test('has nothing against what is in order', () => {
    const model = connect();
    expect(validate(model, CONNECT_RULES, model.spec.said)).toEqual([]);
  });
});

test("rules of Kafka's pods hold of workers too, in terms of their props", () => {
  const model = connect({
    build: { kind: 'image', image: 'ETL:1', pullPolicy: undefined },
    jvm: jvm({ xx: { MaxHeapSize: '1g' } }),
    resources: { cpuRequest: 'much', cpuLimit: undefined, memoryBytes: undefined },
    podTemplate: podTemplate({ labels: { 'a b': 'c' } }),
    restPeers: [{}],
  });
  const found = validate(model, CONNECT_RULES, model.spec.said);
  expect(found.map(({ code, prop }) => [code, prop])).toEqual([
    ['CpuQuantity', 'resources.cpuRequest'],
    ['JvmOptionOwned', "jvm.xx['MaxHeapSize']"],
    ['ImageForm', 'build'],
    ['LabelForm', "podTemplate.labels['a b']"],
    ['NetworkPolicyPeer', 'restPeers[0]'],
  ]);
});

test('nothing that is said makes a throw', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('', '__proto__', 'a\nb', 'x'.repeat(300)));
  const said = fc.record({
    name: text,
    namespace: fc.option(text, { nil: undefined }),
    version: fc.option(text, { nil: undefined }),
    replicas: fc.oneof(fc.double(), fc.integer()),
    groupId: fc.option(text, { nil: undefined }),
    listener: fc.option(text, { nil: undefined }),
    secrets: fc.array(text, { maxLength: 3 }),
    pluginPaths: fc.array(text, { maxLength: 3 }),
    config: fc.dictionary(text, text, { maxKeys: 3 }),
    shutdownSeconds: fc.option(fc.double(), { nil: undefined }),
  });
  fc.assert(
    fc.property(said, (more) => {
      const model = connect({ ...more, replicas: Math.min(more.replicas, 5) });
      const issues = validate(model, CONNECT_RULES, model.spec.said);
      expect(issues.filter(({ message }) => /[\r\n]/.test(message))).toEqual([]);
      expect(JSON.stringify(renderConnect(model))).toBe(JSON.stringify(renderConnect(model)));
    }),
    { numRuns: 60 },
  );
});
