import { KNOWN_VERSIONS } from '../../lib/versions/facts';
import { optionOf } from '../../lib/versions/option';
import type * as Options from '../../lib/versions/options';
import { optionsFor, versionsWithOption } from '../../lib/versions/options';

test('an option has its type, default and validator', () => {
  expect(optionOf(optionsFor('broker', '4.3.1') ?? {}, 'num.io.threads')).toEqual([
    'int',
    '8',
    { kind: 'range', min: 1, max: undefined, also: undefined },
  ]);
});

test('a default beyond 2^53 is not rounded', () => {
  const table = optionsFor('broker', '4.3.1') ?? {};
  expect(optionOf(table, 'log.flush.interval.messages')?.[1]).toBe('9223372036854775807');
});

test("a topic's option names the broker's that gives its default", () => {
  expect(optionOf(optionsFor('topic', '4.3.1') ?? {}, 'retention.ms')?.[3]).toBe(
    'log.retention.ms',
  );
});

test('a patch release that is not listed has the options of its line', () => {
  expect(optionsFor('broker', '4.3.9')).toBe(optionsFor('broker', '4.3.1'));
});

test('a version of no known line has none', () => {
  expect(optionsFor('broker', '4.1.0')).toBeUndefined();
});

test.each([
  ['zookeeper.connect', ['3.9.1']],
  ['cordoned.log.dirs', ['4.3.1']],
  ['num.io.threads', [...KNOWN_VERSIONS]],
  ['constructor', []],
])('%s is an option of %j', (key, versions) => {
  expect(versionsWithOption('broker', key)).toEqual(versions);
});

test('only the tables of the version asked for are loaded', () => {
  const loaded: string[] = [];
  jest.isolateModules(() => {
    for (const version of KNOWN_VERSIONS)
      jest.doMock(`../../lib/versions/generated/broker-options-${version}`, () => {
        loaded.push(version);
        return { OPTIONS: {} };
      });
    const options = jest.requireActual<typeof Options>('../../lib/versions/options');
    expect(loaded).toEqual([]);
    options.optionsFor('broker', '4.2.0');
  });
  expect(loaded).toEqual(['4.2.0']);
});
