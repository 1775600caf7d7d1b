import { ruleTester } from '../../../lib/testing/rule-tester';
import { validate } from '../../../lib/validate/rule';
import { CLUSTER_RULES, ENSEMBLE_RULES } from '../../../lib/validate/rules';
import { OWN_ENSEMBLE_RULES } from '../../../lib/validate/rules/zookeeper';
import { cluster, controllers, ensemble, jvm, podTemplate, pool } from '../../support/build';
import { CASES, ENSEMBLE_CASES } from './cases';

const idOf = ({ code, severity }: { readonly code: string; readonly severity: string }): string =>
  `${code} (${severity})`;

describe('each rule', () => {
  test.each(CASES.map((cases) => [idOf(cases.rule), cases] as const))('%s', (_id, cases) => {
    ruleTester(cases.rule, cases);
  });

  test.each(ENSEMBLE_CASES.map((cases) => [idOf(cases.rule), cases] as const))(
    'of an ensemble: %s',
    (_id, cases) => {
      ruleTester(cases.rule, cases);
    },
  );
});

describe('the table of rules', () => {
  test('has cases for each rule, and each of its rules once', () => {
    const ids = CLUSTER_RULES.map(idOf);
    expect(CASES.map(({ rule }) => idOf(rule)).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('of ensembles has cases for each rule', () => {
    expect(ENSEMBLE_CASES.map(({ rule }) => idOf(rule)).sort()).toEqual(
      OWN_ENSEMBLE_RULES.map(idOf).sort(),
    );
  });

  test('of ensembles has nothing against one that is in order', () => {
    const model = ensemble();
    expect(validate(model, ENSEMBLE_RULES, model.spec.said)).toEqual([]);
  });

  test("of ensembles has rules of Kafka's pods and certificates, in terms of their props", () => {
    const MIB = 1024 * 1024;
    const model = ensemble({
      resources: { cpuRequest: '2', cpuLimit: '1', memoryBytes: 512 * MIB },
      jvm: jvm({ heapBytes: 400 * MIB, xx: { MaxHeapSize: '1g' } }),
      rolling: { maxWaitSeconds: -1, shutdownSeconds: undefined, warmUpSeconds: undefined },
      podTemplate: podTemplate({ labels: { 'a b': 'c' } }),
    });
    const found = validate(model, ENSEMBLE_RULES, model.spec.said);
    expect(found.map(({ code, prop }) => [code, prop])).toEqual([
      ['CpuRequestOverLimit', 'resources.cpuRequest'],
      ['HeapFillsMemory', 'jvm.heap'],
      ['MemoryBesideHeap', 'resources.memory'],
      ['JvmOptionOwned', "jvm.xx['MaxHeapSize']"],
      ['LabelForm', "podTemplate.labels['a b']"],
      ['RollingMaxWait', 'rolling.maxWait'],
    ]);
    expect(found.map(({ message }) => message).join()).not.toContain('pool');
  });

  test('has codes in Pascal case, and reasons in sentences', () => {
    const odd = CLUSTER_RULES.filter(
      ({ code, why }) => !/^([A-Z][a-z]+)+$/.test(code) || !/^\S[^]*\.$/.test(why),
    );
    expect(odd.map(idOf)).toEqual([]);
  });

  test('has nothing against the cluster that the cases begin with', () => {
    const model = cluster();
    expect(validate(model, CLUSTER_RULES, model.spec.said)).toEqual([]);
  });

  test('says where: the path always, and the line of the part before that of the whole', () => {
    const said = { path: 'app/orders', origin: 'app.ts:1:1' };
    const model = cluster({
      said,
      listeners: [{ ...cluster().listeners[0]?.spec, name: 'UP', origin: 'app.ts:2:2' } as never],
      version: '1.0.0',
    });
    const issues = validate(model, CLUSTER_RULES, said);
    expect(issues.map(({ code, path, origin }) => [code, path, origin])).toEqual([
      ['VersionUnknown', 'app/orders', 'app.ts:1:1'],
      ['ListenerNameForm', 'app/orders', 'app.ts:2:2'],
    ]);
  });

  test('blames what is said of all pools on the cluster, and what is said of one on its line', () => {
    const said = { path: 'app/orders', origin: 'app.ts:1:1' };
    const model = cluster({
      said,
      config: { 'num.io.threads': '0' },
      nodePools: [
        controllers({ origin: 'app.ts:2:2', jvm: jvm({ heapBytes: 0 }) }),
        pool({ origin: 'app.ts:3:3', config: { 'num.network.threads': '0' } }),
      ],
    });
    const issues = validate(model, CLUSTER_RULES, said);
    expect(issues.map(({ prop, origin }) => [prop, origin])).toEqual([
      ['nodePools[0].jvm.heap', 'app.ts:2:2'],
      ["config['num.io.threads']", 'app.ts:1:1'],
      ["nodePools[1].config['num.network.threads']", 'app.ts:3:3'],
    ]);
  });

  test('messages begin in lower case and have no full stop', () => {
    const odd = CASES.flatMap(({ rule, invalid }) =>
      invalid.flatMap(([model]) =>
        rule
          .check(model)
          .filter(({ message }) => !/^('|[a-z0-9]|-XX)/.test(message) || message.endsWith('.'))
          .map(({ message }) => message),
      ),
    );
    expect(odd).toEqual([]);
  });
});
