import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkValue, listItems, parseInteger } from '../../../lib/validate/kafka-config/value';
import { optionOf } from '../../../lib/versions/option';
import { optionsFor } from '../../../lib/versions/options';

type Verdicts = Record<string, Record<string, { ok: string[]; refused: string[] }>>;
const verdicts = JSON.parse(
  readFileSync(join(__dirname, 'kafka-verdicts.json'), 'utf8'),
) as Verdicts;

// One option of each type and validator, asked of Kafka itself: KafkaVerdicts.java.
describe.each(Object.entries(verdicts))('as Kafka %s does', (version, options) => {
  test.each(Object.entries(options))('%s', (key, { ok, refused }) => {
    const option = optionOf(optionsFor('broker', version) ?? {}, key);
    if (!option) throw new Error(`no option ${key}`);
    // Whether a class exists is for the broker to find out.
    const refusedByText = option[0] === 'class' ? ['', 'a-b', 'java lang'] : refused;
    expect(ok.filter((value) => checkValue(key, option, value))).toEqual([]);
    expect(refusedByText.filter((value) => !checkValue(key, option, value))).toEqual([]);
  });
});

test.each([
  [' +0012 ', 12n],
  ['-9223372036854775808', -9223372036854775808n],
  ['9'.repeat(1000), undefined],
  ['1.0', undefined],
  ['', undefined],
])('reads %j as %s', (text, number) => {
  expect(parseInteger(text)).toBe(number);
});

test.each([
  ['', []],
  [' a , b', ['a', 'b']],
  ['a,,', ['a', '', '']],
])('splits %j', (text, items) => {
  expect(listItems(text)).toEqual(items);
});

test('a long value is cut in the message', () => {
  const complaint = checkValue('k', ['boolean', undefined], 'x'.repeat(10000));
  expect(complaint?.message.length).toBeLessThan(120);
});
