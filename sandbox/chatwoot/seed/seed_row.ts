import {
  initialValues,
  type Columns,
  type Dated,
  type RowOf,
  type ValuesOf,
} from '../rails/columns.js';

/** A row of account 1 with the columns' defaults where nothing is told. */
export function newRow<C extends Columns, Told extends Partial<ValuesOf<C>>>(
  columns: C,
  told: Told & { id: number },
  created: Date,
): RowOf<C> & Dated & Told {
  const dates = { created_at: created, updated_at: created };
  return { account_id: 1, ...dates, ...initialValues(columns), ...told };
}
