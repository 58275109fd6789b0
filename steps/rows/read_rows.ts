import { isRecord } from '../../http/body.js';
import { isBlank } from '../../http/blanks.js';
import { inputProblems } from '../../platforms/toolkit/problems.js';
import { parseJson } from '../../platforms/toolkit/values/index.js';

/** A field that may hold rows: its label, and what it holds, blanks among it. */
interface RowsField {
  label: string;
  value: unknown;
}

/**
 * The rows of the one field that is filled: line items, or the JSON text of a list. A single one counts as a
 * list of one. Blank rows stay, because the place of a row is its number.
 * @throws Problem where more than one is filled, or what it holds are no rows
 */
export function readRows(fields: readonly RowsField[]): unknown[] {
  const [filled, another] = fields.filter(({ value }) => !isBlank(value));
  if (!filled) throw inputProblems.noRows();
  if (another) throw inputProblems.rowsTwice();
  const { label, value } = filled;
  const rows = typeof value === 'string' ? parseJson(label, value) : value;
  if (isRecord(rows)) return [rows];
  if (!Array.isArray(rows)) throw inputProblems.badJsonShape(label, 'list');
  if (rows.length === 0) throw inputProblems.noRows();
  return rows;
}
