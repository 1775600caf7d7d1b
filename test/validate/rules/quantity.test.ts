import { isHostName, isLabelKey, isLabelValue } from '../../../lib/validate/rules/kubernetes-names';
import { parseQuantity } from '../../../lib/validate/rules/quantity';

test.each([
  ['1', 1],
  ['500m', 0.5],
  ['0.1', 0.1],
  ['.5', 0.5],
  ['2.', 2],
  ['1e3', 1000],
  ['1E-1', 0.1],
  ['1E', 1e18],
  ['2Gi', 2 ** 31],
  ['3k', 3000],
])('quantity %s', (text, value) => {
  expect(parseQuantity(text)).toBeCloseTo(value, 10);
});

test.each(['', '.', 'm', '-1', '+1', '1 ', '1g', '1GiB', '1e', 'NaN', 'Infinity', '0x1'])(
  "'%s' is no quantity",
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test.each([
  ['a', true],
  ['example.com/a', true],
  ['a/b/c', false],
  ['/a', false],
  ['a/', false],
  ['Example.com/a', false],
  ['A_b.c', true],
  ['a'.repeat(64), false],
])('key of a label: %s', (key, fits) => {
  expect(isLabelKey(key)).toBe(fits);
});

test.each([
  ['', true],
  ['-a', false],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
])('value of a label: %s', (value, fits) => {
  expect(isLabelValue(value)).toBe(fits);
});

test.each([
  ['kafka.example.com', true],
  ['*.example.com', true],
  ['*', false],
  ['a.*.com', false],
  [`${'a'.repeat(64)}.com`, false],
  ['a..b', false],
])('name in a certificate: %s', (name, fits) => {
  expect(isHostName(name)).toBe(fits);
});
