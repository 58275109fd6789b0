import { Problem } from '../http/problem.js';
import { wireProblems } from '../http/problems.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { rowProblems } from './problems.js';
import { checkRows, type ReadRow } from './rows/check.js';
import { printOf, rowsToDo, tokenOf } from './rows/continuation.js';
import { doUnits } from './rows/do_units.js';
import type { Line } from './rows/line.js';
import type { RowEnds } from './rows/row.js';

/** What an Update Contacts step asks for. */
export interface RowsRequest {
  /** As they came, blank ones among them: their places are their numbers. */
  rows: readonly unknown[];
  read: ReadRow;
  /** What an earlier run gave out; undefined for all rows. */
  continueFrom: string | undefined;
}

const OUTCOMES = ['updated', 'created', 'unchanged', 'not_found', 'failed', 'not_done'] as const;
type RowOutcome = (typeof OUTCOMES)[number];

/** What became of a row. */
export interface RowResult {
  /** From 1. */
  row: number;
  outcome: RowOutcome;
  contact_id?: string;
  /** The row that it was done with, where both are for one contact. */
  same_as_row?: number;
  /** Why it failed, as its own step would say it. */
  reason?: string;
}

/** What became of the rows of a run: how many of each outcome, and each. */
export interface RowsResult extends Record<RowOutcome, number> {
  /** The same for the same rows. */
  id: string;
  total: number;
  finished: boolean;
  /** For the next run, also where nothing is left: a blank one would begin again. */
  continue_from: string;
  /** Why rows are left, where any are. */
  stopped_because?: string;
  rows: RowResult[];
}

/**
 * Updates many contacts as Update Contact does one. Every row is checked before anything is sent; a row that
 * fails leaves the others alone; what the time doesn't allow is left to the next run.
 * @throws Problem where no row was done: what stopped them, or what was wrong with the first
 */
export async function updateContacts(
  platform: ConnectedPlatform,
  line: Line,
  { rows, read, continueFrom }: RowsRequest,
): Promise<RowsResult> {
  const numbers = rowsToDo(rows, continueFrom);
  const ends: RowEnds = new Map();
  const units = await checkRows(platform, { rows, read }, numbers, ends);
  const stop = await doUnits(platform, line, units, ends);
  refuseIfNoneDone(platform, ends, numbers, stop);
  const left = numbers.filter((row) => !ends.has(row));
  const results = numbers.map((row) => resultOf(row, ends));
  const counts = OUTCOMES.map((outcome) => [
    outcome,
    results.filter((result) => result.outcome === outcome).length,
  ]);
  return {
    id: printOf(rows),
    total: numbers.length,
    ...(Object.fromEntries(counts) as Record<RowOutcome, number>),
    finished: left.length === 0,
    continue_from: tokenOf(rows, left),
    ...(stop && left.length > 0 && { stopped_because: rowProblems.stopped(stop).message }),
    rows: results,
  };
}

/** A run that did nothing fails, so that it is seen, and repeated where that helps. */
function refuseIfNoneDone(
  { name }: ConnectedPlatform,
  ends: RowEnds,
  numbers: readonly number[],
  stop: Problem | undefined,
): void {
  const failures = numbers.flatMap((row) => {
    const end = ends.get(row)?.end;
    return end instanceof Problem ? [{ row, failure: end }] : [];
  });
  if (failures.length < ends.size) return;
  if (stop) throw stop.details.isOver ? wireProblems.outOfTime(name) : stop;
  const [first] = failures;
  if (first) throw rowProblems.noneDone(first.row, first.failure);
}

function resultOf(row: number, ends: RowEnds): RowResult {
  const { end, sameAs } = ends.get(row) ?? {};
  const same = sameAs === undefined ? {} : { same_as_row: sameAs };
  if (!end) return { row, outcome: 'not_done' };
  if (end instanceof Problem) return { row, outcome: 'failed', ...same, reason: end.message };
  const { id, outcome } = end;
  return { row, outcome, ...(id !== undefined && { contact_id: id }), ...same };
}
