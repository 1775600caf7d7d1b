import * as fc from 'fast-check';
import {
  compareVersions,
  DEFAULT_VERSION,
  factsFor,
  KNOWN_VERSIONS,
  nearestVersion,
  supports,
  versionAdvice,
} from '../../lib/versions/facts';

test('the known versions are in the order of their numbers', () => {
  expect(KNOWN_VERSIONS).toEqual(['3.9.1', '4.2.0', '4.3.1']);
});

test('the default version is a known one', () => {
  expect(DEFAULT_VERSION).toBe('4.3.1');
});

test.each([
  ['4.3.1', '4.3', 'log4j2'],
  ['4.2.0', '4.2', 'log4j2'],
  ['3.9.1', '3.9', 'log4j'],
])('%s formats with release %s and logs with %s', (version, metadataVersion, logging) => {
  expect(factsFor(version)).toMatchObject({
    version,
    factsVersion: version,
    metadataVersion,
    logging,
  });
});

test.each([
  ['4.3.1', ['controllerAutoJoin', 'dynamicQuorum', 'cordonedLogDirs'], ['zooKeeper']],
  ['4.2.0', ['controllerAutoJoin', 'dynamicQuorum'], ['cordonedLogDirs', 'zooKeeper']],
  ['3.9.1', ['dynamicQuorum', 'zooKeeper'], ['controllerAutoJoin', 'shareGroups']],
] as const)('%s supports %j and not %j', (version, has, lacks) => {
  expect(has.filter((feature) => supports(version, feature))).toEqual(has);
  expect(lacks.filter((feature) => supports(version, feature))).toEqual([]);
});

test('a patch release that is not listed has the facts of its line', () => {
  expect(factsFor('4.3.2')).toMatchObject({ version: '4.3.2', factsVersion: '4.3.1', line: '4.3' });
  expect(factsFor('4.3.0')?.supports('cordonedLogDirs')).toBe(true);
});

test.each([
  '4.1.0',
  '5.0.0',
  '2.8.2',
  '4.3',
  '4.3.1-rc0',
  '4.3.01',
  ' 4.3.1',
  '',
  'latest',
  '4.3.1.1',
])('there are no facts about %j', (version) => {
  expect(factsFor(version)).toBeUndefined();
  expect(supports(version, 'dynamicQuorum')).toBe(false);
});

test.each([
  ['4.10.0', '4.9.1', 1],
  ['3.9.1', '4.0.0', -1],
  ['4.3', '4.3.0', 0],
  ['4.3.1', '4.3.1', 0],
])('compares %s with %s by number', (left, right, order) => {
  expect(compareVersions(left, right)).toBe(order);
});

test.each([
  ['4.1.0', '3.9.1'],
  ['4.2.5', '4.2.0'],
  ['9.0.0', '4.3.1'],
  ['2.8.2', '3.9.1'],
])('nearest to %s is %s', (version, known) => {
  expect(nearestVersion(version)).toBe(known);
});

test('advice names the nearest version and all lines', () => {
  expect(versionAdvice('4.4.0')).toBe('use 4.3.1, or another release of 3.9, 4.2 or 4.3');
});

test('facts and order are total', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(compareVersions(left, right)).toBe(0 - compareVersions(right, left));
      expect(KNOWN_VERSIONS).toContain(nearestVersion(left));
      expect(versionAdvice(left)).toMatch(/^use /);
      factsFor(left);
    }),
  );
});
