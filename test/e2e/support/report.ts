import type { Outcome } from './outcome';

const clock = (): string => new Date().toISOString().slice(11, 19);
const terminal = process.stdout.isTTY;

/**
 * Progress: on a terminal one line that is written over, and kept when its step ends; elsewhere one plain line a step, so that
 * a log shows where a run stood.
 */
export class Progress {
  private readonly started = Date.now();
  private step = '';
  private since = Date.now();
  private ticker: NodeJS.Timeout | undefined;

  constructor(private readonly title: string) {}

  begin(step: string): void {
    this.end();
    this.step = step;
    this.since = Date.now();
    if (!terminal) {
      console.log(`${clock()} ${this.title}: ${step}`);
      return;
    }
    const draw = (): void => {
      process.stdout.write(`\r\x1b[K${clock()} ${this.title}: ${step} ${this.elapsed()}`);
    };
    draw();
    this.ticker = setInterval(draw, 500);
    this.ticker.unref();
  }

  /** A line that stays. */
  say(line: string): void {
    if (terminal) process.stdout.write('\r\x1b[K');
    console.log(`${clock()} ${this.title}:   ${line}`);
  }

  end(): void {
    if (this.ticker === undefined) return;
    clearInterval(this.ticker);
    this.ticker = undefined;
    process.stdout.write(`\r\x1b[K${clock()} ${this.title}: ${this.step} ${this.elapsed()}\n`);
  }

  totalSeconds(): number {
    return (Date.now() - this.started) / 1000;
  }

  private elapsed(): string {
    return `(${((Date.now() - this.since) / 1000).toFixed(0)} s)`;
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

type Column = readonly [title: string, cell: (outcome: Outcome) => string, right: boolean];

const COLUMNS: readonly Column[] = [
  ['scenario', (o) => `${o.group}/${o.scenario}`, false],
  ['result', (o) => o.result, false],
  ['acknowledged', (o) => (o.load === undefined ? '' : String(o.load.acknowledged)), true],
  ['lost', (o) => (o.load === undefined ? '' : String(o.load.lost)), true],
  ['reordered', (o) => (o.load === undefined ? '' : String(o.load.reordered)), true],
  [
    'longest silence',
    (o) => (o.load === undefined ? '' : seconds(o.load.silence.milliseconds)),
    true,
  ],
  ['undisturbed', (o) => (o.load === undefined ? '' : seconds(o.load.baselineMilliseconds)), true],
  [
    'consumer',
    (o) => (o.load === undefined ? '' : seconds(o.load.consumerSilence.milliseconds)),
    true,
  ],
  ['duration', (o) => `${o.seconds.toFixed(0)} s`, true],
];

/** Rows of text in columns of even width; `right` says which are numbers. */
export function inColumns(
  rows: readonly (readonly string[])[],
  right: readonly boolean[],
): readonly string[] {
  const widths = right.map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, index) =>
        right[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The table at the end, the reasons of what did not pass, and the line that counts. */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...outcomes.map((outcome) => COLUMNS.map(([, cell]) => cell(outcome))),
  ];
  const lines = inColumns(
    rows,
    COLUMNS.map(([, , right]) => right),
  );
  const count = (result: Outcome['result']): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  const reasons = (result: Outcome['result']): readonly string[] =>
    outcomes
      .filter((outcome) => outcome.result === result)
      .map((o) => `${result.toUpperCase()} ${o.group}/${o.scenario}: ${o.reason ?? ''}`);
  const skipped = count('skipped');
  return [
    '',
    ...lines,
    '',
    ...outcomes.flatMap((o) => o.notes.map((note) => `${o.group}/${o.scenario}: ${note}`)),
    '',
    ...reasons('skipped'),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...reasons('failed'),
    `${count('passed')} passed, ${count('failed')} failed`,
  ].join('\n');
}
