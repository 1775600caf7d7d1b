import * as fc from 'fast-check';
import { isReference, referencesIn } from '../../../lib/validate/kafka-config';

test.each([
  ['${env:A}', [['env', undefined, 'A']]],
  ['${dir:/a/b:c.d}', [['dir', '/a/b', 'c.d']]],
  [
    'x ${file:/f:k} ${env:B}',
    [
      ['file', '/f', 'k'],
      ['env', undefined, 'B'],
    ],
  ],
  ['${A}', []],
  ['${env:A', []],
  ['$env:A}', []],
])('%s', (value, found) => {
  expect(referencesIn(value).map(({ provider, path, key }) => [provider, path, key])).toEqual(
    found,
  );
});

test.each([
  [' ${env:A} ', true],
  ['${env:A}x', false],
  ['${env:A}${env:B}', false],
  ['secret', false],
])('%s is one reference: %s', (value, expected) => {
  expect(isReference(value)).toBe(expected);
});

// The pattern of Kafka's ConfigTransformer.
const KAFKA = /\$\{([^}]*?):(([^}]*?):)?([^}]*?)\}/g;

test('finds what Kafka finds', () => {
  const text = fc
    .array(fc.constantFrom('$', '{', '}', ':', 'a', '/', '${', '${env:'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const kafka = [...value.matchAll(KAFKA)].map(([match]) => match);
      expect(referencesIn(value).map((reference) => reference.text)).toEqual(kafka);
    }),
    { numRuns: 2000 },
  );
});
