import pc from 'picocolors';
import { formatIssues, TerminalHost } from '../../lib/cli/io-host';
import type { CliIssue } from '../../lib/cli/io-host';

const plain = pc.createColors(false);

const ISSUE: CliIssue = {
  code: 'ListenerTypeNeedsTls',
  severity: 'error',
  message: "listener 'external' of type 'route' must use TLS, got tls off",
  path: 'orders/Orders',
  prop: 'listeners[1].tls',
  fix: 'set tls: ListenerTls.clusterCa(), or use Listener.nodePort()',
  origin: 'examples/orders.ts:12:3',
};

test('an issue shows place, message, code and what to do', () => {
  expect(formatIssues([ISSUE], plain)).toBe(
    [
      'examples/orders.ts:12:3',
      `  error  ${ISSUE.message.padEnd(72)}  ListenerTypeNeedsTls`,
      '         at orders/Orders listeners[1].tls',
      '         fix: set tls: ListenerTls.clusterCa(), or use Listener.nodePort()',
      '',
      '1 error',
    ].join('\n'),
  );
});

test('issues of one file stand together', () => {
  const other = { ...ISSUE, origin: 'b.ts:1:1' };
  const text = formatIssues([ISSUE, other, { ...ISSUE, severity: 'warning' }], plain);
  expect(text.split('\n').filter((line) => /^\S/.test(line))).toEqual([
    'examples/orders.ts:12:3',
    'b.ts:1:1',
    '2 errors, 1 warning',
  ]);
});

test('results go to standard output, all else to standard error', () => {
  const written: string[] = [];
  const stream = (name: string) => ({ write: (text: string) => written.push(name + text) });
  const host = new TerminalHost(stream('out: '), stream('err: '));
  host.result('table');
  host.note('working');
  host.issues([]);
  expect(written).toEqual(['out: table\n', 'err: working\n']);
});
