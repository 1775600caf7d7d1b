import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN, goldenCases, goldenText, titlesOf } from '../support/golden';

const cases = goldenCases();

describe('manifests are as reviewed (npm run golden writes them)', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const text = goldenText(one);
    if (process.env['GOLDEN'] === 'write') writeFileSync(one.file, text);
    expect(existsSync(one.file)).toBe(true);
    expect(text).toBe(readFileSync(one.file, 'utf8'));
  });

  test('each folder is a program, and each object that one shows is there', () => {
    const folders = readdirSync(GOLDEN, { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(
      folders.map(({ name }) => name).filter((name) => !existsSync(join(GOLDEN, name, 'app.ts'))),
    ).toEqual([]);
    const missing = cases.flatMap(({ name, show = [], manifests }) => {
      const titles = titlesOf(manifests);
      return show.filter((title) => !titles.includes(title)).map((title) => `${name}: ${title}`);
    });
    expect(missing).toEqual([]);
  });
});
