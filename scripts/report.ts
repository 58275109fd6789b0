import Table from 'cli-table3';
import colors from 'picocolors';
import { isRecord } from '../http/body.js';
import type { WireEntry } from './wire_log.js';

type Row = Record<string, unknown>;

const MARK = '●';
const INDENT = '  ';

/** What one platform's job comes to. */
export interface SummaryRow {
  platform: string;
  operation: string;
  changed: string[];
  requests: number;
}

/** One line for a step: what was done, with what result, at what cost. */
export function stepLine(number: number, title: string, result: string, requests: number): string {
  const cost = requests === 1 ? '1 request' : `${requests} requests`;
  return `${INDENT}${colors.bold(String(number))}  ${title.padEnd(21)} ${result}  ${colors.dim(`· ${cost}`)}`;
}

/** Before and after of a contact as a table: every field that either of them holds, changed ones marked. */
export function comparison(before: Row, after: Row): string {
  const old = flatten(before);
  const now = flatten(after);
  const changed = changedFields(before, after);
  const table = compactTable(['', 'field', 'before', 'after'], [3, 42, 32, 32]);
  for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const isChanged = changed.includes(field);
    // Chatwoot's labels are read only by steps that change them.
    const absent = colors.dim(field === 'labels' ? 'not read' : 'empty');
    table.push([
      isChanged ? colors.green(MARK) : '',
      isChanged ? colors.bold(field) : field,
      old[field] ?? absent,
      isChanged ? colors.green(now[field] ?? 'empty') : (now[field] ?? ''),
    ]);
  }
  return indent(table.toString());
}

/** Names of the fields that differ. */
export function changedFields(before: Row, after: Row): string[] {
  const old = flatten(before);
  const now = flatten(after);
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields].filter((field) => old[field] !== now[field]);
}

/** The requests as sent, one a line. */
export function wireLines(entries: readonly WireEntry[]): string {
  const width = Math.max(...entries.map(({ path }) => path.length));
  return entries
    .map(({ method, path, status, milliseconds }) => {
      const color = status < 300 ? colors.green : colors.red;
      const time = colors.dim(`${milliseconds.toFixed(0)} ms`);
      return `${INDENT}${method.padEnd(6)} ${path.padEnd(width)} ${color(String(status))} ${time}`;
    })
    .join('\n');
}

/** All platforms in one table. */
export function summary(rows: readonly SummaryRow[]): string {
  const table = compactTable(
    ['platform', 'operation', 'what changed', 'requests to update'],
    [18, 44, 54, 20],
    true,
  );
  for (const { platform, operation, changed, requests } of rows) {
    table.push([platform, operation, changed.join(', '), String(requests)]);
  }
  return indent(table.toString());
}

function compactTable(head: string[], colWidths: number[], wordWrap = false): Table.Table {
  return new Table({
    head: head.map((text) => colors.bold(text)),
    colWidths,
    wordWrap,
    ...(!wordWrap && { chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } }),
    style: { head: [], border: [] },
  });
}

function indent(text: string): string {
  return text.replace(/^/gm, INDENT);
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
