import fc from 'fast-check';
import { portOf } from '../../lib/model/port-template';

describe('a port computed from a node id', () => {
  test.each([
    ['9094', 9094],
    ['{nodeId}', 101],
    ['{nodeId} + 10000', 10101],
    ['10+2*{nodeId}', 212],
    ['(10 + 2) * {nodeId}', 1212],
    ['9000 - {nodeId} - 1', 8898],
    ['((9000))', 9000],
    ['2 * (3 + (4 - 1)) * 1000', 12000],
  ])('%s of node 101', (template, port) => {
    expect(portOf(template, 101)).toBe(port);
  });

  test.each([
    '',
    ' ',
    '+',
    '9000 +',
    '9000 {nodeId}',
    '9 / 3',
    '-1',
    '(1',
    '1)',
    '010',
    '{pod}',
    '1e3',
    '0x10',
  ])('%p is none', (template) => {
    expect(portOf(template, 101)).toBeUndefined();
  });

  test('no text makes it fail', () => {
    const parts = fc.constantFrom('1', '{nodeId}', '+', '-', '*', '(', ')', ' ', 'x');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), fc.nat(), (texts, nodeId) => {
        const port = portOf(texts.join(''), nodeId);
        expect(port === undefined || Number.isInteger(port)).toBe(true);
      }),
    );
  });
});
