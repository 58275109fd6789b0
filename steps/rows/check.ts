import { isRecord } from '../../http/body.js';
import { withoutBlanks } from '../../http/blanks.js';
import { Problem } from '../../http/problem.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { inputProblems } from '../../platforms/toolkit/problems.js';
import { toText } from '../../platforms/toolkit/values/index.js';
import { prepareUpdate, type UpdateRequest } from '../update_contact.js';
import { joinUnits, namedBy } from './join_units.js';
import { endUnit, type RowEnds, type Unit } from './row.js';

/** Reads what a row asks for. @param row without its blank fields @throws Problem */
export type ReadRow = (row: Record<string, unknown>) => UpdateRequest;

/** What a table calls the column that says whose row it is. */
const KEY_NAMES =
  /^(contact|(contact )?id|e ?mail( address)?|(phone|mobile)( number)?|external id)$/;

/**
 * Checks rows before anything is sent, and makes those for one contact one.
 * @param rows as they came @param numbers of those to do, from 1
 * @param ends takes up the rows that can't be done, and those with nothing in them
 */
export async function checkRows(
  platform: ConnectedPlatform,
  { rows, read }: { rows: readonly unknown[]; read: ReadRow },
  numbers: readonly number[],
  ends: RowEnds,
): Promise<Unit[]> {
  const units: Unit[] = [];
  for (const number of numbers) {
    try {
      const row = filledRow(rows[number - 1], number);
      if (Object.keys(row).length === 0) ends.set(number, { end: { outcome: 'unchanged' } });
      else units.push({ rows: [number], update: await prepareUpdate(platform, read(row)) });
    } catch (failure) {
      // A key that is dead, or a server that is down, is no fault of the row's.
      if (!(failure instanceof Problem) || !isAboutInput(failure)) throw failure;
      // Of a row that asks for nothing, nothing is to be done.
      const isNothing = failure.kind === 'halted';
      endUnit(ends, { rows: [number] }, isNothing ? { outcome: 'unchanged' } : failure);
    }
  }
  return joinUnits(platform, units, ({ update }) => [namedBy(update)], ends);
}

function isAboutInput({ kind, details }: Problem): boolean {
  const isPlain = kind === 'error' || kind === 'halted';
  return isPlain && !details.isFault && details.refusal === undefined;
}

function filledRow(given: unknown, number: number): Record<string, unknown> {
  if (!isRecord(given)) throw inputProblems.notARow();
  const row = withoutBlanks(given);
  if (number === 1 && isHeader(row)) throw inputProblems.headerRow();
  return row;
}

/** True for the first row of a table, where it names the columns. */
function isHeader({ contact = '', ...others }: Record<string, unknown>): boolean {
  const name = plain(toText(contact));
  if (KEY_NAMES.test(name)) return true;
  // What has a digit or an @ is somebody, whose name may be a word for a column.
  if (/[@\d]/.test(name)) return false;
  return Object.entries(others).some(
    ([key, value]) => typeof value === 'string' && plain(value) === plain(key),
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
