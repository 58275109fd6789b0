import { createHash } from 'node:crypto';
import { inputProblems } from '../../platforms/toolkit/problems.js';

const TOKEN = /^([0-9a-f]{8}):(done|\d+(?:,\d+)*\+?)$/;
const DONE = 'done';

/**
 * What the next run goes on from: `3fa9c1d2:12,14,17+` are rows 12 and 14 and all from 17 on, of rows with
 * that print.
 * @param left numbers of the rows that weren't done, rising
 */
export function tokenOf(rows: readonly unknown[], left: readonly number[]): string {
  const print = printOf(rows);
  if (left.length === 0) return `${print}:${DONE}`;
  const isTail = left.at(-1) === rows.length;
  let length = left.length;
  while (isTail && length > 1 && left[length - 2] === (left[length - 1] ?? 0) - 1) length -= 1;
  return `${print}:${left.slice(0, length).join(',')}${isTail ? '+' : ''}`;
}

/**
 * The numbers of the rows to do.
 * @param token of an earlier run; undefined begins with the first row
 * @throws Problem for a text that is no token, or that belongs to other rows
 */
export function rowsToDo(rows: readonly unknown[], token: string | undefined): number[] {
  const all = rows.map((_row, index) => index + 1);
  if (token === undefined) return all;
  const [, print, left = ''] = TOKEN.exec(token) ?? [];
  if (print === undefined) throw inputProblems.badContinuation(token);
  if (print !== printOf(rows)) throw inputProblems.otherRows();
  if (left === DONE) return [];
  const numbers = left.replace('+', '').split(',').map(Number);
  const from = left.endsWith('+') ? (numbers.at(-1) ?? Infinity) : Infinity;
  const named = new Set(numbers);
  return all.filter((row) => row >= from || named.has(row));
}

/** What tells these rows from others; the same for the same rows. */
export function printOf(rows: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 8);
}
