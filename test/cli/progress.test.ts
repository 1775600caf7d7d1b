import { PassThrough } from 'node:stream';
import { TerminalHost } from '../../lib/cli/io-host';
import { NO_PROGRESS, ProgressBars } from '../../lib/cli/progress';

test('a terminal shows a bar for each phase, and how far it is', () => {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    columns: 80,
    rows: 24,
    clearLine: () => true,
    cursorTo: () => true,
    moveCursor: () => true,
  });
  const bars = new ProgressBars(stream);
  bars.step('ACLs', 3, 3);
  bars.step('topics', 714, 1000);
  bars.end();
  const shown = String(stream.read());
  expect(shown).toMatch(/ACLs +■+ 3 of 3/);
  expect(shown).toMatch(/topics +■+ +714 of 1000/);
});

test('where there is no terminal nothing is shown', () => {
  const stream = { isTTY: true, write: () => true };
  expect(new TerminalHost(stream, stream).progress()).toBe(NO_PROGRESS);
});
