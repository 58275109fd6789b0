import type { Problem } from '../../http/problem.js';
import type { PreparedUpdate, UpdateResult } from '../update_contact.js';

/** Rows for one contact, which are done as one. */
export interface Unit {
  /** Their numbers, from 1, rising. */
  rows: number[];
  update: PreparedUpdate;
}

/** What became of a row: of the contact, or that it failed; absent for what wasn't done. */
export type RowEnd = UpdateResult | Problem;

/** What became of every row that isn't left to do, by its number. */
export type RowEnds = Map<number, { end: RowEnd; sameAs?: number }>;

/** Tells what became of the rows of a unit. */
export function endUnit(ends: RowEnds, { rows }: Pick<Unit, 'rows'>, end: RowEnd): void {
  const [first = 0] = rows;
  for (const row of rows) ends.set(row, { end, ...(row !== first && { sameAs: first }) });
}
