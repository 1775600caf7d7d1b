import fc from 'fast-check';
import { canI, mergeAcls } from '../../lib/acl';
import type { Question } from '../../lib/acl';
import type { WantedAcl } from '../../lib/spec/acl';
import { line, want, wanted } from './support';

const merged = (...texts: readonly string[]): readonly string[] =>
  mergeAcls(texts.map((text) => want(text))).map(line);

describe('what is left out', () => {
  test('repetitions', () => {
    expect(merged('User:a TOPIC LITERAL orders READ', 'User:a TOPIC LITERAL orders READ')).toEqual([
      'User:a TOPIC LITERAL orders READ ALLOW *',
    ]);
  });

  test('Describe beside Read, and DescribeConfigs beside AlterConfigs', () => {
    expect(
      merged(
        'User:a TOPIC LITERAL t DESCRIBE',
        'User:a TOPIC LITERAL t READ',
        'User:a TOPIC LITERAL t DESCRIBE_CONFIGS',
        'User:a TOPIC LITERAL t ALTER_CONFIGS',
      ),
    ).toEqual([
      'User:a TOPIC LITERAL t ALTER_CONFIGS ALLOW *',
      'User:a TOPIC LITERAL t READ ALLOW *',
    ]);
  });

  test('names under a prefix, and both under the wildcard', () => {
    expect(merged('User:a TOPIC LITERAL pay-in READ', 'User:a TOPIC PREFIXED pay- READ')).toEqual([
      'User:a TOPIC PREFIXED pay- READ ALLOW *',
    ]);
    expect(merged('User:a TOPIC LITERAL * READ', 'User:a TOPIC PREFIXED pay- READ')).toEqual([
      'User:a TOPIC LITERAL * READ ALLOW *',
    ]);
  });

  test('nothing of another principal, host or permission', () => {
    const acls = [
      'User:a TOPIC LITERAL t READ ALLOW *',
      'User:a TOPIC LITERAL t READ ALLOW 10.0.0.1',
      'User:a TOPIC LITERAL t READ DENY *',
      'User:b TOPIC LITERAL t READ ALLOW *',
    ];
    expect(merged(...acls)).toHaveLength(4);
  });

  test('no Describe beside a denial of Read, which denies no Describe', () => {
    expect(
      merged('User:a TOPIC LITERAL t READ DENY', 'User:a TOPIC LITERAL t DESCRIBE DENY'),
    ).toHaveLength(2);
  });
});

test('who asked for what is left out is noted at what stands for it', () => {
  const [acl] = mergeAcls([
    want('User:a TOPIC LITERAL pay-in DESCRIBE', 'first'),
    want('User:a TOPIC PREFIXED pay- READ', 'second'),
  ]);
  expect(acl?.origins.map(({ reason }) => reason)).toEqual(['first', 'second']);
});

describe('of any ACLs', () => {
  const acls = fc.array(wanted, { maxLength: 12 });
  const names = ['p', 'pa', 'pay', 'pay-', 'pay-in', 'pay-out', 'q', 'kafka-cluster', '*', 'zzz'];
  const question = fc.record<Question>({
    principal: fc.constantFrom('User:a', 'User:b', 'User:c'),
    operation: fc.constantFrom('READ', 'WRITE', 'CREATE', 'DESCRIBE', 'DESCRIBE_CONFIGS', 'ALTER'),
    resourceType: fc.constantFrom('TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER'),
    resourceName: fc.constantFrom(...names),
    host: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
  });
  const allowed = (set: readonly WantedAcl[], asked: Question): boolean =>
    canI(asked, { acls: set, superUsers: [] }).allowed;

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(acls, (set) => {
        expect(mergeAcls(mergeAcls(set))).toEqual(mergeAcls(set));
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(acls, acls, (one, other) => {
        expect(mergeAcls([...one, ...other])).toEqual(mergeAcls([...other, ...one]));
      }),
    );
  });

  test('no permission is lost and none is won', () => {
    fc.assert(
      fc.property(acls, question, (set, asked) => {
        expect(allowed(mergeAcls(set), asked)).toBe(allowed(set, asked));
      }),
      { numRuns: 2000 },
    );
  });

  test('each that stays was asked for, and each who asked is remembered', () => {
    fc.assert(
      fc.property(acls, (set) => {
        const asked = new Set(set.map(line));
        const merged = mergeAcls(set);
        expect(merged.every((one) => asked.has(line(one)))).toBe(true);
        const origins = (list: readonly WantedAcl[]): readonly string[] =>
          [...new Set(list.flatMap((one) => one.origins.map((o) => JSON.stringify(o))))].sort();
        expect(origins(merged)).toEqual(origins(set));
      }),
    );
  });
});

test('ten thousand ACLs are merged in their number, not in its square', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    want(`User:u${index % 100} TOPIC LITERAL topic-${index} READ`),
  );
  expect(mergeAcls([...many, ...many])).toHaveLength(10_000);
});
