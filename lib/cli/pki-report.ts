import Table from 'cli-table3';
import { relative } from 'path';
import type { Event } from '../pki/draft';
import type { Problem } from '../pki/problem';
import type { StatusRow } from '../pki/status';
import type { CommandContext, CommandInput } from './command';

export interface Outcome {
  readonly events: readonly Event[];
  /** Files of Secrets, written or as they were. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

export function reportOutcome(
  input: CommandInput,
  { io, cwd }: CommandContext,
  { events, files, notes, problems }: Outcome,
): void {
  if (input.flag('json')) {
    io.result(JSON.stringify({ events, files, notes, issues: problems }, undefined, 2));
    return;
  }
  const lines = [
    ...eventLines(events),
    ...(events.length === 0 ? [] : [eventCounts(events)]),
    ...files.map((file) => `Secrets: ${relative(cwd, file)}`),
    ...notes,
  ];
  io.result(lines.join('\n'));
  io.issues(problems);
}

function eventLines(events: readonly Event[]): readonly string[] {
  const shown = events.filter((event) => event.action !== 'kept' || event.reason !== undefined);
  const width = Math.max(0, ...shown.map((event) => event.name.length));
  return shown.map(({ action, kind, name, reason }) =>
    `${action.padEnd(7)} ${kind.padEnd(11)} ${name.padEnd(width)}  ${reason ?? ''}`.trimEnd(),
  );
}

function eventCounts(events: readonly Event[]): string {
  const count = (action: Event['action']): string =>
    `${String(events.filter((event) => event.action === action).length)} ${action}`;
  return [count('made'), count('renewed'), count('kept')].join(', ');
}

export interface Status {
  readonly rows: readonly StatusRow[];
  readonly problems: readonly Problem[];
}

export function reportStatus(
  input: CommandInput,
  { io }: CommandContext,
  { rows, problems }: Status,
): void {
  if (input.flag('json')) {
    io.result(JSON.stringify({ certificates: rows, issues: problems }, undefined, 2));
    return;
  }
  io.result(rows.length === 0 ? 'the folder has no authorities yet' : statusTable(rows));
  io.issues(problems);
}

function statusTable(rows: readonly StatusRow[]): string {
  const table = new Table({
    head: ['kind', 'name', 'subject', 'names', 'ends', 'days', 'condition'],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    table.push([
      row.kind,
      row.name,
      row.subject,
      [...row.dnsNames, ...row.ipAddresses].join('\n'),
      row.notAfter?.slice(0, 10) ?? '',
      row.daysLeft === undefined ? '' : String(row.daysLeft),
      row.remark === undefined ? row.condition : `${row.condition}\n${row.remark}`,
    ]);
  }
  return table.toString();
}
