import ts from 'typescript';
import { diagnosticsOf } from './support/compile';
import { samples } from './support/samples';

describe('samples in the documentation', () => {
  const found = samples();
  const diagnostics = diagnosticsOf(found);

  test.each(found.map((sample) => [sample.name, sample] as const))('%s compiles', (_, sample) => {
    const errors = diagnostics
      .filter(({ file }) => file?.fileName === sample.file)
      .map(({ file, start, messageText }) => {
        const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
        const text = ts.flattenDiagnosticMessageText(messageText, '\n');
        return `${sample.document}:${sample.lineInDocument(line)} ${text}`;
      });
    expect(errors).toEqual([]);
  });

  test('README.md has samples', () => {
    expect(found.some(({ document }) => document === 'README.md')).toBe(true);
  });
});
