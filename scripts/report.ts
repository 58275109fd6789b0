import Table from 'cli-table3';
import colors from 'picocolors';
import { isRecord } from '../http/body.js';
import type { WireEntry } from './wire_log.js';

const MARK = '●';

/** One line for a step: what was done, with what result, at what cost. */
export function stepLine(number: number, title: string, result: string, requests: number): string {
  const cost = requests === 1 ? '1 request' : `${String(requests)} requests`;
  return `  ${colors.bold(String(number))}  ${title.padEnd(17)} ${result}  ${colors.dim(`· ${cost}`)}`;
}

/**
 * Before and after of a contact as a table: every field that either of them holds, changed ones marked.
 * @param unread fields the first reading doesn't carry, so that nothing is claimed about them
 */
export function comparison(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  unread: readonly string[],
): string {
  const old = flatten(before);
  const now = flatten(after);
  const table = new Table({
    head: ['', 'field', 'before', 'after'].map((text) => colors.bold(text)),
    colWidths: [3, 38, 32, 32],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const changed = old[field] !== now[field];
    table.push([
      changed ? colors.green(MARK) : '',
      changed ? colors.bold(field) : field,
      old[field] ?? colors.dim(unread.includes(field) ? 'not read' : 'empty'),
      changed ? colors.green(now[field] ?? 'empty') : (now[field] ?? ''),
    ]);
  }
  return table.toString();
}

/** The requests as sent, one a line. */
export function wireLines(entries: readonly WireEntry[]): string {
  const width = Math.max(...entries.map(({ path }) => path.length));
  return entries
    .map(({ method, path, status, milliseconds }) => {
      const color = status < 300 ? colors.green : colors.red;
      const time = colors.dim(`${milliseconds.toFixed(0)} ms`);
      return `  ${method.padEnd(6)} ${path.padEnd(width)} ${color(String(status))} ${time}`;
    })
    .join('\n');
}

/** `{custom_attributes: {seats: 5}}` as `{'custom_attributes.seats': '5'}`; lists of records stay out. */
function flatten(record: Record<string, unknown>, prefix = ''): Record<string, string> {
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
