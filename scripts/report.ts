import Table from 'cli-table3';
import colors from 'picocolors';
import { isRecord } from '../http/body.js';
import { widthOf, wrap } from './terminal.js';
import type { WireEntry } from './wire_log.js';

type Row = Record<string, unknown>;

const INDENT = '  ';
/** Where the results of steps begin. */
const RESULT_COLUMN = 23;
const NO_BREAK = '\u00a0';

/** What one platform's job comes to. */
export interface SummaryRow {
  platform: string;
  operation: string;
  changed: string[];
  requests: number;
}

/** Prose, set in. @param width of the terminal, as everywhere here */
export function paragraph(text: string, width: number): string {
  return wrap(INDENT + text, width, INDENT.length);
}

/** What a step did. */
export interface DoneStep {
  number: number;
  title: string;
  result: string;
  requests: number;
}

/** A step: what was done, with what result, at what cost. */
export function stepLine({ number, title, result, requests }: DoneStep, width: number): string {
  const cost = `·${NO_BREAK}${requests}${NO_BREAK}${requests === 1 ? 'request' : 'requests'}`;
  const head = `${INDENT}${number}  ${title}`.padEnd(RESULT_COLUMN - 2);
  return wrap(`${head}  ${result}  ${cost}`, width, RESULT_COLUMN)
    .replace(String(number), colors.bold)
    .replace(cost, colors.dim(cost.replaceAll(NO_BREAK, ' ')));
}

/** Before and after of a contact as a table: the fields that differ, and how many others there are. */
export function comparison(before: Row, after: Row, width: number): string {
  const old = flatten(before);
  const now = flatten(after);
  const changed = changedFields(before, after);
  const others = new Set([...Object.keys(old), ...Object.keys(now)]).size - changed.length;
  const rows = changed.map((field) => [
    field,
    // Chatwoot's labels are read only by steps that change them.
    old[field] ?? (field === 'labels' ? 'not read' : 'empty'),
    now[field] ?? 'empty',
  ]);
  const styles = [colors.bold, colors.dim, colors.green];
  const parts = [
    ...(rows.length > 0 ? [table(['field', 'before', 'after'], rows, styles, width)] : []),
    ...(others > 0 ? [colors.dim(paragraph(stayed(others, rows.length > 0), width))] : []),
  ];
  return parts.join('\n');
}

function stayed(count: number, areOthers: boolean): string {
  const other = areOthers ? 'other ' : '';
  return count === 1
    ? `1 ${other}field stayed as it was.`
    : `${count} ${other}fields stayed as they were.`;
}

/** Names of the fields that differ. */
export function changedFields(before: Row, after: Row): string[] {
  const old = flatten(before);
  const now = flatten(after);
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields].filter((field) => old[field] !== now[field]);
}

/** The requests as sent, one a line where it is wide enough. */
export function wireLines(entries: readonly WireEntry[], width: number): string {
  return entries
    .map(({ method, path, status, milliseconds }) => {
      const color = status < 300 ? colors.green : colors.red;
      const time = `${milliseconds.toFixed(0)} ms`.padStart(7);
      const head = `${INDENT}${method.padEnd(6)} ${String(status)} ${time}  `;
      return wrap(head + path, width, head.length)
        .replace(String(status), color)
        .replace(time, colors.dim);
    })
    .join('\n');
}

/** All platforms in one table. */
export function summary(rows: readonly SummaryRow[], width: number): string {
  return table(
    ['platform', 'operation', 'changed', 'requests'],
    rows.map(({ platform, operation, changed, requests }) => [
      platform,
      operation,
      changed.length === 1 ? '1 field' : `${changed.length} fields`,
      String(requests),
    ]),
    [],
    width,
  );
}

/** A table no wider than the terminal: its widest columns give way, and what they hold goes on in the next line. */
function table(
  head: string[],
  rows: readonly string[][],
  styles: readonly ((text: string) => string)[],
  width: number,
): string {
  // Borders and what stands beside each cell.
  const room = width - INDENT.length - 1 - 3 * head.length;
  const widths = fitting(
    head.map((_, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? '')))),
    room,
  );
  const made = new Table({
    head: head.map(colors.bold),
    colWidths: widths.map((columns) => columns + 2),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of rows) {
    made.push(
      row.map((cell, column) => {
        const style = styles[column] ?? String;
        const lines = wrap(cell, widths[column] ?? 0).split('\n');
        return lines.map((line) => style(line)).join('\n');
      }),
    );
  }
  return made.toString().replace(/^/gm, INDENT);
}

/** Widths of columns that together take no more than there is room for. */
function fitting(widths: readonly number[], room: number): number[] {
  const fitted = [...widths];
  while (fitted.reduce((sum, width) => sum + width, 0) > room) {
    const widest = Math.max(...fitted);
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}

/** `{custom_attributes: {seats: 5}}` as `{'custom_attributes.seats': '5'}`; lists of records stay out. */
function flatten(record: Row, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(record)) {
    const name = `${prefix}${key}`;
    if (isRecord(value)) Object.assign(flat, flatten(value, `${name}.`));
    else if (Array.isArray(value)) {
      if (!value.some(isRecord)) flat[name] = value.join(', ');
    } else if (value !== null && value !== undefined && value !== '') {
      flat[name] = typeof value === 'string' ? value : JSON.stringify(value);
    }
  }
  return flat;
}
