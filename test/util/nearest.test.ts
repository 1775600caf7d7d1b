import * as fc from 'fast-check';
import { editDistance, nearest } from '../../lib/util/nearest';

test.each([
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xbc', 1],
  ['', 'abc', 3],
  ['ca', 'abc', 3],
])('from %j to %j are %i edits', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});

test.each([
  ['num.io.thread', 'num.io.threads'],
  ['num.io.trheads', 'num.io.threads'],
  ['Num.IO.Threads', 'num.io.threads'],
  ['something.else', undefined],
  ['', undefined],
])('nearest to %j is %j', (word, found) => {
  expect(nearest(word, ['num.network.threads', 'num.io.threads'])).toBe(found);
});

test('of equally near words the first by name', () => {
  expect(nearest('aac', ['aab', 'aaa'])).toBe('aaa');
});

test('distance is symmetric and at most the longer length', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editDistance(a, a)).toBe(0);
    }),
  );
});
